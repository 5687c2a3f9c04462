internal import Foundation
internal import Glibc
internal import Secrets

/// The accounts of the clerks' page: a file each in `desk/accounts`, mode 0600.
///
/// A file is read at every request, so that an account that was taken away or changed holds at once.
package struct AccountDirectory: Sendable {
    private let path: String

    /// The most accounts of one desk.
    static let bound = 1000

    /// Names the place; nothing is looked at yet.
    package init(_ directory: DeskDirectory) { path = directory.desk + "/accounts" }

    /// The files, relative to the town hall's directory.
    var files: [String] { names.map { "desk/accounts/\($0).json" } }

    private var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.filter(Account.isName).sorted()
    }

    /// All accounts by name.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func accounts() throws(DeskError) -> [Account] {
        var accounts: [Account] = []
        for name in names { if let account = try account(name) { accounts.append(account) } }
        return accounts
    }

    /// The account of a name; nothing where there is none.
    /// - Throws: `file`, `openToOthers`, `damaged`.
    package func account(_ name: String) throws(DeskError) -> Account? {
        guard Account.isName(name), SecretFile.exists(file(name)) else { return nil }
        let bytes = try SecretFile.read(file(name))
        guard let account = bytes.withUnsafeBytes({ try? JSONDecoder().decode(Account.self, from: Data($0)) }),
            account.name == name
        else { throw .damaged(path: file(name)) }
        return account
    }

    /// Takes an account in.
    /// - Throws: `exists`, `notAllowed`, `file`.
    package func add(_ account: Account) throws(DeskError) {
        guard Account.isName(account.name) else {
            throw .notAllowed("An account's name has 1 to 40 of a to z, digits, “.”, “-” and “_”.")
        }
        guard !SecretFile.exists(file(account.name)) else { throw .exists(path: file(account.name)) }
        guard names.count < Self.bound else { throw .notAllowed("A desk has at most \(Self.bound) accounts.") }
        try SecretFile.makeDirectory(path)
        try store(account)
    }

    /// Keeps a changed account.
    /// - Throws: `file`.
    package func store(_ account: Account) throws(DeskError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let json = try? encoder.encode(account) else { throw .damaged(path: file(account.name)) }
        try SecretFile.write(SecretBytes(copying: json), to: file(account.name))
    }

    /// Takes an account away. What it did stays in the audit log.
    /// - Throws: `notAllowed` where there is none; `file`.
    package func remove(_ name: String) throws(DeskError) {
        guard Account.isName(name), SecretFile.exists(file(name)) else {
            throw .notAllowed("There is no account “\(name)”.")
        }
        guard unlink(file(name)) == 0 else {
            throw .file(path: file(name), call: "unlink", reason: String(cString: strerror(errno)))
        }
    }

    private func file(_ name: String) -> String { "\(path)/\(name).json" }
}
