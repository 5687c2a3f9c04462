import ArgumentParser
import Catalogue
import Foundation
import Sealing
import Secrets

/// `kioskctl appointments`: the day list of the mobile case.
struct AppointmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appointments", abstract: "Give the mobile case its list of appointments.",
        subcommands: [AppointmentsSealCommand.self])
}

/// `kioskctl appointments seal`.
struct AppointmentsSealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Check a list of appointments and seal it to everybody who works with the device.",
        discussion: """
            CSV, whose first line is day,time,place,service,name: the day as 2026-12-01, the time as 9:30, the id of the \
            service, and a name, which may be empty. It holds names and addresses of citizens: so it lies on the device only \
            sealed to the keys of staff, and takes the place of the list before. Who is added later cannot open it: seal it \
            again. Delete the CSV afterwards.
            """)

    @Argument(help: "The CSV file.")
    var file: String

    @OptionGroup var place: StaffPlace

    func run() throws {
        try place.attempt {
            guard var text = FileManager.default.contents(atPath: file) else {
                throw ValidationError("“\(file)” cannot be read.")
            }
            defer { text.resetBytes(in: text.startIndex..<text.endIndex) }
            let (rows, faults) = AppointmentList.read(Array(text), file: file)
            for fault in faults { Output.error(fault.description) }
            guard faults.isEmpty else { throw ExitCode.failure }
            let members = place.directory.members
            guard !members.isEmpty else {
                Output.error("Nobody works with this device yet: kioskctl staff add.")
                throw ExitCode.failure
            }
            let list = try DayList(sealing: SecretBytes(copying: text), to: members.map(\.key.publicKey))
            try list.store(stateDirectory: place.state)
            Output.error("\(rows.count) appointments are sealed to \(members.count) people. Delete \(file) now.")
        }
    }
}
