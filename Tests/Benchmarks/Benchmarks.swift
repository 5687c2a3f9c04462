import Foundation

/// The figures that the project promises, measured: `./Kiosk/bench`.
@main
struct Benchmarks {
    static func main() throws {
        let workloads: [() throws -> [Measurement]] = [
            ExpressionBenchmark.run, ServiceBenchmark.run, CodeListBenchmark.run, FormBenchmark.run,
        ]
        var isWithin = true
        for workload in workloads {
            for measurement in try workload() {
                print(measurement.line)
                isWithin = isWithin && measurement.isWithin
            }
        }
        exit(isWithin ? 0 : 1)
    }
}

/// Keeps a result from being optimised away.
@inline(never) func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
