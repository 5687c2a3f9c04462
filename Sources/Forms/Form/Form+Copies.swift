package import Catalogue

extension Form {
    /// The addresses given so far that this address question may take over, with the question each is from.
    package func copies(for parts: AddressParts, at position: Position) -> [(question: Int, parts: [AddressParts.Part: String])] {
        parts.copyFrom.flatMap { source in
            state.positions(of: source).compactMap { found in
                guard found != position, case .address(let address)? = state.cell(found).answer else { return nil }
                return (source, address.filter { parts.parts.contains($0.key) })
            }
        }
    }
}
