// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What schedules may ask of the machine.
package struct MachineState: Sendable, Hashable {
    /// Whether it runs on battery.
    package var isOnBattery = false
    /// Whether anything but itself can be reached.
    package var hasNetwork = true

    package init(isOnBattery: Bool = false, hasNetwork: Bool = true) {
        self.isOnBattery = isOnBattery
        self.hasNetwork = hasNetwork
    }
}

/// Looks at the machine.
package protocol MachineProbe: Sendable {
    func state() -> MachineState
}

/// Looks at `/sys/class/power_supply` and `/sys/class/net` of Linux. What cannot be read counts as good: mains power,
/// and a network.
package struct LinuxMachine: MachineProbe {
    private let root: String

    /// - Parameter root: the folder with `power_supply` and `net`.
    package init(root: String = "/sys/class") { self.root = root }

    package func state() -> MachineState { MachineState(isOnBattery: isOnBattery, hasNetwork: hasNetwork) }

    /// On battery when there is a supply from the mains and none is connected, or, where no such supply is known, when
    /// a battery of the machine itself discharges.
    private var isOnBattery: Bool {
        let supplies = names("power_supply")
        let mains = supplies.filter { ["Mains", "USB"].contains(word("power_supply/\($0)/type")) }
        if mains.contains(where: { word("power_supply/\($0)/online") == "1" }) { return false }
        let batteries = supplies.filter {
            word("power_supply/\($0)/type") == "Battery" && word("power_supply/\($0)/scope") != "Device"
        }
        return batteries.contains { word("power_supply/\($0)/status") == "Discharging" }
            || !mains.isEmpty && !batteries.isEmpty
    }

    /// A network when any device but the loopback is up.
    private var hasNetwork: Bool {
        let devices = names("net").filter { $0 != "lo" }
        guard !devices.isEmpty || names("net").isEmpty else { return false }
        return devices.isEmpty || devices.contains { ["up", "unknown"].contains(word("net/\($0)/operstate")) }
    }

    private func names(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    }

    private func word(_ path: String) -> String {
        guard let data = FileManager.default.contents(atPath: "\(root)/\(path)") else { return "" }
        return String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }
    }
}
