// swift-tools-version: 6.3
import PackageDescription

/// Settings that hold in every Swift target of ours.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "buergerterminal",
    products: [
        .executable(name: "buergerterminal", targets: ["buergerterminal"]),
        .executable(name: "buergerdruck", targets: ["buergerdruck"]),
        .executable(name: "buergerbote", targets: ["buergerbote"]),
        .executable(name: "rathaus", targets: ["rathaus"]),
        .executable(name: "kioskctl", targets: ["kioskctl"]),
        // For tests alone: goes before a program whose clock is to be another one.
        .library(name: "AnotherDay", type: .dynamic, targets: ["CAnotherDay"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .target(name: "UnicodeText", swiftSettings: strict),
        .target(name: "Terminal", dependencies: ["UnicodeText"], swiftSettings: strict),
        .target(name: "Widgets", dependencies: ["Terminal"], swiftSettings: strict),
        .target(name: "CNCurses", linkerSettings: [.linkedLibrary("ncursesw")]),
        .target(name: "TerminalNCurses", dependencies: ["Terminal", "CNCurses"], swiftSettings: strict),
        .systemLibrary(name: "CQREncode"),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
        .target(name: "Expressions", dependencies: ["CRE2", "UnicodeText"], swiftSettings: strict),
        .target(name: "Catalogue", dependencies: ["Expressions", "Yams"], swiftSettings: strict),
        .target(name: "Forms", dependencies: ["Catalogue", "Expressions", "UnicodeText"], swiftSettings: strict),
        .target(
            name: "Visit", dependencies: ["Forms", "Catalogue", "Expressions", "UnicodeText"], swiftSettings: strict),
        .target(
            name: "Screens", dependencies: ["Visit", "Widgets", "Terminal", "Forms", "Catalogue", "Expressions"],
            swiftSettings: strict),
        .target(name: "CSecrets"),
        .target(name: "Secrets", dependencies: ["CSecrets"], swiftSettings: strict),
        .target(name: "FormDocument", dependencies: ["Forms", "Catalogue", "Expressions"], swiftSettings: strict),
        .systemLibrary(name: "CCairo", pkgConfig: "pangocairo"),
        .systemLibrary(name: "CQPDF"),
        .target(
            name: "DocumentRendering", dependencies: ["FormDocument", "CCairo", "CQPDF"], swiftSettings: strict),
        .executableTarget(
            name: "buergerdruck", dependencies: ["DocumentRendering", "FormDocument", "Secrets"],
            swiftSettings: strict),
        .target(name: "SmartCard", swiftSettings: strict),
        .target(name: "CPCSCLite", linkerSettings: [.linkedLibrary("pcsclite")]),
        .target(name: "SmartCardPCSC", dependencies: ["SmartCard", "Secrets", "CPCSCLite"], swiftSettings: strict),
        .systemLibrary(name: "COpenSSL"),
        .systemLibrary(name: "CZlib"),
        .target(name: "EID", dependencies: ["SmartCard", "Secrets", "COpenSSL", "CZlib"], swiftSettings: strict),
        .target(name: "ReaderPad", dependencies: ["EID", "SmartCard", "SmartCardPCSC"], swiftSettings: strict),
        .target(
            name: "CardSimulator", dependencies: ["EID", "SmartCard", "Secrets", "COpenSSL", "Yams"],
            swiftSettings: strict),
        .target(name: "CSealing"),
        .target(
            name: "Sealing",
            dependencies: [
                "Secrets", "CSealing", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: ["Sealing", "Secrets", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: strict),
        .target(name: "SubmissionAPI", dependencies: ["Sealing"], swiftSettings: strict),
        .target(
            name: "SubmissionClient",
            dependencies: [
                "SubmissionAPI", "Sealing",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .target(
            name: "Courier",
            dependencies: [
                "SubmissionClient", "SubmissionAPI", "Sealing", "Store",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "buergerbote",
            dependencies: [
                "Courier", "SubmissionClient", "Store", "Sealing", "Secrets",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "TownHall",
            dependencies: [
                "SubmissionAPI", "Sealing", "Secrets",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "ClerkDesk",
            dependencies: [
                "SubmissionClient", "SubmissionAPI", "Sealing", "Secrets", "Catalogue", "Forms", "Expressions",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "DeskWeb",
            dependencies: [
                "ClerkDesk", "Catalogue", "Secrets",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.embedInCode("Pages/desk.css")], swiftSettings: strict),
        .executableTarget(
            name: "rathaus",
            dependencies: [
                "TownHall", "ClerkDesk", "DeskWeb", "SubmissionClient", "SubmissionAPI", "Sealing", "Secrets",
                "Store",
                "Catalogue", "ConfigurationFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "Directory", dependencies: ["UnicodeText", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(
            name: "DirectoryImport", dependencies: ["Directory", "Catalogue", "UnicodeText"], swiftSettings: strict),
        .target(name: "ConfigurationFiles", dependencies: ["Catalogue"], swiftSettings: strict),
        .executableTarget(
            name: "buergerterminal",
            dependencies: [
                "Screens", "Visit", "Terminal", "TerminalNCurses", "Forms", "Catalogue", "ConfigurationFiles",
                "Directory", "Expressions", "CQREncode", "Secrets", "Sealing", "Store", "FormDocument", "SmartCard",
                "SmartCardPCSC", "EID", "ReaderPad", "CardSimulator", "UnicodeText",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "kioskctl",
            dependencies: [
                "Screens", "Catalogue", "ConfigurationFiles", "Directory", "DirectoryImport", "Expressions",
                "FormDocument", "Forms", "SmartCard",
                "SmartCardPCSC",
                "EID", "ReaderPad",
                "CardSimulator", "Secrets", "Sealing", "Store",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["Visit", "Forms", "Catalogue", "ConfigurationFiles", "Expressions"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .target(name: "CAnotherDay", path: "Tests/CAnotherDay"),
        .target(name: "CPowerCut", path: "Tests/CPowerCut", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "StoreFaults", dependencies: ["Store", "Sealing", "Secrets", "CPowerCut"],
            path: "Tests/StoreFaults", swiftSettings: strict),
        .target(
            name: "ScriptedTownHall",
            dependencies: [
                "SubmissionAPI", "Store", "StoreFaults", "Sealing", "Secrets",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            path: "Tests/ScriptedTownHall", swiftSettings: strict),
        .executableTarget(
            name: "StoreChild", dependencies: ["StoreFaults", "Store"], path: "Tests/StoreChild",
            swiftSettings: strict),
        .target(
            name: "DeskFaults",
            dependencies: [
                "ClerkDesk", "SubmissionClient", "SubmissionAPI", "Sealing", "Secrets", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            path: "Tests/DeskFaults", swiftSettings: strict),
        .executableTarget(
            name: "DeskChild", dependencies: ["DeskFaults", "ClerkDesk", "CPowerCut"], path: "Tests/DeskChild",
            swiftSettings: strict),
        .target(
            name: "TownHallFaults", dependencies: ["TownHall", "SubmissionAPI", "Sealing", "CPowerCut"],
            path: "Tests/TownHallFaults", swiftSettings: strict),
        .executableTarget(
            name: "TownHallChild", dependencies: ["TownHallFaults", "TownHall"], path: "Tests/TownHallChild",
            swiftSettings: strict),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Catalogue", "ClerkDesk", "ConfigurationFiles", "Expressions", "Forms", "Visit", "Yams", "EID",
                "SmartCard", "SmartCardPCSC", "Secrets", "Store", "Sealing", "StoreFaults", "SubmissionAPI",
                "SubmissionClient",
                "TownHall", "TownHallFaults", "DeskFaults", "DeskPageSupport", "DeskWeb",
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/Benchmarks", swiftSettings: strict),
        .testTarget(name: "UnicodeTextTests", dependencies: ["UnicodeText"], swiftSettings: strict),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
        .testTarget(name: "WidgetsTests", dependencies: ["Widgets", "Terminal"], swiftSettings: strict),
        .testTarget(
            name: "VisitTests",
            dependencies: [
                "TestSupport", "Screens", "Terminal", "Visit", "Forms", "Catalogue", "ConfigurationFiles",
                "Expressions", "UnicodeText",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ScreensTests",
            dependencies: [
                "TestSupport", "Screens", "Visit", "Terminal", "Forms", "Catalogue", "ConfigurationFiles",
                "Expressions",
            ],
            exclude: ["Goldens", "Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "JourneyTests",
            dependencies: [
                "TestSupport", "Screens", "Visit", "Terminal", "Forms", "Catalogue", "ConfigurationFiles",
                "Expressions",
            ],
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "ExpressionsTests", dependencies: ["Expressions"], exclude: ["Conformance"], swiftSettings: strict),
        .testTarget(
            name: "CatalogueTests", dependencies: ["Catalogue", "Expressions"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "FormsTests", dependencies: ["Forms", "Catalogue", "Expressions", "UnicodeText"],
            swiftSettings: strict),
        .testTarget(
            name: "TerminalNCursesTests", dependencies: ["TerminalNCurses", "Terminal"], swiftSettings: strict),
        .testTarget(
            name: "FormDocumentTests",
            dependencies: [
                "TestSupport", "FormDocument", "DocumentRendering", "Visit", "Forms", "Catalogue", "ConfigurationFiles",
                "Expressions",
            ],
            swiftSettings: strict),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"], swiftSettings: strict),
        .testTarget(name: "SmartCardTests", dependencies: ["SmartCard"], swiftSettings: strict),
        .testTarget(
            name: "SmartCardPCSCTests", dependencies: ["SmartCardPCSC", "SmartCard", "Secrets"], swiftSettings: strict),
        .testTarget(
            name: "EIDTests", dependencies: ["CardSimulator", "EID", "SmartCard", "Secrets"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "CardSimulatorTests", dependencies: ["CardSimulator", "EID", "SmartCard", "Secrets"],
            swiftSettings: strict),
        .testTarget(
            name: "CardReadingTests",
            dependencies: ["SmartCardPCSC", "CardSimulator", "EID", "SmartCard", "Secrets"], swiftSettings: strict),
        .testTarget(
            name: "ReaderPadTests",
            dependencies: ["ReaderPad", "SmartCardPCSC", "CardSimulator", "EID", "SmartCard", "Secrets"],
            swiftSettings: strict),
        .testTarget(
            name: "SealingTests",
            dependencies: ["Sealing", "Secrets", .product(name: "Crypto", package: "swift-crypto")],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "StoreFaults", "StoreChild", "CPowerCut", "Store", "Sealing", "Secrets",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "SubmissionAPITests", dependencies: ["SubmissionAPI", "Sealing"], swiftSettings: strict),
        .testTarget(
            name: "SubmissionClientTests", dependencies: ["ScriptedTownHall", "SubmissionClient", "SubmissionAPI"],
            swiftSettings: strict),
        .testTarget(
            name: "CourierTests",
            dependencies: [
                "ScriptedTownHall", "buergerbote", "Courier", "SubmissionClient", "SubmissionAPI", "Store",
                "TownSupport", "StoreFaults", "CPowerCut", "Sealing",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "TownHallTests",
            dependencies: [
                "TownSupport", "TownHallFaults", "TownHallChild", "TownHall", "rathaus", "SubmissionClient",
                "SubmissionAPI",
                "Sealing",
                "Secrets",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"], swiftSettings: strict),
        .target(
            name: "DeskPageSupport",
            dependencies: [
                "DeskWeb", "ClerkDesk", "DeskFaults", "Catalogue", "ConfigurationFiles", "Secrets", "Sealing",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Tests/DeskPageSupport", swiftSettings: strict),
        .testTarget(
            name: "DeskWebTests",
            dependencies: [
                "DeskPageSupport", "DeskWeb", "ClerkDesk", "DeskFaults", "Catalogue", "ConfigurationFiles", "Secrets",
                "Sealing",
                "SubmissionAPI",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ClerkDeskTests",
            dependencies: [
                "TownSupport", "StoreFaults", "DeskFaults", "DeskChild", "ClerkDesk", "SubmissionClient",
                "SubmissionAPI", "Sealing", "Secrets",
                "Catalogue", "ConfigurationFiles",
            ],
            swiftSettings: strict),
        .target(
            name: "TownSupport", dependencies: [], path: "Tests/TownSupport", swiftSettings: strict),
        .testTarget(
            name: "RathausTests",
            dependencies: [
                "TownSupport", "rathaus", "kioskctl", "SubmissionClient", "SubmissionAPI", "Sealing", "Secrets",
                "Store",
                "StoreFaults",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DirectoryTests", dependencies: ["Directory", "DirectoryImport", "Catalogue"],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "KioskctlTests", dependencies: ["Sealing", "Secrets", "Store", "StoreFaults"], swiftSettings: strict),
        .testTarget(
            name: "TerminalProcessTests",
            dependencies: [
                "TestSupport", "TownSupport", "StoreFaults", "buergerterminal", "buergerdruck", "buergerbote",
                "rathaus",
                "kioskctl", "Screens", "Visit", "Terminal", "Catalogue", "Expressions", "Sealing", "Secrets", "Store",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// The fuzzers have no main of their own and need the sanitizer's: ./Kiosk/fuzz.
if Context.environment["KIOSK_FUZZ"] != nil {
    package.products.append(.executable(name: "CardFuzz", targets: ["CardFuzz"]))
    package.targets.append(
        .executableTarget(
            name: "CardFuzz", dependencies: ["EID", "SmartCard"], path: "Tests/Fuzz", exclude: ["Seeds"],
            swiftSettings: strict))
}
