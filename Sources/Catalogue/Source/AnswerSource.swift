/// Reads a file of answers, YAML or JSON, as examples and scripts give them.
package enum AnswerSource {
    /// The tree of answers, or what is wrong with the file.
    package static func read(_ bytes: [UInt8], file: String) -> Result<SourceNode, AnswerSourceFaults> {
        var log = FaultLog()
        if let root = YAMLSource.read(bytes, file: file, log: &log) { return .success(root) }
        return .failure(AnswerSourceFaults(faults: log.faults))
    }
}

/// What is wrong with a file of answers.
package struct AnswerSourceFaults: Error, Sendable {
    package let faults: [Fault]
}
