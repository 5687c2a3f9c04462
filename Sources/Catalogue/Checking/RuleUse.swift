package import Expressions

extension Service {
    /// The elements that a rule reads: by slot, and by the fields it selects from items of a repeat.
    package func elements(readBy program: Program) -> Set<Int> {
        Set(program.uses.flatMap(elements(readBy:)))
    }

    /// The elements that one use reads; none for `this`, `index` and the card.
    package func elements(readBy use: Use) -> [Int] {
        if let field = use.field, let container = elements.first(where: { $0.place.path == field.record }) {
            if let child = container.children.first(where: { elements[$0].place.id == field.field }) { return [child] }
        }
        guard let slot = use.slot, elements.indices.contains(slot), use.field == nil else { return [] }
        return [slot]
    }

    /// The element and all it is in, outwards.
    package func chain(from index: Int) -> [Int] {
        var chain = [index]
        while let parent = elements[chain[chain.count - 1]].place.parent { chain.append(parent) }
        return chain
    }
}
