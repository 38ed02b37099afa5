// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// Lets one device report a day that was driven.
struct DeviceSampler {
    private let device: ReportingDevice
    private let day: DrivenDay
    private let legs: [Leg]
    private var random: TraceRandom
    private var error: FixError
    private var reports: [Report] = []
    private var leg = 0
    private var knot = 0

    init(_ device: ReportingDevice, day: DrivenDay, seed: UInt64) {
        self.device = device
        self.day = day
        legs = day.drives.filter(\.journey.isSeen).flatMap { $0.walks + [$0.leg] }.sorted { $0.start < $1.start }
        random = TraceRandom(seed: seed, purpose: "\(device.name) \(day.script.name)")
        error = FixError(device.noise, random: &random)
    }

    /// What the device says, in the order in which it says it.
    mutating func run(from sequence: Int) -> [Report] {
        guard !legs.isEmpty else { return [] }
        let presence = Presence(device, day: day, random: &random)
        for window in presence.windows { sample(window) }
        var error = FixError(device.noise, random: &random)
        for event in presence.events where !isDead(event.time) {
            var report = report(event.kind, at: event.time)
            report.car = event.car
            let fix = error.fix(
                at: event.position, time: event.time, sky: event.isGarage ? .garage : .street, random: &random)
            report.position = fix.position
            report.accuracy = fix.accuracy
            reports.append(report)
        }
        reports.sort { $0.trueTime < $1.trueTime }
        for index in reports.indices { reports[index].sequence = sequence + index }
        return reports
    }

    private func isDead(_ time: Double) -> Bool { day.drives.contains { $0.dead?.contains(time) ?? false } }

    private func report(_ kind: Report.Kind, at time: Double) -> Report {
        let milliseconds = ((time + device.skew) * 1000).rounded()
        var report = Report(
            device: device.name, sequence: 0, kind: kind, time: Date(timeIntervalSince1970: milliseconds / 1000),
            trueTime: Date(timeIntervalSince1970: (time * 1000).rounded() / 1000))
        let day = time - (time / 86_400).rounded(.down) * 86_400
        report.battery = ((1 - day / 86_400 * 0.7) * 100).rounded() / 100
        return report
    }

    private mutating func sample(_ window: Presence.Window) {
        var time = window.times.lowerBound
        let jitter = device.noise.metres > 0 ? 0.4 : 0
        var last: (time: Double, position: Position)?
        while time <= window.times.upperBound {
            let here = look(at: time)
            switch device.pace {
            case .interval(let seconds):
                emit(here, at: time)
                let step = here.leg == nil && window.isRest ? device.resting ?? 300 : seconds
                time += max(step + random.uniform(-jitter...jitter), 0.1)
            case .distance(let metres):
                let moved = last.map { RoadPlane.metres($0.position, here.state.position) } ?? .infinity
                let isDue = last.map { time - $0.time >= device.resting ?? .infinity } ?? true
                if moved >= metres || isDue {
                    emit(here, at: time)
                    last = (time, here.state.position)
                }
                // Nobody is faster than 40 m/s, so nothing is due earlier.
                time += max(1, moved < metres ? (metres - moved) / 40 : 1)
            }
        }
    }

    /// Where the device is at a time; times only rise within a window, and windows are in order.
    private mutating func look(at time: Double) -> (state: MotionState, leg: Leg?, sky: Sky) {
        while leg + 1 < legs.count, legs[leg + 1].start <= time {
            leg += 1
            knot = 0
        }
        let now = legs[leg]
        guard time >= now.start, time <= now.end else {
            let isBefore = time < now.start
            let index = isBefore ? 0 : now.motion.knots.count - 1
            var state = now.motion.state(at: isBefore ? 0 : now.motion.duration, knot: index)
            state.speed = 0
            return (state, nil, (isBefore ? now.garages.atStart : now.garages.atEnd) ? .garage : .street)
        }
        knot = now.motion.knot(at: time - now.start, from: knot)
        let state = now.motion.state(at: time - now.start, knot: knot)
        let limit = now.motion.road.vertices[knot].limit
        return (state, now, Sky(over: now.motion.road, at: state.distance, limit: limit))
    }

    private mutating func emit(_ here: (state: MotionState, leg: Leg?, sky: Sky), at time: Double) {
        if isDead(time) || (here.sky.missing > 0 && random.chance(here.sky.missing)) { return }
        var report = report(.fix, at: time)
        let fix = error.fix(at: here.state.position, time: time, sky: here.sky, random: &random)
        report.position = fix.position
        report.accuracy = fix.accuracy
        if device.reportsSpeed {
            let noise = device.noise.metres > 0 ? 1.0 : 0
            let speed = max(0, here.state.speed + random.gaussian() * 0.3 * noise)
            report.speed = (speed * 100).rounded() / 100
            if speed > 1 {
                let heading = here.state.heading + random.gaussian() * 3 * noise + 360
                report.heading = (heading.truncatingRemainder(dividingBy: 360) * 10).rounded() / 10
            }
        }
        if device.reportsActivity {
            report.activity =
                switch here.leg?.mode {
                case .walking: .walking
                case .driving: here.state.speed < 0.1 && random.chance(0.3) ? .still : .driving
                case nil: .still
                }
        }
        reports.append(report)
    }
}
