// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Testing

@testable import Automation

@Suite("Alerting")
struct AlertingTests {
    private static func matter(_ topic: String = "made:backup") throws -> Matter {
        try Matter(topic: topic, subject: "The backup failed", text: "Look at it.", kind: "backup-failed")
    }

    /// Databases with the tables, as several nodes have them.
    private static func with(
        _ engine: DatabaseEngine, _ count: Int = 1, _ body: (AlertWorld, [any Database]) async throws -> Void
    ) async throws {
        try await TestDatabases.withNodes(engine, count) { databases in
            try await databases[0].migrate(Settings.migrations + AlertTable.migrations)
            try await body(AlertWorld(), databases)
        }
    }

    @Test(
        "what starts is told on every channel once, over restarts, and so is its end", arguments: TestDatabases.engines)
    func restarts(engine: DatabaseEngine) async throws {
        try await Self.with(engine) { world, databases in
            let matter = try Self.matter()
            world.change { $0.matters = [matter] }
            for _ in 0..<4 {
                _ = try await world.alerting(databases[0]).run()
                world.change { $0.now += 300 }
            }
            #expect(world.heard("mail") == ["The backup failed"] && world.heard("phone") == ["The backup failed"])
            world.change { $0.matters = [] }
            for _ in 0..<4 { _ = try await world.alerting(databases[0]).run() }
            #expect(world.heard("mail") == ["The backup failed", "Over: The backup failed"])
            let history = try await world.alerting(databases[0]).history()
            #expect(history.map(\.sort) == ["over", "started"])
            #expect(history.allSatisfy { $0.deliveries.map(\.state) == [.taken, .taken] })
        }
    }

    @Test("several nodes that look at the same moment tell it once", arguments: TestDatabases.engines)
    func nodes(engine: DatabaseEngine) async throws {
        try await Self.with(engine, 3) { world, databases in
            let matters = try (0..<3).map { try Self.matter("made:\($0)") }
            for round in 0..<4 {
                world.change { state in
                    state.matters = round % 2 == 0 ? matters : []
                    state.now += 100_000
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for database in databases + databases {
                        group.addTask { _ = try await world.alerting(database).run() }
                    }
                    try await group.waitForAll()
                }
            }
            // Three starts and three ends, twice, on two channels.
            #expect(world.keys.count == 24)
            #expect(Set(world.keys).count == 12)
        }
    }

    @Test("a channel that fails is tried again, and others go on", arguments: TestDatabases.engines)
    func retries(engine: DatabaseEngine) async throws {
        try await Self.with(engine) { world, databases in
            let alerting = world.alerting(databases[0])
            let matter = try Self.matter()
            world.change { ($0.matters, $0.deaf) = ([matter], ["mail"]) }
            let report = try await alerting.run()
            #expect(report.failed == ["“mail” was not told: Nobody hears anything."] && report.taken == 1)
            #expect(world.heard("phone").count == 1)
            let waiting = try #require(try await alerting.history().first?.deliveries.first)
            #expect(waiting.state == .waiting && waiting.attempts == 1 && waiting.reason == "Nobody hears anything.")
            // Not at once again: it waits.
            #expect(try await alerting.run().failed == [])
            world.change { ($0.deaf, $0.now) = ([], $0.now + 60) }
            #expect(try await alerting.run().taken == 1)
            #expect(world.heard("mail").count == 1 && world.heard("phone").count == 1)
        }
    }

    @Test("a channel that never works is given up after a day; one that is removed is dropped")
    func givenUp() async throws {
        try await Self.with(.sqlite) { world, databases in
            let matter = try Self.matter()
            world.change { ($0.matters, $0.deaf) = ([matter], ["mail", "phone"]) }
            for _ in 0..<30 {
                _ = try await world.alerting(databases[0], channels: ["mail"]).run()
                world.change { $0.now += 3600 }
            }
            let old = try await world.alerting(databases[0]).history().last?.deliveries
            #expect(old?.map(\.state) == [.failed])
            world.change { $0.now += 3 * 86_400 }
            _ = try await world.alerting(databases[0]).run()
            _ = try await world.alerting(databases[0], channels: []).run()
            let new = try await world.alerting(databases[0]).history().first?.deliveries
            #expect(new?.map(\.state) == [.dropped, .dropped])
        }
    }

