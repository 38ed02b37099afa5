// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import StewardServer

/// Keeps what it was told, or refuses it.
private final class Listener: Notifying {
    private let state = Mutex<(heard: [Notice], error: (any Error)?)>(([], nil))

    var heard: [Notice] { state.withLock { $0.heard } }
    func fail(_ error: (any Error)?) { state.withLock { $0.error = error } }

    func notify(_ notice: Notice) async throws {
        try state.withLock { state in
            if let error = state.error { throw error }
            state.heard.append(notice)
        }
    }
}

@Suite("Alerts")
struct AlertsTests {
    private static func notice(_ key: String) throws -> Notice {
        try Notice(
            subject: "Something", text: "Do it.", kind: "test", instant: Date(timeIntervalSince1970: 0), key: key)
    }

    private static func alerts(
        _ made: MadeFiles, _ listeners: [String: Listener], changedAt: Date = .distantPast
    ) -> Alerts {
        Alerts(database: made.installation.database, clock: made.clock) {
            listeners.sorted { $0.key < $1.key }.map { name, listener in
                Alerts.Channel(name: name, changedAt: changedAt) { listener }
            }
        }
    }

    @Test("every channel is told once; one that fails stops no other and is told the next time")
    func once() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let (good, bad) = (Listener(), Listener())
            bad.fail(IntegrationError(.unavailable, "It is down.", cause: IntegrationError(.unavailable, "hidden")))
            let alerts = Self.alerts(made, ["good": good, "bad": bad])
            let first = await alerts.send(try Self.notice("one"), topic: "t")
            #expect(first == .init(taken: ["good"], failed: ["bad": "“bad” was not told of it: It is down."]))
            #expect(first.warnings == ["“bad” was not told of it: It is down."])
            bad.fail(nil)
            let second = await alerts.send(try Self.notice("one"), topic: "t")
            #expect(second == .init(taken: ["bad"], known: ["good"]))
            let third = await alerts.send(try Self.notice("one"), topic: "t")
            #expect(third == .init(known: ["bad", "good"]))
            #expect(good.heard.map(\.key) == ["one"] && bad.heard.map(\.key) == ["one"])
        }
    }

    @Test("another notice of the topic is told, and one of another topic does not hide it")
    func topics() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let listener = Listener()
            let alerts = Self.alerts(made, ["one": listener])
            for (key, topic) in [("a", "t"), ("x", "u"), ("a", "t"), ("b", "t"), ("x", "u")] {
                _ = await alerts.send(try Self.notice(key), topic: topic)
            }
            #expect(listener.heard.map(\.key) == ["a", "x", "b"])
        }
    }

    @Test("a channel whose settings changed since is told again")
    func changed() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let listener = Listener()
            _ = await Self.alerts(made, ["one": listener]).send(try Self.notice("a"), topic: "t")
            let later = Self.alerts(made, ["one": listener], changedAt: made.clock.now.addingTimeInterval(1))
            #expect(await later.send(try Self.notice("a"), topic: "t").taken == ["one"])
        }
    }

    @Test("channels that cannot be listed or opened are a warning, not an error")
    func broken() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let database = made.installation.database
            let unlisted = Alerts(database: database, clock: made.clock) {
                throw IntegrationError(.unavailable, "The list is gone.")
            }
            let outcome = await unlisted.send(try Self.notice("a"), topic: "t")
            #expect(outcome.warnings.count == 1 && outcome.warnings[0].hasSuffix("The list is gone."))
            let unopened = Alerts(database: database, clock: made.clock) {
                [Alerts.Channel(name: "one") { throw IntegrationError(.unauthorized, "The secret is gone.") }]
            }
            let second = await unopened.send(try Self.notice("a"), topic: "t")
            #expect(second.warnings == ["“one” was not told of it: The secret is gone."])
        }
    }

    @Test("a storage is told of once for each crossing, not for each measurement")
    func crossings() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let listener = Listener()
            let alerts = Self.alerts(made, ["one": listener])
            let connection = try await made.connection(named: "drive")
            var told: [Int] = []
            for used: Int64 in [500, 950, 960, 100, 990, 995] {
                made.drive.use(StorageUse(limit: 1000, used: used))
                made.clock.tick()
                let report = try await made.installation.files.measure(connection, threshold: 90, actor: "test")
                _ = await alerts.send(report, of: made.installation.files)
                told.append(listener.heard.count)
            }
            #expect(told == [0, 1, 1, 1, 2, 2])
            #expect(Set(listener.heard.map(\.key)).count == 2)
            #expect(listener.heard.allSatisfy { $0.kind == "storage-above-threshold" && $0.text.contains("above 90") })
        }
    }

    @Test("what was told is known on every engine", arguments: TestDatabases.engines)
    func engines(engine: DatabaseEngine) async throws {
        let folder = try TemporaryFolder("alerts")
        var server: Secret?
        if engine == .postgresql {
            let postgres = try await PostgresServer.shared()
            let name = "alerts_\(UInt32.random(in: .min ... .max))"
            try await postgres.createDatabase(name)
            server = postgres.address(name)
        }
        let clock = HourClock()
        try await Installation.with(DataFolder(folder.path("data")), server: server, clock: clock) { installation in
            let (drive, listener) = (SmallDrive(), Listener())
            let alerts = Alerts(database: installation.database, clock: clock) {
                [Alerts.Channel(name: "one") { listener }]
            }
            var told: [Int] = []
            for used: Int64 in [950, 960, 100, 990, 995] {
                drive.use(StorageUse(limit: 1000, used: used))
                clock.tick()
                let connection = FileConnection(name: "drive", integration: drive)
                let report = try await installation.files.measure(connection, threshold: 90, actor: "test")
                _ = await alerts.send(report, of: installation.files)
                told.append(listener.heard.count)
            }
            #expect(told == [1, 1, 1, 2, 2])
        }
        withExtendedLifetime(folder) {}
    }

    @Test("looking at the page of a connection that sends notices sends none, and says how to check it")
    func page() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let address = "http://127.0.0.1:\(LoopbackPort.free())/hook"
            try await made.installation.connections.save(
                "ops", integration: "Webhook", settings: ["address": address], by: "me")
            let page = try await FilesPagesTests.ask(made.site, "/connections/ops")
            // Had it been asked, it would be failing: nobody listens there.
            #expect(page.status == 200 && page.text.contains("steward connections check ops"))
            #expect(page.text.contains(Phrase.neverChecked.english))
            let data = try await FilesPagesTests.ask(made.site, "/api/connections/ops").json
            #expect(data["health"] == .null && data["capabilities"] == ["Notifying"])
        }
    }

    @Test("a channel that failed is told the same word for word at a later measurement with other figures")
    func wordForWord() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let (good, late) = (Listener(), Listener())
            late.fail(IntegrationError(.unavailable, "It is down."))
            let alerts = Self.alerts(made, ["good": good, "late": late])
            let connection = try await made.connection(named: "drive")
            for used: Int64 in [950, 960, 970] {
                if used == 970 { late.fail(nil) }
                made.drive.use(StorageUse(limit: 1000, used: used))
                made.clock.tick()
                let report = try await made.installation.files.measure(connection, threshold: 90, actor: "test")
                _ = await alerts.send(report, of: made.installation.files)
            }
            #expect(good.heard.count == 1 && good.heard == late.heard)
            #expect(good.heard.first?.text.contains("95.00%") == true)
        }
    }

    @Test("the connections that send notices are the channels, and no others")
    func connections() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let installation = made.installation
            try await installation.connections.save(
                "count", integration: "ElectionCommission", settings: [:], by: "me")
            let address = "http://127.0.0.1:\(LoopbackPort.free())/hook-\(MadeFiles.canary)"
            try await installation.connections.save(
                "ops", integration: "Webhook", settings: ["address": address], by: "me")
            let outcome = await Alerts(installation).send(try Self.notice("a"), topic: "t")
            #expect(outcome.taken.isEmpty && Array(outcome.failed.keys) == ["ops"])
            #expect(!outcome.warnings.joined().contains(MadeFiles.canary))
        }
    }
}
