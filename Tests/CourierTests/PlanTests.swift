import Courier
import Store
import StoreFaults
import Testing

/// The plan alone, in a time of its own.
@Suite struct PlanTests {
    @Test func `Waits grow twofold with full jitter up to five minutes, for ever`() {
        var random = SplitMix(seed: 1)
        let backoff = Backoff()
        for failures in [1, 2, 3, 6, 9, 10, 50, 100_000] {
            let bound = backoff.bound(after: failures)
            #expect(bound == min(.seconds(300), .seconds(1 << min(failures - 1, 20))))
            let waits = (0..<2000).map { _ in backoff.wait(after: failures, using: &random) }
            #expect(waits.allSatisfy { $0 >= .milliseconds(50) && $0 <= bound })
            let mean = waits.reduce(.zero, +) / waits.count
            #expect(mean > bound * 0.45 && mean < bound * 0.58, "\(failures): \(mean)")
            #expect(waits.contains { $0 < bound * 0.1 } && waits.contains { $0 > bound * 0.9 })
        }
    }

    @Test func `Names come out of the queue in the order of their times`() {
        var random = SplitMix(seed: 2)
        var queue = TimeQueue()
        var times: [Duration] = []
        for number in 0..<500 {
            let time = Duration.milliseconds(random.below(100))
            times.append(time)
            queue.insert("\(number)", at: time)
        }
        var out: [Duration] = []
        while let first = queue.removeFirst() {
            out.append(first.time)
            #expect(times[Int(first.name) ?? 0] == first.time)
        }
        #expect(out == times.sorted())
    }

    /// Lets a plan run in a time of its own.
    struct Simulation {
        var plan = DeliveryPlan()
        var now = Duration.zero
        var random = SplitMix(seed: 3)
        var started: [(at: Duration, job: Job)] = []
        var effects: [DeliveryPlan.Effect] = []
        private var ends: [(at: Duration, job: Job)] = []
        /// What comes of a job, and how long it takes.
        var outcome: (Job, Duration) -> (Report, Duration)

        init(_ outcome: @escaping (Job, Duration) -> (Report, Duration)) { self.outcome = outcome }

        mutating func run(until end: Duration, check: (DeliveryPlan) -> Void = { _ in }) {
            while now < end {
                for effect in plan.next(at: now) {
                    effects.append(effect)
                    guard case .start(let job) = effect else { continue }
                    started.append((now, job))
                    ends.append((now + outcome(job, now).1, job))
                }
                check(plan)
                let next = min(ends.map(\.at).min() ?? end, max(plan.wake() ?? end, now + .milliseconds(1)))
                now = min(end, next)
                for (index, ended) in ends.enumerated().reversed() where ended.at <= now {
                    ends.remove(at: index)
                    effects += plan.finish(ended.job, outcome(ended.job, now).0, at: now, using: &random)
                }
            }
        }
    }

    static func cases(_ count: Int, _ state: DeliveryState = .sealed) -> [OutboxGlimpse] {
        (0..<count).map { OutboxGlimpse(reference: "case\($0)", state: state) }
    }

