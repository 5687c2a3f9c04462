/// Source: CEL specification, "Standard Definitions"; `date` to `attribute` are ours.
extension Checker {
    /// The functions, how they are written and how many arguments they take, the receiver included.
    private enum Function: String, CaseIterable {
        case size, contains, startsWith, endsWith, matches
        case today, now, date, time, int, year, month, day
        case daysBetween = "days_between"
        case age, sum, min, max, label, attribute

        var usage: String {
            switch self {
            case .size: "size(text, list or map)"
            case .contains: "text.contains(part)"
            case .startsWith: "text.startsWith(part)"
            case .endsWith: "text.endsWith(part)"
            case .matches: "text.matches(pattern)"
            case .today: "today()"
            case .now: "now()"
            case .date: "date(\"YYYY-MM-DD\")"
            case .time: "time(\"HH:MM\")"
            case .int: "int(text)"
            case .year, .month, .day: "\(rawValue)(date)"
            case .daysBetween: "days_between(from, to)"
            case .age: "age(birth) or age(birth, on)"
            case .sum: "sum(list)"
            case .min, .max: "\(rawValue)(list) or \(rawValue)(a, b, …)"
            case .label: "label(choice)"
            case .attribute: "attribute(choice, \"column\")"
            }
        }

        func accepts(_ count: Int, asReceiver: Bool) -> Bool {
            switch self {
            case .size: count == 1
            case .contains, .startsWith, .endsWith: asReceiver && count == 2
            case .matches: count == 2
            case .today, .now: !asReceiver && count == 0
            case .date, .time, .int, .year, .month, .day, .sum, .label: !asReceiver && count == 1
            case .daysBetween, .attribute: !asReceiver && count == 2
            case .age: !asReceiver && (1...2).contains(count)
            case .min, .max: !asReceiver && count >= 1
            }
        }
    }

    mutating func call(_ name: String, _ receiver: Node?, _ arguments: [Node], at offset: Int) -> Part {
        if Self.macros.contains(name) {
            // Its arguments would be told as unknown names.
            report(offset, Self.complaint(about: name))
            return Part(.fault(.unknownFunction), .dyn)
        }
        let nodes = (receiver.map { [$0] } ?? []) + arguments
        let parts = nodes.map { check($0) }
        guard let function = Function(rawValue: name), function.accepts(nodes.count, asReceiver: receiver != nil)
        else {
            report(offset, Self.complaint(about: name))
            return Part(.fault(.unknownFunction), .dyn)
        }
        switch function {
        case .size: return size(parts[0], at: nodes[0].offset)
        case .contains: return test(.contains, function, nodes, parts)
        case .startsWith: return test(.startsWith, function, nodes, parts)
        case .endsWith: return test(.endsWith, function, nodes, parts)
        case .matches: return matches(nodes, parts)
        case .today:
            usesClock = true
            return Part(.today, .date)
        case .now:
            usesClock = true
            return Part(.now, .moment)
        case .date: return date(nodes[0], parts[0])
        case .time: return time(nodes[0], parts[0])
        case .int:
            expectText([nodes[0]], [parts[0]], of: function)
            return Part(.unary(.int, parts[0].code), .int)
        case .year: return datePart(.year, function, nodes[0], parts[0])
        case .month: return datePart(.month, function, nodes[0], parts[0])
        case .day: return datePart(.day, function, nodes[0], parts[0])
        case .daysBetween:
            for (node, part) in zip(nodes, parts) { expectDate(part, at: node.offset, of: function) }
            return Part(.binary(.daysBetween, parts[0].code, parts[1].code), .int)
        case .age: return age(nodes, parts)
        case .sum:
            if case .list(let element) = parts[0].type, element == .int || element == .dyn {
            } else if parts[0].type != .dyn {
                report(nodes[0].offset, "sum() takes a list of whole numbers, not \(parts[0].type).")
            }
            return Part(.unary(.sum, parts[0].code), .int)
        case .min: return extreme(.min, function, nodes, parts)
        case .max: return extreme(.max, function, nodes, parts)
        case .label:
            guard let domain = domain(parts[0], at: nodes[0].offset, of: function) else {
                return Part(.fault(.wrongType), .string)
            }
            return Part(.label(parts[0].code, domain), .string)
        case .attribute: return attribute(nodes, parts)
        }
    }

