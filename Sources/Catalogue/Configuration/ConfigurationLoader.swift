import Expressions

/// Reads and checks a configuration as a whole: it is taken up entirely, or not at all.
package struct ConfigurationLoader {
    /// What came of it.
    package struct Outcome: Sendable {
        /// Nothing where terminal, texts, or themes have an error.
        package let configuration: Configuration?
        /// Everything that is wrong, in order of place.
        package let faults: [Fault]

        /// A service whose examples come out otherwise than expected is left out too.
        package func adding(_ more: [Fault]) -> Outcome {
            let faulty = Set(
                more.filter { $0.severity == .error }.map { ServiceFileName.serviceID(of: $0.location.file) })
            return Outcome(configuration: configuration?.leavingOut(faulty), faults: Array(Set(faults + more)).sorted())
        }
    }

    /// Every text that the program asks for.
    private let textKeys: Set<String>
    private let tellsUnused: Bool

    /// Prepares for a program.
    /// - Parameters:
    ///   - textKeys: every text that the program asks for.
    ///   - tellsUnused: whether it warns of texts that nothing uses, which a third of the time goes into.
    package init(textKeys: Set<String>, tellsUnused: Bool = true) {
        self.textKeys = textKeys.union(StandardPages.textKeys)
        self.tellsUnused = tellsUnused
    }

    /// Reads the files of a configuration; a faulty service is left out and named, the others go on.
    package func load(_ files: [ConfigurationFile]) -> Outcome {
        let ground = ground(files)
        let reader = ServiceReader(environment: ground.environment)
        return outcome(ground, ground.serviceFiles.map { ServiceReading($0, reader) })
    }

    /// The same with the services read side by side.
    @concurrent
    package func loadSideBySide(_ files: [ConfigurationFile]) async -> Outcome {
        let ground = ground(files)
        let reader = ServiceReader(environment: ground.environment)
        let readings = await withTaskGroup(of: (Int, ServiceReading).self) { group in
            for (index, file) in ground.serviceFiles.enumerated() {
                group.addTask { (index, ServiceReading(file, reader)) }
            }
            return await group.reduce(into: [Int: ServiceReading]()) { $0[$1.0] = $1.1 }
        }
        return outcome(ground, ground.serviceFiles.indices.compactMap { readings[$0] })
    }

    /// What services stand on.
    private struct Ground {
        let terminal: TerminalReader?
        let texts: Texts
        let themes: [String: Theme]
        let environment: ServiceEnvironment
        let serviceFiles: [ConfigurationFile]
        let log: FaultLog
    }

    /// One service file and what was found in it.
    private struct ServiceReading: Sendable {
        let path: String
        let service: Service?
        let log: FaultLog

        init(_ file: ConfigurationFile, _ reader: ServiceReader) {
            var log = FaultLog()
            path = file.path
            service = reader.read(file.bytes, file: file.path, log: &log)
            self.log = log
        }
    }

    private func ground(_ files: [ConfigurationFile]) -> Ground {
        var log = FaultLog()
        let files = files.sorted { $0.path < $1.path }
        tellStrayFiles(files, log: &log)
        let reading = terminal(files, log: &log)
        let required = reading?.configuration.requiredLanguages ?? []
        let languages = required.isEmpty ? [Language.german] : required
        let texts = texts(files, requiredLanguages: languages, log: &log)
        let themes = themes(files, requiredLanguages: languages, log: &log)
        let codeLists = codeLists(files, requiredLanguages: languages, log: &log)
        let environment = ServiceEnvironment(
            offices: reading?.configuration.offices, requiredLanguages: languages, texts: texts, codeLists: codeLists,
            codeListPaths: Set(files.map(\.path).filter(Folder.codelists.holds)),
            services: Set(files.map(\.path).filter(Folder.services.holds).map(ServiceFileName.serviceID(of:))))
        reading?.checkReferences(
            themes: .init(sound: Set(themes.keys), all: Set(files.map(\.path).compactMap(Folder.themes.name(in:)))),
            codeLists: .init(sound: Set(codeLists.keys), all: environment.codeListPaths), log: &log)
        return Ground(
            terminal: reading, texts: texts, themes: themes, environment: environment,
            serviceFiles: files.filter { Folder.services.holds($0.path) }, log: log)
    }

    private func outcome(_ ground: Ground, _ readings: [ServiceReading]) -> Outcome {
        var log = ground.log
        let reading = ground.terminal
        let sound = !log.faults.contains {
            $0.severity == .error && !$0.location.file.hasPrefix(Folder.codelists.rawValue + "/")
        }
        reading?.checkServices(ground.environment.services, log: &log)
        let (services, leftOut) = services(readings, log: &log)
        for service in services where reading?.configuration.services.contains(service.id) == false {
            log.warning(
                "terminal.yaml does not list “\(service.id)” under “services”: nobody sees it.", at: service.location)
        }
        guard sound, let terminal = reading?.configuration else {
            return Outcome(configuration: nil, faults: sorted(log))
        }
        let configuration = Configuration(
            terminal: terminal, texts: ground.texts, themes: ground.themes,
            services: services.sorted(by: order(terminal.services)),
            leftOut: leftOut)
        return Outcome(configuration: configuration, faults: sorted(log))
    }

    /// What the first screen needs, so that it can be painted before all else is read: the terminal, its theme, and the
    /// texts of the language that it begins in; nothing where one of these has an error.
    package func loadFrame(_ files: [ConfigurationFile]) -> Configuration? {
        var log = FaultLog()
        guard let terminal = terminal(files, log: &log)?.configuration, let language = terminal.offeredLanguages.first
        else { return nil }
        let needed = files.filter {
            $0.path == "texts/\(language).yaml" || $0.path == "themes/\(terminal.theme).yaml"
        }
        let texts = texts(needed, requiredLanguages: [language], log: &log)
        let themes = themes(needed, requiredLanguages: [language], log: &log)
        if log.hasErrors || themes[terminal.theme] == nil { return nil }
        return Configuration(terminal: terminal, texts: texts, themes: themes, services: [], leftOut: [])
    }

    private func terminal(_ files: [ConfigurationFile], log: inout FaultLog) -> TerminalReader? {
        guard let file = files.first(where: { $0.path == "terminal.yaml" }) else {
            log.error("The file is missing. Without it there is no terminal.", at: Location(file: "terminal.yaml"))
            return nil
        }
        return TerminalReader(file.bytes, file: file.path, log: &log)
    }

    private func order(_ ids: [String]) -> (Service, Service) -> Bool {
        let places = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return { left, right in
            (places[left.id] ?? .max, left.id, left.validFrom, left.version)
                < (places[right.id] ?? .max, right.id, right.validFrom, right.version)
        }
    }

    private func sorted(_ log: FaultLog) -> [Fault] { Array(Set(log.faults)).sorted() }

    /// The folders that a configuration has, and what is in them.
    private enum Folder: String, CaseIterable {
        case services, codelists, texts, themes, schema

        func holds(_ path: String) -> Bool { name(in: path) != nil }

        /// The file's name without folder and ending.
        func name(in path: String) -> String? {
            guard path.hasPrefix(rawValue + "/"), path.hasSuffix(suffix) else { return nil }
            return String(path.dropFirst(rawValue.count + 1).dropLast(suffix.count))
        }

        private var suffix: String {
            switch self {
            case .codelists: ".csv"
            case .schema: ".json"
            default: ".yaml"
            }
        }
    }

    private func tellStrayFiles(_ files: [ConfigurationFile], log: inout FaultLog) {
        // Cards to practise with belong to the simulator, which checks them itself.
        for file in files
        where file.path != "terminal.yaml" && !file.path.hasPrefix("training/")
            && !Folder.allCases.contains(where: { $0.holds(file.path) })
        {
            log.warning(
                "The file is not read: here belong terminal.yaml, services/*.yaml, codelists/*.csv, texts/*.yaml, "
                    + "themes/*.yaml. Name it so, or take it away.", at: Location(file: file.path))
        }
    }

    private func texts(_ files: [ConfigurationFile], requiredLanguages: [Language], log: inout FaultLog) -> Texts {
        var reader = TextsReader(requiredLanguages: requiredLanguages, knownKeys: textKeys, tellsUnused: tellsUnused)
        for file in files where Folder.texts.holds(file.path) { reader.read(file.bytes, file: file.path) }
        let texts = reader.finish()
        log.append(reader.log.faults)
        return texts
    }

    private func themes(
        _ files: [ConfigurationFile], requiredLanguages: [Language], log: inout FaultLog
    ) -> [String: Theme] {
        var themes: [String: Theme] = [:]
        for file in files where Folder.themes.holds(file.path) {
            var own = FaultLog()
            let theme = ThemeReader.read(
                file.bytes, file: file.path, requiredLanguages: requiredLanguages, log: &own)
            log.append(own.faults)
            if let theme { themes[theme.id] = theme }
        }
        return themes
    }

    private func codeLists(
        _ files: [ConfigurationFile], requiredLanguages: [Language], log: inout FaultLog
    ) -> [String: CodeList] {
        var lists: [String: CodeList] = [:]
        for file in files where Folder.codelists.holds(file.path) {
            var own = FaultLog()
            let list = CodeList.read(
                file.bytes, file: file.path, requiredLanguages: requiredLanguages, log: &own)
            log.append(own.faults)
            if let list, !own.hasErrors { lists[file.path] = list }
        }
        return lists
    }

    private func services(
        _ readings: [ServiceReading], log: inout FaultLog
    ) -> (sound: [Service], leftOut: [String]) {
        var services: [Service] = []
        var leftOut: Set<String> = []
        for reading in readings {
            var own = reading.log
            let service = reading.service
            if let service, let twin = services.first(where: { $0.id == service.id && $0.version == service.version }) {
                own.error(
                    "This version stands in \(twin.location.file) already. Count “version” up.", at: service.location)
            } else if let service {
                services.append(service)
            }
            if own.hasErrors { leftOut.insert(ServiceFileName.serviceID(of: reading.path)) }
            log.append(own.faults)
        }
        return (services, leftOut.sorted())
    }
}
