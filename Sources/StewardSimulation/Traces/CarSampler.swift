// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// Lets a car's service report a day that was driven.
struct CarSampler {
    private let service: CarService
    private let day: DrivenDay
    private var random: TraceRandom

    init(_ service: CarService, day: DrivenDay, seed: UInt64) {
        self.service = service
        self.day = day
        random = TraceRandom(seed: seed, purpose: "\(service.name) \(day.script.name)")
    }

    /// What the service says of one car, in the order of measuring.
    mutating func run(car: String, from sequence: Int) -> [Report] {
        let drives = day.drives.filter { $0.journey.car == car }
        var reports: [Report] = []
        for (index, drive) in drives.enumerated() {
            let next = index + 1 < drives.count ? drives[index + 1].leg.start : .infinity
            for time in times(drive.leg, next: next) {
                reports.append(report(drive, at: time, sequence: sequence + reports.count))
            }
        }
        if service.decreasesOnce, reports.count > 2 {
            let middle = reports.count / 2
            reports[middle].odometer = reports[middle].odometer.map { $0 - 5000 }
        }
        return reports
    }

    private func times(_ leg: Leg, next: Double) -> [Double] {
        var times = [leg.start - 5]
        var time = leg.start + service.interval
        while time < leg.end {
            times.append(time)
            time += service.interval
        }
        times.append(leg.end + 5)
        if leg.end + 1800 < next - 10 { times.append(leg.end + 1800) }
        return times
    }

    private mutating func report(_ drive: DrivenDay.Drive, at time: Double, sequence: Int) -> Report {
        let elapsed = min(max(time - drive.leg.start, 0), drive.leg.motion.duration)
        let state = drive.leg.motion.state(at: elapsed)
        let instant = Date(timeIntervalSince1970: (time * 1000).rounded() / 1000)
        var report = Report(
            device: "\(service.name)-\(drive.journey.car)", sequence: sequence, kind: .carStatus, time: instant,
            trueTime: instant)
        report.fetchedTime = Date(
            timeIntervalSince1970: ((time + random.uniform(service.delay)) * 1000).rounded() / 1000)
        report.car = drive.journey.car
        report.activity = time < drive.leg.end ? .driving : .parked
        if !random.chance(service.missing) {
            let metres = (drive.truth.odometerBefore + state.odometer) * service.scale
            report.odometer = (metres / service.resolution).rounded(.down) * service.resolution
        }
        if service.reportsPosition { report.position = state.position }
        return report
    }
}