    /// What the parser makes no call of, if it is used as it should be.
    private static let macros = ["has", "all", "exists", "filter", "map"]

    private static func complaint(about name: String) -> String {
        if let function = Function(rawValue: name) {
            return "This is not how \(name) is used: write \(function.usage)."
        }
        switch name {
        case "has": return "This is not how has is used: write has(name) or has(group.field)."
        case "all", "exists", "filter": return "This is not how \(name) is used: write list.\(name)(x, …)."
        case "map": return "This is not how map is used: write list.map(x, …) or list.map(x, condition, …)."
        default: break
        }
        let known = Function.allCases.map(\.rawValue) + macros
        guard let near = NearestName.of(name, among: known) else {
            return "There is no function \"\(name)\". There are \(known.joined(separator: ", "))."
        }
        return "There is no function \"\(name)\". Did you mean \"\(near)\"?"
    }

    private mutating func size(_ part: Part, at offset: Int) -> Part {
        switch part.type {
        case .dyn, .string, .choice, .list, .map: break
        default: report(offset, "size() takes text, a list or a map, not \(part.type).")
        }
        return Part(.unary(.size, part.code), .int)
    }

    private mutating func expectText(_ nodes: [Node], _ parts: [Part], of function: Function) {
        for (node, part) in zip(nodes, parts) where !part.type.isText {
            report(node.offset, "\(function.rawValue)() takes text, not \(part.type).")
        }
    }

    private mutating func test(
        _ operation: Code.Binary, _ function: Function, _ nodes: [Node], _ parts: [Part]
    ) -> Part {
        if function == .contains, case .list = parts[0].type {
            report(nodes[0].offset, "contains() searches text: write \"item in list\" for a list.")
        } else {
            expectText(nodes, parts, of: function)
        }
        return Part(.binary(operation, parts[0].code, parts[1].code), .bool)
    }

    private mutating func matches(_ nodes: [Node], _ parts: [Part]) -> Part {
        expectText(nodes, parts, of: .matches)
        guard case .literal(.string(let text)) = nodes[1].kind else {
            return Part(.binary(.matches, parts[0].code, parts[1].code), .bool)
        }
        guard patternSpace > 0 else {
            report(nodes[1].offset, "The regular expressions of this expression are too large together.")
            return Part(.fault(.badPattern), .bool)
        }
        do throws(PatternFault) {
            let pattern = try Pattern(text)
            patternSpace -= pattern.size
            return Part(.matches(parts[0].code, pattern), .bool)
        } catch {
            patternSpace -= Pattern.costOfFailure
            report(nodes[1].offset, "This is not a regular expression of RE2: \(error.reason).")
            return Part(.fault(.badPattern), .bool)
        }
    }

    private mutating func date(_ node: Node, _ part: Part) -> Part {
        if case .literal(.string(let text)) = node.kind {
            if text.utf8.count == 10, let date = CivilDate(iso: text) { return Part(.constant(.date(date)), .date) }
            if let moment = Moment(iso: text) { return Part(.constant(.moment(moment)), .moment) }
            report(
                node.offset,
                "\"\(text)\" is not a date: write date(\"YYYY-MM-DD\"), or date(\"YYYY-MM-DDTHH:MM\") with the time.")
            return Part(.fault(.badDate), .dyn)
        }
        if !part.type.isText { report(node.offset, "date() takes text, not \(part.type).") }
        return Part(.unary(.date, part.code), .date)
    }

    private mutating func time(_ node: Node, _ part: Part) -> Part {
        if case .literal(.string(let text)) = node.kind {
            if let time = TimeOfDay(iso: text) { return Part(.constant(.time(time)), .time) }
            report(node.offset, "\"\(text)\" is not a time of day: write time(\"HH:MM\").")
            return Part(.fault(.badTime), .time)
        }
        if !part.type.isText { report(node.offset, "time() takes text, not \(part.type).") }
        return Part(.unary(.time, part.code), .time)
    }