    @Test("what nobody could be told of is told to the first channel, unless it is a day old")
    func firstChannel() async throws {
        try await Self.with(.sqlite) { world, databases in
            let nobody = world.alerting(databases[0], channels: [])
            try await nobody.saw(try Self.matter("backups:old"))
            world.change { $0.now += 90_000 }
            try await nobody.saw(try Self.matter("backups:new"))
            _ = try await world.alerting(databases[0]).run()
            let told = try await nobody.history().filter { !$0.deliveries.isEmpty }
            // The old one was due for its reminder.
            #expect(Set(told.map { "\($0.sort) \($0.topics[0])" }) == ["started backups:new", "reminder backups:old"])
            #expect(world.heard("mail").count == 2)
        }
    }

    @Test("a source that cannot be read ends nothing, and is told itself")
    func unreadable() async throws {
        try await Self.with(.sqlite) { world, databases in
            let alerting = world.alerting(databases[0])
            let matter = try Self.matter()
            world.change { $0.matters = [matter] }
            _ = try await alerting.run()
            world.change { $0.unreadable = true }
            #expect(try await alerting.run().told == ["Nobody can tell whether anything is the matter with: made"])
            #expect(try await alerting.open().map(\.topic).sorted() == ["alerts:made", "made:backup"])
            world.change { ($0.unreadable, $0.matters) = (false, []) }
            #expect(try await alerting.run().told.count == 2)
            #expect(try await alerting.open().isEmpty)
        }
    }

    @Test("what somebody saw is told at once, and lasts until it passed")
    func events() async throws {
        try await Self.with(.sqlite) { world, databases in
            let alerting = world.alerting(databases[0])
            try await alerting.saw(try Self.matter("backups:nightly"))
            _ = try await alerting.run()
            #expect(world.heard("mail") == ["The backup failed"])
            try await alerting.passed("backups:nightly")
            #expect(world.heard("mail") == ["The backup failed", "Over: The backup failed"])
        }
    }

    @Test("muting needs something that is the matter, and says what there is")
    func mute() async throws {
        try await Self.with(.sqlite) { world, databases in
            let alerting = world.alerting(databases[0])
            try await alerting.saw(try Self.matter("backups:nightly"))
            let error = await #expect(throws: AutomationError.self) {
                try await alerting.mute("made:other", until: nil, by: "me")
            }
            #expect(error?.description == "Nothing is known of “made:other”; there are: backups:nightly.")
            try await alerting.mute("backups:nightly", until: nil, by: "me")
            world.change { $0.now += 30 * 86_400 }
            #expect(try await alerting.run().told == [])
            #expect(try await alerting.matter("backups:nightly")?.mutedBy == "me")
        }
    }

    @Test("the outside address is pinged on its interval, only when all is well and every channel works")
    func heartbeat() async throws {
        try await Self.with(.sqlite) { world, databases in
            let alerting = world.alerting(databases[0])
            #expect(try await alerting.run().pinged == false)
            var rules = AlertRules()
            rules.heartbeat = "outside"
            try await alerting.set(rules, by: "me")
            #expect(try await alerting.run().pinged)
            #expect(try await alerting.run().pinged == false)
            world.change { ($0.now, $0.isHeartDeaf) = ($0.now + 600, true) }
            #expect(try await alerting.run().pingFailure == "The service is gone.")
            #expect(try await alerting.lastHeartbeat()?.failure == "The service is gone.")
            world.change { ($0.now, $0.isHeartDeaf) = ($0.now + 60, false) }
            #expect(try await alerting.run().pinged)
            let matter = try Self.matter()
            world.change { ($0.now, $0.matters, $0.deaf) = ($0.now + 600, [matter], ["phone"]) }
            #expect(try await alerting.run().pinged == false)
            // Muted: somebody knows. But the phone still does not take what it is sent.
            try await alerting.mute("made:backup", until: nil, by: "me")
            #expect(try await alerting.run().pinged == false)
            world.change { ($0.now, $0.deaf) = ($0.now + 600, []) }
            #expect(try await alerting.run().pinged)
            #expect(world.pings == 3)
        }
    }

    @Test("a test goes to one channel only, and an unknown one is named with those there are")
    func test() async throws {
        try await Self.with(.sqlite) { world, databases in
            let alerting = world.alerting(databases[0])
            try await alerting.test("phone", by: "me")
            #expect(world.heard("phone").count == 1 && world.heard("mail").isEmpty)
            let error = await #expect(throws: AutomationError.self) { try await alerting.test("fax", by: "me") }
            #expect(error?.description == "There is no channel “fax”; there are: mail, phone.")
        }
    }
}
