import Foundation
import Visit

/// Looks at battery and disk, as far as the system tells.
struct DeviceWatch {
    /// `/sys/class/power_supply`, or what a test puts there.
    let powerSupplies: String

    /// How the device is now.
    func condition(freeBytes: Int64?) -> DeviceCondition {
        DeviceCondition(battery: battery, freeBytes: freeBytes)
    }

    /// The first battery there is. Source: Linux, Documentation/ABI/testing/sysfs-class-power.
    private var battery: DeviceCondition.Battery? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: powerSupplies)) ?? []
        for name in names.sorted() {
            guard read(name, "type") == "Battery", read(name, "scope") != "Device",
                let percent = read(name, "capacity").flatMap({ Int($0) })
            else { continue }
            let status = read(name, "status")
            return DeviceCondition.Battery(
                percent: min(max(0, percent), 100), isCharging: status == "Charging" || status == "Full")
        }
        return nil
    }

    private func read(_ supply: String, _ file: String) -> String? {
        FileManager.default.contents(atPath: "\(powerSupplies)/\(supply)/\(file)").map {
            String(decoding: $0.prefix(64), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }
}
