// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Files

@Suite struct QuotaTests {
    private static let owner = LockOwner(run: "run-1", node: "cellar", pid: 42)
    private static let other = LockOwner(run: "run-2", node: "attic", pid: 43)

    @Test(
        "bytes read as people expect, factor 1024, two decimals",
        arguments: [
            (0, "0.00 Bytes"), (1023, "1023.00 Bytes"), (1024, "1.00 KB"), (1_572_864, "1.50 MB"),
            (15 << 30, "15.00 GB"), (1 << 40, "1.00 TB"), (Int64.max, "8192.00 PB"), (-2048, "-2.00 KB"),
        ])
    func byteCounts(bytes: Int64, text: String) {
        #expect(ByteCount(bytes).description == text)
    }

    @Test("a threshold must lie strictly between 0 and 100", arguments: [0, 100, -1, 101, Double.nan, .infinity])
    func thresholds(threshold: Double) async throws {
        #expect(throws: FilesError(.invalid, "")) { try QuotaReading.check(threshold: threshold) }
        #expect(throws: Never.self) { try QuotaReading.check(threshold: 99.99) }
    }

    @Test("the percentage is usage of the limit; what is in the trash is not added; no limit is never too full")
    func percent() {
        func reading(_ limit: Int64?, _ used: Int64) -> QuotaReading {
            let use = StorageUse(limit: limit, used: used, usedByFiles: used, usedInTrash: used)
            return QuotaReading(measuredAt: Date(timeIntervalSince1970: 0), use: use, threshold: 90)
        }
        #expect(reading(2048, 1024).text == "1.00 KB / 2.00 KB (50.00%)")
        #expect(!reading(1000, 900).isAbove && reading(1000, 901).isAbove && reading(1000, 2000).isAbove)
        #expect(reading(nil, 1 << 50).percent == nil && !reading(nil, 1 << 50).isAbove)
        #expect(reading(nil, 1024).text == "1.00 KB used, no limit")
        #expect(reading(0, 0).percent == 0 && reading(0, 1).isAbove)
    }

    @Test("measurements are kept; only crossing the threshold is an entry", arguments: TestDatabases.engines)
    func crossing(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            var crossed: [Bool] = []
            for used in [10, 95, 96, 20, 99] as [Int64] {
                bench.drive.state.withLock { $0.use = StorageUse(limit: 100, used: used, usedInTrash: 3) }
                let report = try await bench.files.measure(bench.connection, actor: "tester")
                crossed.append(report.hasCrossed)
                #expect((report.alert != nil) == (used > 90))
                bench.clock.advance(by: 3600)
            }
            #expect(crossed == [false, true, false, true, true])
            #expect(
                try await bench.kinds() == [
                    FilesEntry.quotaExceeded, FilesEntry.quotaRecovered, FilesEntry.quotaExceeded,
                ])
            let history = try await bench.files.quotaHistory("drive", limit: 3)
            #expect(history.map(\.use.used) == [96, 20, 99] && history.last?.use.usedInTrash == 3)
            let since = try #require(history.last).measuredAt
            #expect(try await bench.files.quotaHistory("drive", since: since).count == 1)
            #expect(try await bench.files.newestQuotas().map(\.reading.use.used) == [99])
        }
    }

    @Test(
        "the trash is not emptied while a recovery holds its lock, and can be when it is given back",
        arguments: TestDatabases.engines)
    func guarded(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            let lock = try await bench.files.takeLock("drive", for: .recovery, owner: Self.owner)
            let error = await #expect(throws: FilesError.self) {
                try await bench.files.emptyTrash(bench.connection, owner: Self.other, actor: "tester")
            }
            #expect(error?.code == .held && error?.description.contains("process 42 on cellar") == true)
            #expect(bench.drive.calls("emptyTrash") == 0)
            try await bench.files.releaseLock(lock)
            try await bench.files.emptyTrash(bench.connection, owner: Self.other, actor: "tester")
            #expect(bench.drive.calls("emptyTrash") == 1)
            #expect(try await bench.kinds() == [FilesEntry.trashEmptied])
            #expect(try await bench.files.lock(of: "drive") == nil)
        }
    }

    @Test("a lock ends by itself, is renewed by its own run, and can be taken away", arguments: TestDatabases.engines)
    func locks(engine: DatabaseEngine) async throws {
        try await Bench.with(engine) { bench in
            let files = bench.files
            let lock = try await files.takeLock("drive", for: .recovery, owner: Self.owner, lasting: .seconds(60))
            _ = try await files.takeLock("drive", for: .recovery, owner: Self.owner, lasting: .seconds(60))
            _ = try await files.takeLock("other", for: .recovery, owner: Self.other)
            bench.clock.advance(by: 50)
            let renewed = try await files.renewLock(lock, lasting: .seconds(60))
            bench.clock.advance(by: 50)
            #expect(try await files.lock(of: "drive")?.owner == Self.owner)
            await #expect(throws: FilesError(.held, "")) {
                try await files.takeLock("drive", for: .recovery, owner: Self.other)
            }
            bench.clock.advance(by: 11)
            #expect(try await files.lock(of: "drive") == nil)
            _ = try await files.takeLock("drive", for: .recovery, owner: Self.other)
            await #expect(throws: FilesError(.held, "")) { try await files.renewLock(renewed) }
            try await files.releaseLock(renewed)
            #expect(try await files.lock(of: "drive")?.owner == Self.other)
            _ = try await files.takeLock("drive", for: .recovery, owner: Self.owner, forced: true)
            #expect(try await files.lock(of: "drive")?.owner == Self.owner)
        }
    }
}
