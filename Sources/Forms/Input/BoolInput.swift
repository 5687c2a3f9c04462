/// Yes or no.
package enum BoolInput {
    /// Reads `ja`, `j`, `yes`, `y`, `true` and `nein`, `n`, `no`, `false`, in any case.
    package static func parse(_ raw: String) -> Result<Bool, InputFault> {
        Result { () throws(InputFault) in
            switch try InputLine.read(raw).lowercased() {
            case "ja", "j", "yes", "y", "true": return true
            case "nein", "n", "no", "false": return false
            default: throw .boolExpected
            }
        }
    }
}
