import Expressions

/// Reads one service file: shape, outline, expressions, references; and tells every fault of it at once.
struct ServiceReader {
    let environment: ServiceEnvironment

    /// The service; nothing where the file has an error, and then the log tells all of them.
    func read(_ bytes: [UInt8], file: String, log: inout FaultLog) -> Service? {
        guard let root = YAMLSource.read(bytes, file: file, log: &log) else { return nil }
        var shape = ShapeCheck(format: .service, requiredLanguages: environment.requiredLanguages)
        shape.check(root)
        log.append(shape.log.faults)
        guard case .map = root.content else { return nil }
        let office = root["submit"]?.string("destination").flatMap { environment.offices?[$0] }
        let outlining = OutlineReader(root: root, log: log) { name, location in
            StandardPages.page(name, at: location, texts: environment.texts, office: office)
        }
        let assembly = ServiceAssembly(
            file: file, outline: outlining.outline, root: root, environment: environment, source: ScalarSource(bytes),
            log: outlining.log)
        assembly.codeLists = codeLists(root, log: &assembly.log)
        let references = ServiceReferences(assembly: assembly)
        references.check()
        // Without pages, which was told, there are no names that expressions could use.
        let isEmpty = assembly.outline.items.isEmpty && assembly.log.hasErrors
        let service = isEmpty ? nil : ServiceContent(assembly: assembly).service()
        if let service {
            ServiceOrder(service: service, assembly: assembly).check()
            HiddenAnswers(service: service, assembly: assembly).check()
        }
        if !assembly.log.hasErrors { references.checkUse(blocks: outlining.usedBlocks) }
        log = assembly.log
        return log.hasErrors ? nil : service
    }

    /// The code lists that the service names, by its names for them.
    private func codeLists(_ root: SourceNode, log: inout FaultLog) -> [String: CodeList] {
        var lists: [String: CodeList] = [:]
        for entry in root["codelists"]?.entries ?? [] {
            guard let path = entry.value.text else { continue }
            if let list = environment.codeLists[path] {
                lists[entry.key] = list
            } else {
                log.error(environment.missingCodeList(path), at: entry.value.location)
            }
        }
        return lists
    }
}
