import Catalogue

/// What stays as it is while a form is filled in, worked out once.
///
/// A class, so that the states and evaluations that share it copy one reference instead of the whole service.
final class FormPlan: Sendable {
    /// Where an element stands among the others.
    struct Node: Sendable {
        let parent: Int?
        let children: [Int]
        let repeats: Bool
        /// A page or a group.
        let isContainer: Bool
        /// How many repeats its answers lie in.
        let depth: Int
        /// The repeats that its answers lie in, outermost first.
        let around: [Int]
        /// The page it is on; a page is on itself.
        let page: Int
        let id: String
    }

    let service: Service
    let profile: Profile
    let municipality: TerminalConfiguration.Municipality
    let nodes: [Node]
    let graph: DependencyGraph

    init(service: Service, profile: Profile, municipality: TerminalConfiguration.Municipality) {
        self.service = service
        self.profile = profile
        self.municipality = municipality
        nodes = service.elements.map { element in
            let chain = service.chain(from: element.place.index)
            return Node(
                parent: element.place.parent, children: element.children, repeats: element.repetition != nil,
                isContainer: element.question?.group != nil || element.page != nil, depth: element.place.depth,
                around: chain.dropFirst().filter { service.elements[$0].repetition != nil }.reversed(),
                page: chain.last ?? element.place.index, id: element.place.id)
        }
        graph = DependencyGraph(service)
    }
}
