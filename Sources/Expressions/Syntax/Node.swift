/// A part of an expression as it was written, macros expanded.
struct Node {
    indirect enum Kind {
        case literal(Value)
        /// A name; a rooted one (`.name`) never means a variable of a macro.
        case name(String, isRooted: Bool)
        case select(Node, field: String)
        case has(Node)
        case index(Node, Node)
        case list([Node])
        case map([(key: Node, value: Node)])
        case not(Node)
        case negate(Node)
        case and([Node])
        case or([Node])
        case conditional(Node, Node, Node)
        case operation(Operation, Node, Node)
        case call(String, receiver: Node?, arguments: [Node])
        case loop(Loop, range: Node, variable: String, condition: Node?, body: Node)
    }

    /// The operators with two operands that are both evaluated.
    enum Operation: String {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case contained = "in"
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case remainder = "%"
    }

    /// The macros that go through a list or the keys of a map. Source: CEL specification, "Macros".
    enum Loop: String {
        case all, exists, filter, map
    }

    /// Unicode scalars from the start of the source: of an operator or a selected field, else of the first token.
    let offset: Int
    let kind: Kind
    /// The number of nodes on the longest way down, this one included.
    let height: Int

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
        height = 1 + Self.height(below: kind)
    }

    private static func height(below kind: Kind) -> Int {
        func highest(_ nodes: [Node]) -> Int { nodes.reduce(0) { max($0, $1.height) } }
        return switch kind {
        case .literal, .name: 0
        case .select(let node, _), .has(let node), .not(let node), .negate(let node): node.height
        case .index(let left, let right), .operation(_, let left, let right): max(left.height, right.height)
        case .list(let nodes), .and(let nodes), .or(let nodes): highest(nodes)
        case .map(let entries): entries.reduce(0) { max($0, $1.key.height, $1.value.height) }
        case .conditional(let condition, let yes, let no): max(condition.height, yes.height, no.height)
        case .call(_, let receiver, let arguments): max(receiver?.height ?? 0, highest(arguments))
        case .loop(_, let range, _, let condition, let body):
            max(range.height, condition?.height ?? 0, body.height)
        }
    }
}
