/// How many cases came each week, as bars. The same numbers stand in the table beside it.
struct WeekChart {
    private static let (width, height, step, bar) = (520, 96, 20, 14)

    let arrivals: [Int]
    let label: String

    var picture: HTML {
        element("figure") {
            bars
            element("figcaption") { "Eingänge je Woche, die laufende rechts; die meisten: \(arrivals.max() ?? 0)" }
        }
    }

    private var bars: HTML {
        let most = max(1, arrivals.max() ?? 1)
        return element(
            "svg",
            ["viewBox": "0 0 \(Self.width) \(Self.height + 4)", "role": "img", "aria-label": label, "class": "chart"]
        ) {
            for (index, count) in arrivals.enumerated() {
                let height = count * Self.height / most
                element(
                    "rect",
                    [
                        "x": String(index * Self.step + 3), "y": String(Self.height - height),
                        "width": String(Self.bar), "height": String(height),
                        "class": index == arrivals.count - 1 ? "running" : nil,
                    ])
            }
            element(
                "line",
                ["x1": "0", "y1": String(Self.height), "x2": String(Self.width), "y2": String(Self.height)])
        }
    }
}
