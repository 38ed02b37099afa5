// SPDX-License-Identifier: Apache-2.0

/// What devices reported of a day, and the truth beside it.
public struct Trace: Sendable, Hashable {
    /// What happened, in the words of the script.
    public let name: String
    /// What every device said, by true time; of one device in the order in which it said it.
    public let reports: [Report]
    /// The drives as they really were, in order.
    public let truth: [TrueTrip]
}

extension Trace {
    /// Drives a script and lets devices and cars report it.
    /// - Parameters:
    ///   - script: what happens.
    ///   - devices: what is carried; they hear no more of each other than real ones.
    ///   - services: what each car reports through; every service reports every car.
    ///   - seed: what the devices' errors come from. The drives themselves depend on the script alone, so another
    ///     seed or another device gives other reports of the same truth.
    public init(
        _ script: DayScript, devices: [ReportingDevice] = [.phone], services: [CarService] = [], seed: UInt64 = 1
    ) {
        var odometers = script.odometers
        var sequences: [String: Int] = [:]
        self.init(
            script, devices: devices, services: services, seed: seed, odometers: &odometers, sequences: &sequences)
    }

    /// The same for one day of many: odometers and the counts of reports go on.
    init(
        _ script: DayScript, devices: [ReportingDevice], services: [CarService], seed: UInt64,
        odometers: inout [String: Double], sequences: inout [String: Int]
    ) {
        let day = DrivenDay(script, odometers: &odometers)
        var reports: [Report] = []
        for device in devices {
            var sampler = DeviceSampler(device, day: day, seed: seed)
            let said = sampler.run(from: sequences[device.name, default: 0])
            sequences[device.name, default: 0] += said.count
            reports += said
        }
        let cars = Set(day.drives.map(\.journey.car)).sorted()
        for service in services {
            var sampler = CarSampler(service, day: day, seed: seed)
            for car in cars {
                let said = sampler.run(car: car, from: sequences["\(service.name)-\(car)", default: 0])
                sequences["\(service.name)-\(car)", default: 0] += said.count
                reports += said
            }
        }
        if devices.count + services.count * cars.count > 1 {
            reports.sort {
                ($0.trueTime, $0.device, $0.sequence) < ($1.trueTime, $1.device, $1.sequence)
            }
        }
        self.init(name: script.name, reports: reports, truth: day.drives.map(\.truth))
    }
}
