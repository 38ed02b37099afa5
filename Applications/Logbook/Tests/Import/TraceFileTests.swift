// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardSimulation
import Testing

@testable import Logbook

/// Files that other programs export of simulated drives bring back the same fixes and drives.
@Suite struct TraceFileTests {
    private let trace = Scenario.ordinaryDay.trace(devices: [.phone], seed: 11)
    private var fixes: [StewardSimulation.Report] { trace.reports.filter { $0.kind == .fix } }

    private func micros(_ instant: Date) -> Int64 { Int64((instant.timeIntervalSince1970 * 1e6).rounded()) }

    private func read(_ file: TraceFile) throws -> ImportBatch {
        let last = trace.reports.map { micros($0.time) }.max() ?? 0
        let options = ImportOptions(
            receipt: Receipt(arrival: last, device: "import"), zone: try LocalZone("Europe/Amsterdam"))
        return try ImportSample.read(try file.bytes(trace), options: options, pieces: 4_000).batch
    }

    @Test(arguments: [TraceFile.gpx, .csv, .googleRecords, .googleLocationHistory])
    func `every fix of a file is read back`(file: TraceFile) throws {
        let observations = try read(file).received.observations
        try #require(observations.count == fixes.count)
        for (observation, fix) in zip(observations, fixes) {
            let found = try #require(observation.anyFix)
            let position = try #require(fix.position)
            #expect(abs(observation.instant - micros(fix.time)) <= 500)
            #expect(abs(found.position.latitude - position.latitude) <= 6e-8)
            #expect(abs(found.position.longitude - position.longitude) <= 6e-8)
            #expect(abs((found.speed ?? 0) - (fix.speed ?? 0)) <= 0.5)
        }
    }

    @Test(arguments: [TraceFile.googleSemantic, .googleTimelineAndroid, .googleTimelineIPhone])
    func `every drive of Google's history is read back`(file: TraceFile) throws {
        let batch = try read(file)
        let drives = trace.truth.filter(\.isSeen)
        let joined = batch.received.observations.filter { if case .connected = $0.fact { true } else { false } }
        let left = batch.received.observations.filter { if case .disconnected = $0.fact { true } else { false } }
        try #require(joined.count == drives.count)
        try #require(left.count == drives.count)
        for (index, drive) in drives.enumerated() {
            #expect(abs(joined[index].instant - micros(drive.start)) <= 1_000)
            #expect(abs(left[index].instant - micros(drive.end)) <= 1_000)
            let from = try #require(joined[index].anyFix?.position)
            #expect(abs(from.latitude - drive.from.position.latitude) <= 6e-8)
        }
        let points = batch.received.observations.filter { if case .fix = $0.fact { true } else { false } }
        #expect(points.count > drives.count * 3)
        // A point that an iPhone tells to the minute may seem up to a minute before it was.
        let inside = points.allSatisfy { point in
            drives.contains { (micros($0.start)...micros($0.end)).contains(point.instant) }
        }
        #expect(inside)
    }
}
