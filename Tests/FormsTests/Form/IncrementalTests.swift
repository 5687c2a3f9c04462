import Catalogue
import Expressions
import Forms
import Testing

/// What is computed step by step is what a fresh form computes from the same answers.
@Suite struct IncrementalTests {
    static let shipped: [Service] = {
        let files = (try? TestService.files(withServices: true)) ?? []
        return ConfigurationLoader(textKeys: TestService.textKeys).load(files).configuration?.services ?? []
    }()

    static let configuration: Configuration? = {
        let files = (try? TestService.files(withServices: true)) ?? []
        return ConfigurationLoader(textKeys: TestService.textKeys).load(files).configuration
    }()

    @Test func `The shipped services are there`() { #expect(Self.shipped.count >= 7) }

    @Test(arguments: shipped.filter { $0.kind == .form }.map(\.id), [Profile.kiosk, .koffer])
    func `Random walks through shipped services end like fresh forms fed with the same answers`(
        id: String, profile: Profile
    ) throws {
        let configuration = try #require(Self.configuration)
        let service = try #require(Self.shipped.last { $0.id == id })
        try #require(service.kind == .form)
        for seed in 1...3 {
            var walk = try RandomWalk(service, configuration, profile, seed: UInt64(seed))
            for step in 1...200 {
                walk.step()
                if step.isMultiple(of: 20) { expectFresh(walk, "seed \(seed), step \(step)") }
            }
        }
    }

    @Test(arguments: 1...20) func `Random walks through a service of tangled rules end like fresh forms`(
        seed: Int
    ) throws {
        let probe = try TestService(TangledService.pages, head: TangledService.head)
        var walk = try RandomWalk(probe.service, probe.configuration, .kiosk, seed: UInt64(seed))
        for step in 1...120 {
            walk.step()
            if step.isMultiple(of: 3) { expectFresh(walk, "seed \(seed), step \(step): \(walk.last)") }
        }
    }

    private func expectFresh(_ walk: RandomWalk, _ place: String) {
        let fresh = walk.replayed()
        #expect(walk.form.payload == fresh.payload, "\(place)")
        #expect(walk.form.fee() == fresh.fee(), "\(place)")
        let (walked, begun) = (Snapshot(walk.form), Snapshot(fresh))
        #expect(walked.steps == begun.steps, "\(place)")
        #expect(walked.problems == begun.problems, "\(place)")
        #expect(walked == begun, "\(place)")
    }
}

/// Everything one sees of a form, with items by their place instead of their number.
struct Snapshot: Equatable {
    struct Located: Equatable {
        let path: String
        let problem: Problem
    }

    struct Cell: Equatable {
        let answer: Answer?
        let isLocked: Bool
        let isDisputed: Bool
        let isRequired: Bool
        let options: [ChoiceOption]?
    }

    let pages: [Int]
    let steps: [String]
    let problems: [Located]
    let cells: [Cell?]
    let stop: Located?

    init(_ form: Form) {
        pages = form.visiblePages.map(\.place.index)
        steps = form.steps.map { form.path(of: $0.position) }
        problems = form.problems.map { Located(path: form.path(of: $0.position), problem: $0.problem) }
        stop = form.stop.map { Located(path: form.path(of: $0.position), problem: Problem(.rule($0.stop.message))) }
        cells = form.steps.map { step in
            form.view(at: step.position).map {
                Cell(
                    answer: $0.answer, isLocked: $0.isLocked, isDisputed: $0.isDisputed, isRequired: $0.isRequired,
                    options: $0.options)
            }
        }
    }
}
