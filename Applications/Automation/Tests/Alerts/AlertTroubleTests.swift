// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Testing

@testable import Automation

/// Alerts when the machine itself is in trouble: what is the matter is told all the same, and nothing is lost.
@Suite("Alerting in trouble", .timeLimit(.minutes(1)))
struct AlertTroubleTests {
    private static func with(_ body: (AlertWorld, any Database) async throws -> Void) async throws {
        try await TestDatabases.with(.sqlite) { database in
            try await database.migrate(Settings.migrations + AlertTable.migrations)
            try await body(AlertWorld(), database)
        }
    }

    private static func matter(_ topic: String = "made:backup", text: String = "Look at it.") throws -> Matter {
        try Matter(topic: topic, subject: "The backup failed", text: text, kind: "backup-failed")
    }

    /// A clock on which every wait is over at once.
    private struct Impatience: Timekeeping {
        var now: Date { Date(timeIntervalSince1970: 0) }
        func sleep(for duration: Duration) async throws { try Task.checkCancellation() }
    }

    @Test("a channel that hangs is ended with a clear message, and is told the same later")
    func hangs() async throws {
        try await Self.with { world, database in
            let hanging = Alerting(
                database: database, clock: world, sources: [],
                channels: {
                    [
                        AlertChannel(name: "mail") { _, _ in
                            // As a server that takes the connection and says nothing.
                            try await Task.sleep(for: .seconds(3600))
                        }
                    ]
                }, patience: Impatience())
            let report = try await hanging.saw(try Self.matter())
            #expect(report.failed == ["“mail” was not told: It took longer than 120.0 seconds and was ended."])
            let waiting = try #require(try await hanging.history().first?.deliveries.first)
            #expect(waiting.state == .waiting && waiting.attempts == 1)
            world.change { $0.now += 60 }
            #expect(try await world.alerting(database, channels: ["mail"]).passed("made:other").taken == 1)
            #expect(world.heard("mail") == ["The backup failed"])
        }
    }

    @Test("a clock that is put back by a year delays no notice, reminder, end or sign of life by a year")
    func clockPutBack() async throws {
        try await Self.with { world, database in
            let alerting = world.alerting(database)
            var rules = AlertRules()
            rules.heartbeat = "outside"
            try await alerting.set(rules, by: "me")
            #expect(try await alerting.run().pinged)
            let matter = try Self.matter()
            world.change { ($0.matters, $0.deaf) = ([matter], ["mail"]) }
            #expect(try await alerting.run().taken == 1)
            world.change { ($0.now, $0.deaf) = ($0.now - 365 * 86_400, []) }
            // What was not taken yet.
            #expect(try await alerting.run().taken == 1)
            #expect(world.heard("mail") == ["The backup failed"])
            world.change { $0.now += 86_400 }
            #expect(try await alerting.run().told == ["Still: The backup failed"])
            world.change { ($0.matters, $0.now) = ([], $0.now + 700) }
            _ = try await alerting.run()
            #expect(world.heard("phone").last == "Over: The backup failed")
            #expect(world.pings == 2)
        }
    }

    @Test("what was gone when the clock was put back is over soon after, not in a year")
    func endPutBack() throws {
        var board = AlertBoard()
        let now = Date(timeIntervalSince1970: 1_770_544_800)
        let matter = try Self.matter()
        _ = board.handle(.seen(matter), at: now)
        _ = board.handle(.gone(topic: matter.topic), at: now + 60)
        _ = board.handle(.seen(matter), at: now + 120)
        _ = board.handle(.gone(topic: matter.topic), at: now + 180)
        let past = now - 365 * 86_400
        #expect(board.handle(.tick, at: past).isEmpty)
        #expect(board.handle(.tick, at: past + 3600).map(\.sort) == [.over])
    }

    @Test("on a full disk nothing is told as if it were kept and nobody outside is told that all is well")
    func fullDisk() async throws {
        try await Self.with { world, database in
            let alerting = world.alerting(database)
            var rules = AlertRules()
            rules.heartbeat = "outside"
            try await alerting.set(rules, by: "me")
            let matters = try (0..<50).map {
                try Self.matter("made:\($0)", text: String(repeating: "long ", count: 1000))
            }
            world.change { $0.matters = matters }
            try await limit(database, pages: 1)
            let error = await #expect(throws: DatabaseError.self) { try await alerting.run() }
            #expect(error.map { "\($0)".contains("full") } == true)
            #expect(world.pings == 0 && world.heard("phone").isEmpty)
            try await limit(database, pages: 1 << 30)
            let report = try await alerting.run()
            #expect(report.open == 50 && report.taken == 2 && !report.pinged)
        }
    }

    /// As a disk that has room for no more pages than are there.
    private func limit(_ database: any Database, pages: Int) async throws {
        try await database.write { connection in
            _ = try connection.query("PRAGMA max_page_count = \(pages)")
        }
    }

    @Test("an outside address that takes no sign of life is told once, and once when it does again")
    func outside() async throws {
        try await Self.with { world, database in
            let alerting = world.alerting(database, channels: ["mail"])
            var rules = AlertRules()
            rules.heartbeat = "outside"
            try await alerting.set(rules, by: "me")
            #expect(try await alerting.run().pinged)
            world.change { $0.isHeartDeaf = true }
            for _ in 0..<4 {
                world.change { $0.now += 600 }
                #expect(try await alerting.run().pingFailure == "The service is gone.")
            }
            #expect(world.heard("mail") == ["“outside” does not take the sign of life"])
            let text = try await alerting.open().first?.matter.text
            #expect(text?.contains("The service is gone.") == true && text?.contains("connections check") == true)
            world.change { ($0.now, $0.isHeartDeaf) = ($0.now + 600, false) }
            #expect(try await alerting.run().pinged)
            world.change { $0.now += 3600 }
            _ = try await alerting.run()
            #expect(world.heard("mail").last == "Over: “outside” does not take the sign of life")
            #expect(try await alerting.open().isEmpty)
        }
    }

    @Test("when nobody is to be pinged any more, its failing is the matter no more")
    func noHeart() async throws {
        try await Self.with { world, database in
            let alerting = world.alerting(database)
            var rules = AlertRules()
            rules.heartbeat = "outside"
            try await alerting.set(rules, by: "me")
            world.change { $0.isHeartDeaf = true }
            for _ in 0..<2 {
                _ = try await alerting.run()
                world.change { $0.now += 600 }
            }
            #expect(try await alerting.open().map(\.topic) == ["alerts:heartbeat"])
            try await alerting.set(AlertRules(), by: "me")
            for _ in 0..<2 {
                _ = try await alerting.run()
                world.change { $0.now += 3600 }
            }
            #expect(try await alerting.open().isEmpty)
        }
    }
}
