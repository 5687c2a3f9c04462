import ArgumentParser
import Catalogue
import Expressions
import Forms

/// What the options of `kioskctl try` name, looked up in the configuration; what is not there is said with what there is.
struct TryChoice {
    let configuration: Configuration
    let faults: [Fault]
    let moment: Moment

    func profile(_ name: String?) throws -> Profile {
        guard let name else { return configuration.terminal.profile }
        guard let profile = Profile(rawValue: name) else {
            throw ValidationError("“\(name)” is no profile: kiosk or koffer.")
        }
        return profile
    }

    func language(_ tag: String) throws -> Language {
        let offered = configuration.terminal.offeredLanguages
        guard offered.contains(Language(tag)) else {
            throw ValidationError("“\(tag)” is not offered here: \(offered.map(\.tag).joined(separator: ", ")).")
        }
        return Language(tag)
    }

    func persona(_ id: String?) throws -> Persona? {
        guard let id else { return nil }
        guard let persona = Persona.named(id) else {
            throw ValidationError("There is no persona “\(id)”: \(Persona.all.map(\.id).joined(separator: ", ")).")
        }
        return persona
    }

    func service(_ id: String, profile: Profile) throws -> Service {
        guard let service = configuration.service(id, on: moment.date) else { throw refusal(of: id) }
        guard service.kind == .form else {
            throw refusal("“\(id)” is built into the terminal; it has no form to try.")
        }
        guard service.profiles.contains(profile) else {
            throw refusal("“\(id)” is not offered for “\(profile.rawValue)”. Try --profile.")
        }
        return service
    }

    private func refusal(of id: String) -> ExitCode {
        if configuration.leftOut.contains(id) {
            for fault in faults where fault.severity == .error && fault.location.file.hasPrefix("services/\(id)") {
                Output.error(fault.description)
            }
            return refusal("The service “\(id)” has an error. Mend it, and try again.")
        }
        if configuration.services.contains(where: { $0.id == id }) {
            return refusal("The service “\(id)” is not valid on \(moment.date). Try --today.")
        }
        let known = Set(configuration.services.map(\.id)).sorted().joined(separator: ", ")
        return refusal("The service “\(id)” does not exist. There are: \(known).")
    }

    private func refusal(_ sentence: String) -> ExitCode {
        Output.error(sentence)
        return .failure
    }
}
