import Courier
import Foundation
import ScriptedTownHall
import Store
import Testing

@Suite struct CertificateTests {
    @Test(arguments: [
        (ServerCertificates.Fault.expired, MessengerStatus.Trouble.certificateExpired),
        (.notYetValid, .certificateNotYetValid), (.anotherName, .certificateForAnotherName),
        (.anotherAuthority, .certificateUntrusted),
    ])
    func `Who cannot prove to be the town hall gets nothing, and staff are told why`(
        fault: ServerCertificates.Fault, trouble: MessengerStatus.Trouble
    ) async throws {
        try await ScriptedTownHall.with(fault) { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(3)
                #expect(try await Messenger(device: device).round() == .roundOver(trouble))
                #expect(hall.arrivals.isEmpty)
                #expect(try device.states() == [.sealed: 3])
                let status = try device.outbox().messengerStatus()
                #expect(status.trouble == trouble)
                #expect(status.lastContact == nil)
                #expect(trouble.sentence.contains("certificate") || trouble.sentence.contains("prove"))
                #expect(try device.outbox().cases().cases.allSatisfy { $0.delivery.attempts == 0 })
            }
        }
    }

    @Test func `Nobody at the other end is no network, and not the end`() async throws {
        let keys = try await TownHallKeys()
        let certificates = try ServerCertificates()
        let hall = try await ScriptedTownHall.open(keys: keys, certificates: certificates)
        try await SealedDevice.with(hall) { device in
            try device.seal(2)
            await hall.close()
            #expect(try await Messenger(device: device).round() == .roundOver(.noAnswer))
            let again = try await ScriptedTownHall.open(
                keys: keys, certificates: certificates, port: hall.port, state: hall.state)
            try await Messenger(device: device).workUntilAnswered()
            #expect(try device.states() == [.accepted: 2])
            await again.close()
        }
    }
}
