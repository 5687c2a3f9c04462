import Foundation
import ScriptedTownHall
import Sealing
import Store
import Testing

/// Receipts that are not what they say.
@Suite struct ReceiptTests {
    /// What a town hall that lies may put into the log of a case.
    enum Forgery: String, CaseIterable, Sendable {
        case byStranger, byStrangerUnderOurName, otherTags, noTags, otherSubmission, otherIssuer, byTheRoot, broken
        case otherAlgorithm, wrongKind

        func token(_ record: HallState.Record, _ keys: TownHallKeys) throws -> String {
            func receipt(
                tags: AuthenticationTags? = nil, issuer: String? = nil, submission: UUID? = nil
            ) throws -> String {
                try ScriptedTownHall.receipt(
                    .accept, for: record, tags: tags, issuer: issuer, submission: submission, signedWith: keys.office)
            }
            switch self {
            case .byStranger: return try ScriptedTownHall.receipt(.accept, for: record, signedWith: keys.stranger)
            case .byStrangerUnderOurName:
                let forged = try ScriptedTownHall.receipt(.accept, for: record, signedWith: keys.stranger)
                return Forgery.replacing(
                    keys.stranger.publicKey.kid, by: keys.office.publicKey.kid, inPart: 0, of: forged)
            case .otherTags: return try receipt(tags: AuthenticationTags(metadata: "m", data: "d"))
            case .noTags:
                let whole = try receipt()
                return Forgery.replacing("authenticationTags", by: "authenticationTagz", inPart: 1, of: whole)
            case .otherSubmission: return try receipt(submission: UUID())
            case .otherIssuer: return try receipt(issuer: UUID().uuidString.lowercased())
            case .byTheRoot: return try ScriptedTownHall.receipt(.accept, for: record, signedWith: keys.root)
            case .broken: return String(try receipt().dropLast(8)) + "AAAAAAAA"
            case .otherAlgorithm: return Forgery.replacing("PS512", by: "none", inPart: 0, of: try receipt())
            case .wrongKind:
                return Forgery.replacing("secevent+jwt", by: "device-key+jwt", inPart: 0, of: try receipt())
            }
        }

        static func replacing(_ old: String, by new: String, inPart index: Int, of compact: String) -> String {
            var parts = compact.split(separator: ".").map(String.init)
            let padded = parts[index].replacing("-", with: "+").replacing("_", with: "/")
            let json = Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4))
            let text = String(decoding: json ?? Data(), as: UTF8.self).replacing(old, with: new)
            parts[index] = Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: "")
            return parts.joined(separator: ".")
        }
    }

    @Test func `Forged, foreign and replayed tokens are refused and written down, and the case stays submitted`()
        async throws
    {
        for forgery in Forgery.allCases {
            try await ScriptedTownHall.with { hall in
                try await SealedDevice.with(hall) { device in
                    let reference = try device.seal(1)[0]
                    hall.answer { try [forgery.token($0, $1)] }
                    try await Messenger(device: device, hurry: 20).work { outbox in
                        try outbox.events().contains { $0.kind == "receipt.refused" }
                    }
                    let entry = try device.outbox().find(reference)
                    #expect(entry.delivery.state == .submitted, "\(forgery)")
                    #expect(try device.outbox().receipts(of: reference).isEmpty)
                }
            }
        }
        print("forged receipts: \(Forgery.allCases.count) kinds, 0 believed")
    }

    @Test func `A true receipt among forged ones is found`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(5)
                hall.answer { record, keys in
                    let forged = try Forgery.allCases.map { try $0.token(record, keys) }
                    let created = try ScriptedTownHall.receipt(
                        .create, for: record, issuer: "https://localhost", signedWith: keys.stranger)
                    let truth = try ScriptedTownHall.receipt(.accept, for: record, signedWith: keys.office)
                    return ["rubbish", created] + forged + [truth]
                }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.states() == [.accepted: 5])
            }
        }
    }

    @Test func `A receipt of one case is none for another`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let first = try device.seal(1)[0]
                try await Messenger(device: device).workUntilAnswered()
                let token = try #require(try device.outbox().receipts(of: first).first?.token)
                let second = try device.seal(1)[0]
                hall.answer { _, _ in [String(decoding: token, as: UTF8.self)] }
                try await Messenger(device: device, hurry: 20).work { outbox in
                    try outbox.events().contains { $0.kind == "receipt.refused" && $0.reference == second }
                }
                #expect(try device.outbox().find(second).delivery.state == .submitted)
            }
        }
    }

    @Test func `A case whose receipts are never right is set aside for a person in the end`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let reference = try device.seal(1)[0]
                hall.answer { try [Forgery.byStranger.token($0, $1)] }
                try await Messenger(device: device, hurry: 1000).work { outbox in
                    try outbox.find(reference).delivery.setAside == .wrongReceipt
                }
                #expect(hall.arrivals.count { $0.kind == .events } >= 20)
                #expect(try device.outbox().receipts(of: reference).isEmpty)
            }
        }
    }

    @Test func `A rejection that is signed is believed, with or without tags, and one that is not is refused`()
        async throws
    {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let reference = try device.seal(1)[0]
                hall.answer { try [ScriptedTownHall.receipt(.reject, for: $0, signedWith: $1.office)] }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.outbox().find(reference).delivery.state == .rejected)
                #expect(try device.outbox().receipts(of: reference).map(\.kind) == [.rejected])
                let other = try device.seal(1)[0]
                hall.answer { try [ScriptedTownHall.receipt(.reject, for: $0, signedWith: $1.stranger)] }
                try await Messenger(device: device, hurry: 20).work { outbox in
                    try outbox.events().contains { $0.kind == "receipt.refused" }
                }
                #expect(try device.outbox().find(other).delivery.state == .submitted)
            }
        }
    }

    @Test func `A new key is believed when it leads to the root, and not when it does not`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                let reference = try device.seal(1)[0]
                let forged = try hall.keys.forgedKeys(of: device.destination)
                hall.change { $0.destinationKeys.append(forged) }
                hall.answer { try [ScriptedTownHall.receipt(.accept, for: $0, signedWith: $1.stranger)] }
                try await Messenger(device: device, hurry: 20).work { outbox in
                    try outbox.events().contains { $0.kind == "receipt.refused" }
                }
                #expect(hall.arrivals.contains { $0.kind == .destinationKeys })
                #expect(try device.outbox().find(reference).delivery.state == .submitted)
                let signed = try hall.keys.signedKeys(of: device.destination, signing: hall.keys.stranger.publicKey)
                hall.change { $0.destinationKeys.append(signed) }
                try await Messenger(device: device).workUntilAnswered()
                #expect(try device.outbox().find(reference).delivery.state == .accepted)
            }
        }
    }

    @Test func `A clock that is wrong by years changes nothing`() async throws {
        for wall: Int64 in [0, 4_102_444_800] {
            try await ScriptedTownHall.with { hall in
                try await SealedDevice.with(hall) { device in
                    try device.seal(3)
                    let wrong = Messenger(
                        device: device,
                        time: {
                            let now = StoreTime.now()
                            return StoreTime(wall: wall, boot: now.boot, uptime: now.uptime)
                        })
                    try await wrong.workUntilAnswered()
                    #expect(try device.states() == [.accepted: 3])
                    // Not deleted seven days too soon either.
                    try await wrong.round()
                    #expect(try device.states() == [.accepted: 3])
                }
            }
        }
    }
}
