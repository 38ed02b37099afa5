// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// When a device reports at all, and when it joins and loses a car.
struct Presence {
    struct Window {
        let times: ClosedRange<Double>
        /// Whether the device is at its pace for rest where nothing moves.
        let isRest: Bool
    }
    struct Event {
        let kind: Report.Kind
        let time: Double
        let car: String
        /// Where that is, and whether under the roof of a garage.
        let position: Position
        let isGarage: Bool
    }

    private(set) var windows: [Window] = []
    private(set) var events: [Event] = []

    init(_ device: ReportingDevice, day: DrivenDay, random: inout TraceRandom) {
        var spans: [ClosedRange<Double>] = []
        for drive in day.drives where drive.journey.isSeen {
            for walk in drive.walks { spans.append(walk.start...walk.end) }
            guard device.hasBluetooth else {
                spans.append((drive.leg.start - device.lead)...(drive.leg.end + device.tail))
                continue
            }
            for run in Self.engineRuns(drive, random: &random) {
                events.append(Event(.connected, at: run.lowerBound, of: drive))
                events.append(Event(.disconnected, at: run.upperBound, of: drive))
                spans.append((run.lowerBound + device.firstFix - device.lead)...(run.upperBound + device.tail))
            }
        }
        let merged = Self.merged(spans)
        guard let first = merged.first, let last = merged.last else { return }
        if day.script.devicesStay {
            windows = [Window(times: first.lowerBound...last.upperBound, isRest: true)]
        } else {
            windows = Self.windows(merged, resting: device.resting)
        }
    }

    /// When the engine runs: from some seconds before the wheels turn to some after, but not while filling up.
    private static func engineRuns(_ drive: DrivenDay.Drive, random: inout TraceRandom) -> [ClosedRange<Double>] {
        var runs: [ClosedRange<Double>] = []
        var from = drive.leg.start - random.uniform(1...8)
        for stop in drive.truth.stops where stop.kind == .petrol {
            let off = stop.times.lowerBound.timeIntervalSince1970 + 3
            runs.append(from...max(from, off))
            from = stop.times.upperBound.timeIntervalSince1970 - 3
        }
        runs.append(from...max(from, drive.leg.end + random.uniform(2...10)))
        return runs
    }

    private static func merged(_ spans: [ClosedRange<Double>]) -> [ClosedRange<Double>] {
        var merged: [ClosedRange<Double>] = []
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, last.upperBound >= span.lowerBound {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
            } else {
                merged.append(span)
            }
        }
        return merged
    }

    /// The windows, and between them one fix per resting time, if the device does that.
    private static func windows(_ spans: [ClosedRange<Double>], resting: Double?) -> [Window] {
        var windows: [Window] = []
        for span in spans {
            if let resting, let last = windows.last {
                var time = last.times.upperBound + resting
                while time < span.lowerBound - 60 {
                    windows.append(Window(times: time...time, isRest: true))
                    time += resting
                }
            }
            windows.append(Window(times: span, isRest: false))
        }
        return windows
    }
}

extension Presence.Event {
    /// Joining or losing the car of a drive.
    init(_ kind: Report.Kind, at time: Double, of drive: DrivenDay.Drive) {
        self.kind = kind
        self.time = time
        car = drive.journey.car
        let elapsed = min(max(time - drive.leg.start, 0), drive.leg.motion.duration)
        position = drive.leg.motion.state(at: elapsed).position
        isGarage = time < drive.leg.start ? drive.leg.garages.atStart : time > drive.leg.end && drive.leg.garages.atEnd
    }
}
