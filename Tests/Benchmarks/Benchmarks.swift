import Foundation

/// The figures that the project promises, measured: `./Kiosk/bench`.
@main
struct Benchmarks {
    static func main() async {
        do {
            switch CommandLine.arguments.dropFirst().first {
            case "card": exit(try await measure([CardBenchmark.run]) ? 0 : 1)
            case "desk": exit(try await measure([DeskPageBenchmark.run]) ? 0 : 1)
            case "delivery":
                let isFull = CommandLine.arguments.contains("--full")
                exit(
                    try await measure([
                        { try await DeliveryBenchmark.run(for: .seconds(isFull ? 30 : 10)) }, MessengerBenchmark.run,
                        TownHallListBenchmark.run,
                    ]) ? 0 : 1)
            case "list": exit(try await measure([TownHallListBenchmark.run]) ? 0 : 1)
            case "messenger": exit(try await measure([MessengerBenchmark.run]) ? 0 : 1)
            default: exit(try measure() ? 0 : 1)
            }
        } catch {
            print("The benchmarks cannot run: \(error)")
            exit(2)
        }
    }

    /// Whether every figure is within its limit; one workload that cannot run keeps no other from running.
    private static func measure(_ workloads: [() async throws -> [Measurement]]) async throws -> Bool {
        var isWithin = true
        for workload in workloads {
            do {
                for measurement in try await workload() {
                    print(measurement.line)
                    fflush(nil)
                    isWithin = isWithin && measurement.isWithin
                }
            } catch {
                print("ABOVE  cannot be measured: \(error)")
                isWithin = false
            }
        }
        return isWithin
    }

    /// Whether every figure is within its limit.
    private static func measure() throws -> Bool {
        var workloads: [() throws -> [Measurement]] = [
            ExpressionBenchmark.run, ServiceBenchmark.run, CodeListBenchmark.run, FormBenchmark.run,
            SearchBenchmark.run, StoreBenchmark.run,
        ]
        let arguments = CommandLine.arguments
        if let flag = arguments.firstIndex(of: "--long") {
            let rounds = arguments.dropFirst(flag + 1).first.flatMap(Int.init) ?? 10_000
            workloads = [
                StoreBenchmark.run, { try StoreEndurance.run(rounds: rounds) },
                { try TownHallEndurance.run(rounds: rounds) },
            ]
        }
        var isWithin = true
        for workload in workloads + [SealingBenchmark.run] {
            for measurement in try workload() {
                print(measurement.line)
                isWithin = isWithin && measurement.isWithin
            }
        }
        return isWithin
    }
}

/// Keeps a result from being optimised away.
@inline(never) func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
