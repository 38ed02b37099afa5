// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension Observation {
    /// Odometers go to ten million kilometres.
    package static let odometers: ClosedRange<Int64> = 0...10_000_000_000
    /// The longest id of a device in bytes.
    package static let longestDevice = 128

    /// What makes it nonsense, as a clause for a sentence (`its speed is no speed`); `nil` when it can be true.
    package var fault: String? {
        guard ObservationTime.range.contains(instant) else { return "its time is not in the years 2000 to 2100" }
        guard device.utf8.count <= Self.longestDevice, !device.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            return "its device's id is longer than \(Self.longestDevice) bytes or has control characters"
        }
        switch fact {
        case .fix(let fix): return fix.fault
        case .connected(let fix), .disconnected(let fix): return fix?.fault
        case .finished, .cancelled: return nil
        case .car(let report): return report.fault
        }
    }
}

extension Fix {
    fileprivate var fault: String? {
        if let accuracy, !(0...10_000_000).contains(accuracy) { return "its accuracy is not 0 to 10 000 km" }
        if let speed, !(0...2000).contains(speed) { return "its speed is not 0 to 2000 m/s" }
        if let heading, !(0...360).contains(heading) { return "its heading is not 0 to 360 degrees" }
        return nil
    }
}

extension CarReport {
    fileprivate var fault: String? {
        if let odometer, !Observation.odometers.contains(odometer.metres) {
            return "its odometer is not 0 to 10 million km"
        }
        if let charge, !(0...100).contains(charge) { return "its charge is not 0 to 100 percent" }
        if let range, !(0...10_000_000).contains(range.metres) { return "its range is not 0 to 10 000 km" }
        if let fetched, !ObservationTime.range.contains(fetched) {
            return "the time it was fetched is not in the years 2000 to 2100"
        }
        return nil
    }
}