    private mutating func datePart(_ operation: Code.Unary, _ function: Function, _ node: Node, _ part: Part) -> Part {
        if part.type != .moment { expectDate(part, at: node.offset, of: function) }
        return Part(.unary(operation, part.code), .int)
    }

    private mutating func expectDate(_ part: Part, at offset: Int, of function: Function) {
        switch part.type {
        case .date, .dyn: break
        case .partialDate:
            report(offset, "\(function.rawValue)() takes whole dates, not a partial date: use age(…).")
        case .moment:
            report(offset, "\(function.rawValue)() takes dates without time, not a date with time: use today().")
        default: report(offset, "\(function.rawValue)() takes a date, not \(part.type).")
        }
    }

    private mutating func age(_ nodes: [Node], _ parts: [Part]) -> Part {
        if parts[0].type != .partialDate { expectDate(parts[0], at: nodes[0].offset, of: .age) }
        guard parts.count == 2 else {
            usesClock = true
            return Part(.binary(.age, parts[0].code, .today), .int)
        }
        expectDate(parts[1], at: nodes[1].offset, of: .age)
        return Part(.binary(.age, parts[0].code, parts[1].code), .int)
    }

    private mutating func extreme(
        _ operation: Code.Unary, _ function: Function, _ nodes: [Node], _ parts: [Part]
    ) -> Part {
        if parts.count == 1 {
            switch parts[0].type {
            case .dyn: return Part(.unary(operation, parts[0].code), .dyn)
            case .list(let element):
                expectOrdered(element, at: nodes[0].offset, of: function)
                return Part(.unary(operation, parts[0].code), element)
            default:
                report(nodes[0].offset, "Write \(function.usage), not \(function.rawValue)() of one \(parts[0].type).")
                return Part(.fault(.wrongType), .dyn)
            }
        }
        for (node, part) in zip(nodes, parts) { expectOrdered(part.type, at: node.offset, of: function) }
        var type = parts[0].type
        for (node, part) in zip(nodes, parts).dropFirst() {
            guard let joined = type.joined(with: part.type) else {
                report(
                    node.offset,
                    "\(function.rawValue)() takes values of one type, but here \(type) meets \(part.type).")
                type = .dyn
                break
            }
            type = joined
        }
        return Part(.unary(operation, .list(parts.map(\.code))), type)
    }

    private mutating func expectOrdered(_ type: ValueType, at offset: Int, of function: Function) {
        if type.isOrdered, type != .bool { return }
        let hint = type == .partialDate ? ": a partial date has no order" : ""
        report(offset, "\(function.rawValue)() takes whole numbers, texts, dates or times, not \(type)\(hint).")
    }

    private mutating func domain(_ part: Part, at offset: Int, of function: Function) -> ChoiceDomain? {
        if case .choice(let domain) = part.type { return domain }
        // What is wrong with the argument itself was told already.
        if case .fault = part.code { return nil }
        report(offset, "\(function.rawValue)() takes a choice, not \(part.type).")
        return nil
    }

    private mutating func attribute(_ nodes: [Node], _ parts: [Part]) -> Part {
        let domain = domain(parts[0], at: nodes[0].offset, of: .attribute)
        guard case .literal(.string(let column)) = nodes[1].kind else {
            report(nodes[1].offset, "The column of attribute() is written out: attribute(choice, \"column\").")
            return Part(.fault(.wrongType), .string)
        }
        guard let domain else { return Part(.fault(.wrongType), .string) }
        guard domain.columns.contains(column) else {
            let near = NearestName.of(column, among: domain.columns).map { "Did you mean \"\($0)\"?" }
            let all = domain.columns.map { "\"\($0)\"" }.joined(separator: ", ")
            let hint = near ?? (all.isEmpty ? "It has none." : "It has \(all).")
            report(nodes[1].offset, "The list '\(domain.name)' has no column \"\(column)\". \(hint)")
            return Part(.fault(.wrongType), .string)
        }
        return Part(.attribute(parts[0].code, domain, column: column), .string)
    }
}
