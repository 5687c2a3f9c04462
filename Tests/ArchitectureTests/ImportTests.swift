import Foundation
import Testing

/// Who may import whom. The build refuses an undeclared target of this package; this table refuses all else too:
/// products of other packages, Foundation, C libraries.
@Suite struct ImportTests {
    /// Module → what it may import beyond the standard library. Modules that the table does not name do not exist.
    static let allowed: [String: Set<String>] = [
        // Pure: values in, values out.
        "Expressions": ["CRE2", "UnicodeText"],
        "Catalogue": ["Expressions", "Yams", "Glibc", "Synchronization"],
        "Forms": ["Catalogue", "Expressions", "UnicodeText"],
        "UnicodeText": [],
        "Terminal": ["UnicodeText"],
        "Widgets": ["Terminal"],
        "Visit": ["Forms", "Catalogue", "Expressions", "UnicodeText"],
        "Screens": ["Visit", "Widgets", "Terminal", "Forms", "Catalogue", "Expressions"],
        // The card.
        "Secrets": ["CSecrets", "Glibc"],
        "SmartCard": [],
        "SmartCardPCSC": ["SmartCard", "Secrets", "CPCSCLite", "Glibc", "Synchronization"],
        "EID": ["SmartCard", "Secrets", "COpenSSL", "CZlib", "Glibc", "Synchronization"],
        "ReaderPad": ["EID", "SmartCard", "SmartCardPCSC"],
        "CardSimulator": ["EID", "SmartCard", "Secrets", "COpenSSL", "Yams", "Glibc", "Synchronization"],
        // The filled form on paper.
        "FormDocument": ["Forms", "Catalogue", "Expressions"],
        "DocumentRendering": ["FormDocument", "CCairo", "CQPDF"],
        "buergerdruck": ["DocumentRendering", "FormDocument", "Secrets", "Foundation"],
        // What stays and what travels.
        "Sealing": ["Secrets", "Crypto", "CryptoExtras", "JWTKit", "CSealing", "CZlib", "Foundation", "Glibc"],
        "Store": ["Sealing", "Secrets", "GRDB", "Foundation", "Glibc"],
        // What there is to know about services.
        "Directory": ["UnicodeText", "GRDB", "Foundation"],
        "DirectoryImport": ["Directory", "Catalogue", "UnicodeText", "Foundation", "FoundationXML"],
        // The way to the town hall and back.
        "SubmissionAPI": ["Sealing", "Foundation"],
        "SubmissionClient": [
            "SubmissionAPI", "Sealing", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL", "Foundation",
        ],
        "Courier": [
            "SubmissionClient", "SubmissionAPI", "Sealing", "Store", "Logging", "Foundation", "Glibc",
            "Synchronization",
        ],
        "TownHall": [
            "SubmissionAPI", "Sealing", "Secrets", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "HTTPTypes",
            "NIOCore", "NIOHTTP1",
            "NIOHTTPTypes", "NIOSSL", "GRDB", "Crypto", "X509", "SwiftASN1", "Logging", "Foundation", "Glibc",
            "Synchronization",
        ],
        "ClerkDesk": [
            "SubmissionClient", "SubmissionAPI", "Sealing", "Secrets", "Catalogue", "Forms", "Expressions",
            "GRDB", "Crypto", "Logging", "Foundation", "Glibc", "Synchronization",
        ],
        // The clerks' page sees of the desk what its commands see, and no table, no key.
        "DeskWeb": [
            "ClerkDesk", "Catalogue", "Secrets", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "HTTPTypes",
            "NIOCore", "NIOSSL", "Crypto", "Logging", "Foundation", "Glibc", "Synchronization",
        ],
        "buergerbote": [
            "Courier", "SubmissionClient", "Store", "Sealing", "Secrets", "ArgumentParser", "Logging", "UnixSignals",
            "Foundation", "Glibc",
        ],
        "rathaus": [
            "TownHall", "ClerkDesk", "DeskWeb", "SubmissionClient", "SubmissionAPI", "Sealing", "Secrets", "Store",
            "Catalogue", "ConfigurationFiles", "ArgumentParser", "Logging", "ServiceLifecycle", "UnixSignals",
            "Foundation", "Glibc",
        ],
        // Shells.
        "ConfigurationFiles": ["Catalogue", "Foundation"],
        "kioskctl": [
            "Screens", "Catalogue", "ConfigurationFiles", "Directory", "DirectoryImport", "Expressions",
            "FormDocument", "Forms", "SmartCard", "SmartCardPCSC",
            "EID", "ReaderPad", "CardSimulator", "Secrets", "Sealing", "Store", "ArgumentParser", "Foundation",
        ],
        "TerminalNCurses": ["Terminal", "CNCurses", "Glibc", "Synchronization"],
        "buergerterminal": [
            "Screens", "Visit", "Terminal", "TerminalNCurses", "Forms", "Catalogue", "ConfigurationFiles",
            "Expressions",
            "CQREncode", "Directory", "Secrets", "Sealing", "Store", "FormDocument", "ArgumentParser", "Logging",
            "Foundation",
            "Glibc",
            // Card and visit meet only here.
            "SmartCard", "SmartCardPCSC", "EID", "ReaderPad", "CardSimulator", "UnicodeText", "Synchronization",
        ],
        // Not Swift.
        "CRE2": [], "CSecrets": [], "CCairo": [], "CQPDF": [], "CNCurses": [], "CQREncode": [], "CPCSCLite": [],
        "COpenSSL": [], "CZlib": [], "CSealing": [],
    ]

