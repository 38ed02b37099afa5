// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite("Reports of a vehicle's book")
struct LogbookReportsTests {
    /// A drive of 2 km north that ended an hour ago, and its period.
    private func drive(_ bench: KeeperBench, _ vehicle: String) async throws -> ReportPeriod {
        let token = try await bench.token()
        let start = bench.now - 7_200_000_000
        let connected = Observation(instant: start, device: token.id, fact: .connected(nil))
        let fixes = (1...20).map { Observation.fix(start + Int64($0) * 10_000_000, north: Double($0) * 100) }
        let gone = Observation(instant: start + 220_000_000, device: token.id, fact: .disconnected(nil))
        _ = try await bench.record([connected] + fixes + [gone], from: token)
        let clock = try #require(LocalClock.named("Europe/Amsterdam"))
        return try #require(ReportPeriod.year(clock.day(at: start).date.year))
    }

    @Test func `a trip that was driven stands in the report of its owner, and in nobody else's`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle { $0.employers = ["firm"] }
            let period = try await drive(bench, vehicle)
            let options = ReportOptions(language: .english, now: 0)
            let report = try await bench.logbook.report(of: vehicle, account: "anna", period: period, options: options)
            #expect(report.sections[0].rows.count == 1 && report.country == .netherlands)
            #expect(report.facts.first { $0.id == "book" } == nil)
            let firm = try await bench.logbook.employersReport(
                of: vehicle, account: "firm", period: period, options: options)
            #expect(firm.audience == .employer && firm.sections[0].rows.count == 1)
            for account in ["boris", "firm"] {
                await #expect(throws: LogbookError(.notFound, "")) {
                    _ = try await bench.logbook.report(of: vehicle, account: account, period: period, options: options)
                }
            }
            await #expect(throws: LogbookError(.notFound, "")) {
                _ = try await bench.logbook.employersReport(
                    of: vehicle, account: "boris", period: period, options: options)
            }
        }
    }

    @Test func `a sealed report says from which entries it was made, and verifies`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let folder = try TemporaryFolder("logbook")
            let vehicle = try await bench.vehicle()
            let period = try await drive(bench, vehicle)
            let store = BlobStore(folder: folder.path("blobs"))
            let (report, blobs) = try await bench.logbook.sealReport(
                of: vehicle, account: "anna", period: period, options: ReportOptions(language: .dutch, now: 0),
                store: store, actor: "account:anna")
            #expect(report.facts.first { $0.id == "book_size" }?.value == "2" && blobs.count == 4)
            #expect(report.requirement("nl.original")?.verdict == .met)
            let book = Logbook.book(vehicle: vehicle)
            try await bench.logbook.ledger.export(book, to: folder.path("sealed"), blobs: blobs, from: store)
            let found = try LedgerVerifier().verify(bundle: folder.path("sealed"))
            #expect(found.isSound && found.entries == 3 && found.blobs == 4)
            // The entry about the report changes no trip.
            let again = try await bench.logbook.view(of: vehicle, account: "anna")
            #expect(again.trips.count == 1 && again.orphans.isEmpty)
        }
    }
}
