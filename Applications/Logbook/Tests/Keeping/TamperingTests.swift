// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite struct TamperingTests {
    @Test(arguments: TestDatabases.engines)
    func `whatever byte of a month's entries is changed, it is found and its entry named`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            try await bench.drive(Drive(start: bench.now + 60_000_000), from: token)
            bench.clock.advance(by: 40 * 86_400)
            let start = try #require(try await bench.logbook.view(of: vehicle, account: "anna").trips.first?.start)
            let month = try #require(LocalClock.named("Europe/Amsterdam")).day(at: start.instant).month
            try await bench.logbook.closeMonth(month, vehicle: vehicle, account: "anna")
            let book = Logbook.book(vehicle: vehicle)
            #expect(try await bench.logbook.ledger.verify(book).isSound)
            let lines = try await bench.logbook.ledger.lines(in: book, from: 0, limit: 10_000).lines
            #expect(lines.count >= 8)
            var random = SeededGenerator(seed: 7)
            for (sequence, line) in lines.enumerated() {
                // Of every entry the first, the last and some bytes between.
                let places = Set([0, line.count - 1] + (0..<6).map { _ in random.below(line.count) })
                for place in places.sorted() {
                    var changed = line
                    changed[place] ^= 1 << UInt8(random.below(8))
                    try await Self.put(changed, book, Int64(sequence), bench.database)
                    let report = try await bench.logbook.ledger.verify(book)
                    #expect(!report.isSound, "byte \(place) of entry \(sequence)")
                    #expect(report.problems.contains { "\($0)".contains("\(sequence)") })
                }
                try await Self.put(line, book, Int64(sequence), bench.database)
            }
            #expect(try await bench.logbook.ledger.verify(book).isSound)
        }
    }

    private static func put(
        _ line: [UInt8], _ book: BookID, _ sequence: Int64, _ database: any Database
    ) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                "UPDATE ledger_entry SET line = $3 WHERE book = $1 AND sequence = $2",
                [SQLValue(book.name), .integer(sequence), .bytes(line)])
        }
    }
}
