import ArgumentParser
import ClerkDesk
import TownHall

/// `rathaus services`: tells the delivery service what the offices take now.
struct ServicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "services",
        abstract: "Tell the delivery service which services the offices take now.",
        discussion:
            "To be run whenever a service was added to the terminals' configuration or moved to another office: the "
            + "delivery service takes in only what an office offers. Takes effect at once.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    func run() async throws {
        try await Console.run {
            guard let configuration = try catalogue.load() else {
                throw Refused("There is no configuration. Name the terminals' with --config DIR.")
            }
            let storage = try place.storage()
            defer { storage.close() }
            for office in try place.desk.offices() {
                let services = Records.services(of: office.id, configuration)
                try await storage.put(Records.destination(office, services: services))
                Console.line("\(office.id): \(services.count) services")
            }
        }
    }
}