    @Test func `Without a network there is one question at a time, ever more seldom, and it never ends`() {
        var simulation = Simulation { _, _ in (.failed(.noNetwork, retryAfter: nil), .milliseconds(10)) }
        simulation.plan.list(Self.cases(1000), at: .zero)
        simulation.run(until: .seconds(86_400 * 7)) { #expect($0.running.count <= 1) }
        #expect(simulation.started.allSatisfy { $0.job == .probe })
        let day = Duration.seconds(86_400)
        let last = simulation.started.filter { $0.at > day * 6 }.count
        #expect((300...1200).contains(last), "\(last) questions on the seventh day")
        let gaps = zip(simulation.started, simulation.started.dropFirst()).map { $1.at - $0.at }
        #expect(gaps.allSatisfy { $0 <= .seconds(301) })
    }

    @Test func `A network that comes is used at once, whatever was waited for`() {
        var isThere = false
        var simulation = Simulation { _, _ in
            isThere ? (.done, .milliseconds(10)) : (.failed(.noNetwork, retryAfter: nil), .milliseconds(10))
        }
        simulation.plan.list(Self.cases(3), at: .zero)
        simulation.run(until: .seconds(3600))
        isThere = true
        simulation.plan.networkCame(at: simulation.now)
        simulation.run(until: simulation.now + .seconds(1))
        #expect(simulation.started.filter { $0.at >= .seconds(3600) && $0.job.reference != nil }.count >= 3)
    }

    @Test func `A case that always fails holds up no other`() {
        let poisoned = Job.deliver("case0")
        var simulation = Simulation { job, _ in
            switch job {
            case poisoned: (.failed(.cutOff, retryAfter: nil), .milliseconds(500))
            case .deliver: (.done, .seconds(1))
            case .ask: (.finished, .milliseconds(10))
            default: (.done, .milliseconds(10))
            }
        }
        simulation.plan.list(Self.cases(200), at: .zero)
        simulation.run(until: .seconds(40)) { plan in
            #expect(plan.running.count { if case .deliver = $0 { true } else { false } } <= 8)
            #expect(plan.running.count { if case .ask = $0 { true } else { false } } <= 4)
        }
        let delivered = Set(simulation.started.filter { $0.at < .seconds(35) }.compactMap(\.job.reference))
        #expect(delivered.count == 200)
        let tries = simulation.started.filter { $0.job == poisoned }
        #expect(tries.count >= 3)
        #expect(simulation.effects.contains(.count(reference: "case0")))
        #expect(!simulation.effects.contains(.count(reference: "case1")))
        simulation.run(until: .seconds(86_400))
        #expect(simulation.started.filter { $0.job == poisoned }.count > 280)
    }

    @Test func `A failure counts against a case only when the town hall was there`() {
        var simulation = Simulation { job, now in
            let isThere = now < .seconds(1) || now > .seconds(100)
            if job == .probe { return (isThere ? .done : .failed(.noAnswer, retryAfter: nil), .milliseconds(50)) }
            return (.failed(.cutOff, retryAfter: nil), .seconds(2))
        }
        simulation.plan.list(Self.cases(4), at: .zero)
        simulation.run(until: .seconds(90))
        #expect(!simulation.effects.contains { if case .count = $0 { true } else { false } })
        #expect(simulation.effects.contains(.tell(.noAnswer)))
        simulation.run(until: .seconds(1000))
        #expect(simulation.effects.contains { if case .count = $0 { true } else { false } })
    }

    @Test func `While the disk takes nothing nothing is begun, and it is tried again and again`() {
        var simulation = Simulation { job, now in
            if job == .tryDisk && now > .seconds(600) { return (.done, .milliseconds(5)) }
            return (job == .probe ? .done : .disk(.diskFull), .milliseconds(5))
        }
        simulation.plan.list(Self.cases(50), at: .zero)
        simulation.run(until: .seconds(590))
        let deliveries = simulation.started.filter { if case .deliver = $0.job { true } else { false } }
        #expect(deliveries.count <= 8)
        #expect(simulation.started.count { $0.job == .tryDisk } > 3)
        #expect(simulation.effects.contains(.tell(.diskFull)))
        simulation.outcome = { job, _ in (job.reference == nil ? .done : .finished, .milliseconds(5)) }
        simulation.run(until: .seconds(1300))
        #expect(Set(simulation.started.compactMap(\.job.reference)).count == 50)
        #expect(simulation.effects.contains(.tell(nil)))
    }

    @Test func `Answers are asked for quickly at first, then once a minute, and never more than five a second`() {
        var simulation = Simulation { job, _ in
            if case .ask = job { return (.unanswered(isWrong: false), .milliseconds(5)) }
            return (.done, .milliseconds(5))
        }
        simulation.plan.list(Self.cases(1, .submitted), at: .zero)
        simulation.run(until: .seconds(3600))
        let asks = simulation.started.filter { $0.job == .ask("case0") }.map(\.at)
        #expect(asks.filter { $0 < .seconds(16) }.count >= 4)
        #expect((55...75).contains(asks.count))

        simulation.plan.list(Self.cases(1000, .submitted), at: simulation.now)
        let begin = simulation.now + .seconds(600)
        simulation.run(until: begin + .seconds(600))
        let late = simulation.started.filter { $0.at > begin && $0.job.reference != nil }
        #expect(late.count <= 5 * 600 * 11 / 10, "\(late.count) questions in ten minutes")
        #expect(Set(late.compactMap(\.job.reference)).count == 1000)
    }

    @Test func `One answer brings the next question forward, in the order of delivery, and costs no other its turn`() {
        // A desk that judges fifty a second, in order, but for one case that it cannot judge for a minute.
        func isJudged(_ job: Job, _ now: Duration) -> Bool {
            guard case .ask(let reference) = job, let number = Int(reference.dropFirst(4)) else { return false }
            return now >= .seconds(5) + (number == 7 ? .seconds(60) : .milliseconds(20) * number)
        }
        var simulation = Simulation { job, now in
            guard case .ask = job else { return (.done, .milliseconds(5)) }
            return (isJudged(job, now) ? .finished : .unanswered(isWrong: false), .milliseconds(5))
        }
        simulation.plan.list(Self.cases(1000), at: .zero)
        var late = 0
        simulation.run(until: .seconds(28)) { plan in
            late = max(late, plan.running.count { if case .ask = $0 { true } else { false } })
        }
        // As it stands when the answer is given.
        let answered = simulation.started.filter { isJudged($0.job, $0.at + .milliseconds(5)) }
        #expect(late <= 4)
        #expect(answered.count == 999, "\(answered.count) of 999 three seconds after the desk was done")
        let asks = simulation.started.count { if case .ask = $0.job { true } else { false } }
        #expect(asks < 2000, "\(asks) questions")
        #expect(simulation.started.count { $0.job == .ask("case7") } < 10)
        simulation.run(until: .seconds(180))
        #expect(simulation.started.contains { $0.job == .ask("case7") && isJudged($0.job, $0.at) })
    }

    @Test func `Questions that fail keep no others from being brought forward`() {
        // A desk that judges fifty a second, in order; about the first ten the town hall can never say anything.
        func isJudged(_ number: Int, _ now: Duration) -> Bool { now >= .seconds(5) + .milliseconds(20) * number }
        var simulation = Simulation { job, now in
            guard case .ask(let reference) = job, let number = Int(reference.dropFirst(4)) else {
                return (.done, .milliseconds(5))
            }
            if number < 10 { return (.failed(.busy, retryAfter: nil), .milliseconds(5)) }
            return (isJudged(number, now) ? .finished : .unanswered(isWrong: false), .milliseconds(5))
        }
        simulation.plan.list(Self.cases(1000), at: .zero)
        simulation.run(until: .seconds(28))
        let answered = simulation.started.filter {
            guard case .ask(let reference) = $0.job, let number = Int(reference.dropFirst(4)) else { return false }
            return number >= 10 && isJudged(number, $0.at + .milliseconds(5))
        }
        #expect(answered.count == 990, "\(answered.count) of 990 three seconds after the desk was done")
    }

    @Test func `A town hall that loses a case again and again is not asked without a pause`() {
        var simulation = Simulation { job, _ in
            if case .deliver = job { return (.lost, .milliseconds(5)) }
            return (.done, .milliseconds(5))
        }
        simulation.plan.list(Self.cases(1), at: .zero)
        simulation.run(until: .seconds(3600))
        let tries = simulation.started.count { $0.job == .deliver("case0") }
        #expect((10...60).contains(tries), "\(tries)")
    }

    @Test func `What has left the outbox is forgotten, and what comes back is begun`() {
        var simulation = Simulation { _, _ in (.done, .milliseconds(5)) }
        simulation.plan.list(Self.cases(5), at: .zero)
        simulation.plan.list([], at: .zero)
        simulation.run(until: .seconds(10))
        #expect(simulation.started.allSatisfy { $0.job.reference == nil })
        simulation.plan.list(Self.cases(2), at: simulation.now)
        simulation.run(until: .seconds(20))
        #expect(Set(simulation.started.compactMap(\.job.reference)) == ["case0", "case1"])
    }

    @Test func `Only addresses that have come are news`() {
        let before = NetworkGlimpse(addresses: ["eth0 1", "wlan0 2"])
        #expect(!before.hasNews(since: before))
        #expect(!NetworkGlimpse(addresses: ["eth0 1"]).hasNews(since: before))
        #expect(NetworkGlimpse(addresses: ["eth0 1", "wlan0 3"]).hasNews(since: before))
        #expect(before.hasNews(since: NetworkGlimpse(addresses: [])))
        #expect(!NetworkGlimpse.now().addresses.contains { $0.hasPrefix("lo ") })
    }
}
