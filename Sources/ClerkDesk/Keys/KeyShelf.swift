/// The offices' keyrings as the desk's directory has them: read anew when keys were rotated, or put back.
package actor KeyShelf {
    private let directory: DeskDirectory
    private var offices: [DeskOffice] = []
    private var held: [OfficeKeyring] = []

    /// Stands before a directory; nothing is read yet.
    package init(_ directory: DeskDirectory) { self.directory = directory }

    /// The keyrings as of now.
    /// - Throws: Where the offices or a signing key cannot be read.
    package func keyrings() async throws(DeskError) -> [OfficeKeyring] {
        let offices = try directory.offices()
        if offices == self.offices, held.allSatisfy(\.missing.isEmpty) { return held }
        var keyrings: [OfficeKeyring] = []
        for office in offices { keyrings.append(try await OfficeKeyring(office, in: directory)) }
        (self.offices, held) = (offices, keyrings)
        return keyrings
    }
}
