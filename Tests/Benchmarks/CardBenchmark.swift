import EID
import Foundation
import Secrets
import SmartCard
import SmartCardPCSC

/// Reading the independent card through a real pcscd: `Tests/CardLab/lab.py run DIR Benchmarks card`.
enum CardBenchmark {
    struct NoLaboratory: Error {}

    static func run() async throws -> [Measurement] {
        let environment = ProcessInfo.processInfo.environment
        guard let pki = environment["CARD_LAB_PKI"],
            let today = CalendarDate(dayNumber: Int(Date().timeIntervalSince1970) / 86_400),
            let terminal = TerminalDirectory.load(pki + "/full", at: today).terminal
        else { throw NoLaboratory() }
        let isSlow = environment["CARD_LAB_DELAY"] != nil
        let groups = Set(DataGroup.allCases).subtracting([.emailAddress])
        let request = ReadingRequest(dataGroups: groups, today: today)
        // Once before: what is made once in a process is no part of a reading.
        _ = try await read(request, terminal)
        let idle = residentKilobytes("VmRSS")
        try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        var reports: [(report: ReadingReport, cpu: Double)] = []
        for _ in 0..<(isSlow ? 1 : 7) { reports.append(try await read(request, terminal)) }
        let grown = residentKilobytes("VmHWM") - idle
        guard
            let one = reports.sorted(by: { $0.report.duration < $1.report.duration }).dropFirst(reports.count / 2).first
        else { throw NoLaboratory() }
        let wall = one.report.duration
        let beside = try await plainExchange()
        let share = String(
            format: "%.1f × as many plain exchanges", seconds(wall) / (beside * Double(one.report.exchanges)))
        if isSlow {
            return [
                measurement("full read, 25 ms more an APDU", seconds(wall), limit: 1.2, share)
            ]
        }
        let pace = one.report.steps.filter { $0.step == .cardAccess || $0.step == .pace }
        let paceTime = pace.reduce(Duration.zero) { $0 + $1.duration }
        let paceCount = pace.reduce(0) { $0 + $1.exchanges }
        return [
            measurement("full read, 21 data groups and validity", seconds(wall), limit: 0.12, share),
            measurement("full read, processor time", one.cpu, limit: 0.04, ""),
            count("full read, APDUs", one.report.exchanges, limit: 40),
            measurement("EF.CardAccess and PACE", seconds(paceTime), limit: 0.025, ""),
            count("EF.CardAccess and PACE, APDUs", paceCount, limit: 6),
            count("memory of a read beyond idle, kB", grown, limit: 5120),
            try await insertion(),
        ]
    }

    private static func read(
        _ request: ReadingRequest, _ terminal: Terminal
    ) async throws -> (report: ReadingReport, cpu: Double) {
        let card = try await PCSCService().connect(to: "Virtual PCD 00 00")
        let before = processorSeconds()
        let reading = CardReading(request: request, terminal: terminal)
        let report = await reading.run(on: card, password: SecretBytes(copying: "111111".utf8), kind: .pin)
        let cpu = processorSeconds() - before
        guard case .read = report.outcome else {
            print("The card was not read: \(report.outcome)")
            throw NoLaboratory()
        }
        return (report, cpu)
    }

    /// The median of a command that the card answers at once: what pcscd, the virtual reader and the emulator take.
    private static func plainExchange() async throws -> Double {
        let card = try await PCSCService().connect(to: "Virtual PCD 00 00")
        var times: [Double] = []
        for _ in 0..<21 {
            let start = ContinuousClock.now
            _ = try await card.exchange([0x00, 0xA4, 0x02, 0x0C, 0x02, 0x01, 0x1C])
            times.append(seconds(ContinuousClock.now - start))
        }
        await card.close()
        return times.sorted()[10]
    }

    /// How much later than a program that asks pcscd every 2 ms the event of an insertion arrives.
    private static func insertion() async throws -> Measurement {
        let name = "Virtual PCD 00 00"
        let seen = Task { () -> ContinuousClock.Instant? in
            var isOut = false
            for await event in PCSCService().events() {
                if event == .cardRemoved(reader: name) { isOut = true }
                if isOut, case .cardInserted(name, _) = event { return .now }
            }
            return nil
        }
        try await Task.sleep(for: .milliseconds(200))
        kill(getppid(), SIGUSR1)
        var wasEmpty = false
        var reported = ContinuousClock.now
        while true {
            let reader = try await PCSCService().readers().first { $0.name == name }
            if reader?.content == .empty { wasEmpty = true }
            if wasEmpty, case .card? = reader?.content {
                reported = .now
                break
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        guard let event = await seen.value else { throw NoLaboratory() }
        return measurement("insertion seen after pcscd reports it", max(seconds(event - reported), 0), limit: 0.1, "")
    }

    private static func measurement(
        _ name: String, _ seconds: Double, limit: Double, _ comparison: String
    ) -> Measurement {
        Measurement(
            name: name, limit: "≤ \(Int(limit * 1000)) ms", isWithin: seconds <= limit,
            figure: Measurement.milliseconds(seconds), comparison: comparison)
    }

    private static func count(_ name: String, _ count: Int, limit: Int) -> Measurement {
        Measurement(
            name: name, limit: "≤ \(limit)", isWithin: count <= limit, figure: String(count), comparison: "")
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    /// Of all threads of this process.
    private static func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    private static func residentKilobytes(_ field: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
