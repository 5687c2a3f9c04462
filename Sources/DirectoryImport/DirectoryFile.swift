package import Catalogue
package import Directory

/// Reads a service directory as others keep it: XZuFi 2.2 in XML, or a plain file in YAML or CSV.
package enum DirectoryFile {
    /// The most bytes of a file: a Land's directory has some ten thousand services.
    package static let bound = 512 << 20

    /// Reads a file by what its name ends in: `xml`, `yaml`, `yml` or `csv`.
    /// - Returns: The entries that are sound, and a fault for each that is not.
    package static func read(_ bytes: [UInt8], file: String) -> (entries: [DirectoryEntry], faults: [Fault]) {
        var log = FaultLog()
        guard bytes.count <= bound else {
            log.error("The file is larger than \(bound >> 20) MB: this is another file.", at: Location(file: file))
            return ([], log.faults)
        }
        let entries: [DirectoryEntry]
        switch file.split(separator: ".").last?.lowercased() {
        case "xml": entries = XZuFiReader.read(bytes, file: file, log: &log)
        case "yaml", "yml": entries = YAMLDirectory.read(bytes, file: file, log: &log)
        case "csv": entries = CSVDirectory.read(bytes, file: file, log: &log)
        default:
            log.error(
                "The name must end in .xml (XZuFi 2.2), .yaml or .csv, so that the form is known.",
                at: Location(file: file))
            entries = []
        }
        return (entries, log.faults.sorted())
    }
}
