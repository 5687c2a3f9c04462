package import Catalogue

extension Form {
    /// An address given before that an address question may take over.
    package struct Copy: Sendable {
        package let source: Position
        package let parts: [AddressParts.Part: String]
    }

    /// The addresses given so far that this address question may take over, each once.
    package func copies(for parts: AddressParts, at position: Position) -> [Copy] {
        var copies: [Copy] = []
        for source in parts.copyFrom.flatMap({ state.positions(of: $0) }) where source != position {
            guard case .address(let address)? = state.cells[source]?.answer else { continue }
            let taken = address.filter { parts.parts.contains($0.key) }
            if !copies.contains(where: { $0.parts == taken }) { copies.append(Copy(source: source, parts: taken)) }
        }
        return copies
    }
}
