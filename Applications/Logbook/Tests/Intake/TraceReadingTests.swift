// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation
import Testing

@testable import Logbook

/// What simulated phones send of simulated drives is what is read: the same reports, whatever the form.
@Suite struct TraceReadingTests {
    private static func micros(_ instant: Date) -> Int64 { Int64((instant.timeIntervalSince1970 * 1e6).rounded()) }

    private static func receipt(_ reports: [StewardSimulation.Report]) -> Receipt {
        let last = reports.map { micros($0.time) }.max() ?? 0
        return Receipt(arrival: last + 3_600_000_000, device: "token")
    }

    private static func read(_ form: WireFormat, _ message: WireMessage) throws -> Received {
        let receipt = receipt(message.reports)
        let parts = message.target.split(separator: "?", maxSplits: 1)
        let parameters = try Parameters(query: parts.count == 2 ? String(parts[1]) : "")
        switch form {
        case .shortcuts, .timedShortcuts:
            let call = try #require(Shortcuts.Call(rawValue: String(parts[0].split(separator: "/").last ?? "")))
            return try Shortcuts.read(call, body: message.body, parameters: parameters, from: receipt)
        case .ownTracks:
            return try OwnTracks.read(message.body, device: message.headers["X-Limit-D"], from: receipt)
        case .osmAnd: return try OsmAnd.read(parameters, from: receipt)
        case .traccarClient: return try TraccarClient.read(message.body, from: receipt)
        case .overland: return try Overland.read(message.body, from: receipt)
        }
    }

    /// How far an instant may be from the report's, in microseconds: forms with whole seconds lose their fraction.
    private static func tolerance(_ form: WireFormat) -> Int64 {
        switch form {
        case .ownTracks, .osmAnd, .overland: 1_000_000
        default: 500
        }
    }

    /// What is wrong with an observation of a report; `nil` when nothing is.
    private static func complaint(_ observation: Observation, of report: StewardSimulation.Report, _ form: WireFormat)
        -> String?
    {
        guard let fix = observation.anyFix, fix.position == report.position else { return "another position" }
        let kind: StewardSimulation.Report.Kind =
            switch observation.fact {
            case .connected: .connected
            case .disconnected: .disconnected
            default: .fix
            }
        if kind != report.kind { return "another kind" }
        if form == .shortcuts { return nil }
        if abs(observation.instant - micros(report.time)) > tolerance(form) { return "another time" }
        if form == .osmAnd ? fix.speed != nil : abs((fix.speed ?? 0) - (report.speed ?? 0)) > 0.15 {
            return "another speed"
        }
        if abs((fix.accuracy ?? 0) - (report.accuracy ?? 0)) > 0.51 { return "another accuracy" }
        let told = form == .traccarClient || form == .overland
        let movement: Fix.Movement? =
            switch report.activity {
            case .driving: .driving
            case .walking: .walking
            case .still: .still
            default: nil
            }
        return told && fix.movement != movement ? "another movement" : nil
    }

    @Test(arguments: WireFormat.allCases)
    func `every report that a phone sends is read back`(form: WireFormat) throws {
        for scenario in [Scenario.city, .autumnClockChange, .twoCars, .walking] {
            let trace = scenario.trace(devices: [.phone], seed: 7)
            var count = 0
            let batches = form == .overland ? [trace.reports] : trace.reports.map { [$0] }
            for batch in batches {
                for message in try form.messages(batch, path: "/in") {
                    let received = try Self.read(form, message)
                    #expect(received.observations.count == message.reports.count)
                    #expect(received.ignored.isEmpty)
                    for (observation, report) in zip(received.observations, message.reports) {
                        count += 1
                        let complaint = Self.complaint(observation, of: report, form)
                        #expect(complaint == nil, "\(scenario) \(complaint ?? "") \(observation) \(report)")
                    }
                }
            }
            #expect(count > 50)
        }
    }

    @Test func `the name of the car's Bluetooth comes along`() throws {
        let trace = Scenario.twoCars.trace(devices: [.phone], seed: 7)
        let joined = trace.reports.filter { $0.kind == .connected }
        var cars: Set<String> = []
        for message in try WireFormat.timedShortcuts.messages(joined, path: "/") {
            cars.formUnion(try Self.read(.timedShortcuts, message).parts.compactMap(\.vehicle.bluetooth))
        }
        #expect(cars == Set(joined.compactMap(\.car)))
        #expect(cars.count == 2)
    }
}