    /// A single file may have a reason of its own.
    static let exceptions: [String: Set<String>] = [
        // Unicode normalisation form C, which the standard library does not offer.
        "UnicodeText/Words.swift": ["Foundation"],
        "UnicodeText/Normalization.swift": ["Foundation"],
        // Listing a directory, and reading a key without a copy in ordinary memory.
        "EID/TerminalDirectory/DirectoryFiles.swift": ["Glibc"],
    ]

    static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources")

    static func swiftFiles() throws -> [String] {
        let walk = try #require(FileManager.default.enumerator(atPath: sources.path))
        return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
    }

    /// The modules that a line of Swift imports.
    static func imports(in line: Substring) -> [String] {
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        let modifiers: Set<String> = [
            "package", "public", "internal", "fileprivate", "private", "@preconcurrency", "@testable",
        ]
        words.removeAll { modifiers.contains($0) || $0.hasPrefix("@_") }
        guard words.first == "import", words.count >= 2 else { return [] }
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
        return [String(name.prefix { $0 != "." })]
    }

    @Test func `Every import line of every module stands in the table`() throws {
        let files = try Self.swiftFiles()
        #expect(files.count > 100)
        for file in files {
            let module = String(file.prefix { $0 != "/" })
            let allowed = try #require(Self.allowed[module], "The table does not know the module \(module).")
                .union(Self.exceptions[file] ?? [])
            let text = try String(contentsOf: Self.sources.appendingPathComponent(file), encoding: .utf8)
            for line in text.split(separator: "\n") {
                for name in Self.imports(in: line) {
                    #expect(allowed.contains(name), "\(file) imports \(name), which \(module) may not.")
                }
            }
        }
    }

    @Test func `Every module of the table is there`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(folders) == Set(Self.allowed.keys))
    }

    @Test(arguments: [
        ("import Foundation", ["Foundation"]), ("package import Catalogue", ["Catalogue"]),
        ("@preconcurrency import struct Foundation.Data", ["Foundation"]), ("// import Foundation", []),
        ("  @testable   import Forms", ["Forms"]), ("let important = 1", []),
    ])
    func `Import lines are found in every spelling`(line: String, modules: [String]) {
        #expect(Self.imports(in: Substring(line)) == modules)
    }

    @Test func `Sources hold no force try, no stub and no note to do later`() throws {
        for file in try Self.swiftFiles() {
            let text = try String(contentsOf: Self.sources.appendingPathComponent(file), encoding: .utf8)
            for mark in ["try" + "!", "as" + "!", "fatal" + "Error(", "TO" + "DO", "FIX" + "ME"] {
                #expect(!text.contains(mark), "\(file) contains \(mark)")
            }
        }
    }
}
