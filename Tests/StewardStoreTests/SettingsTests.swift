// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardStore

/// A clock that stands still.
struct FixedClock: Timekeeping {
    let now: Date
    func sleep(for duration: Duration) async throws {}
}

@Suite("Settings on every engine")
struct SettingsTests {
    private let retries = Setting("jobs.retries", standard: 5)
    private let title = Setting("site.title", standard: "Steward")
    private let clock = FixedClock(now: Date(timeIntervalSince1970: 1_767_225_600.25))

    @Test(
        "A setting has its standard value until somebody chooses one, and who and when is kept",
        arguments: TestDatabases.engines)
    func choices(engine: DatabaseEngine) async throws {
        try await TestDatabases.with(engine) { database in
            try await database.migrate(Settings.migrations)
            let settings = Settings(database: database, clock: clock)
            #expect(try await settings.value(of: retries) == 5)
            try await settings.set(retries, to: 7, by: "anna")
            try await settings.set(retries, to: 9, by: "ben")
            try await settings.set(title, to: "งาน", by: "anna")
            #expect(try await settings.value(of: retries) == 9)
            #expect(
                try await settings.choices() == [
                    .init(key: "jobs.retries", value: "9", changedAt: clock.now, changedBy: "ben"),
                    .init(key: "site.title", value: "งาน", changedAt: clock.now, changedBy: "anna"),
                ])
            try await settings.reset(retries)
            #expect(try await settings.value(of: retries) == 5)
            #expect(try await settings.choice("jobs.retries") == nil)
        }
    }

    @Test("A kept text of another type is named in the error")
    func wrongType() async throws {
        try await TestDatabases.with(.sqlite) { database in
            try await database.migrate(Settings.migrations)
            let settings = Settings(database: database, clock: clock)
            try await settings.set(Setting("jobs.retries", standard: ""), to: "many", by: "anna")
            let error = await #expect(throws: DatabaseError(.decoding, "")) { try await settings.value(of: retries) }
            #expect(error?.message.contains("jobs.retries") == true)
            #expect(try await settings.value(of: Setting("none", standard: true)))
            #expect(Double(settingText: "inf") == nil)
        }
    }
}
