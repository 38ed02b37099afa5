// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

/// What the doctor says of a healthy installation, and of each thing that can be wrong.
@Suite(.timeLimit(.minutes(1))) struct DoctorTests {
    private static func examine(
        _ installation: Installation, quick: Bool = false, offline: Bool = true, environment: [String: String] = [:],
        date: Doctor.AskDate? = nil
    ) async -> [Checkup] {
        let doctor = Doctor(
            installation.folder, options: .init(isQuick: quick, isOffline: offline), environment: environment,
            askDate: date)
        return doctor.examineFolder() + (await doctor.examine(installation))
    }

    private static func verdict(_ name: String, _ all: [Checkup]) -> Checkup.Verdict? {
        all.first { $0.name == name }?.verdict
    }

    @Test("of a healthy installation nothing fails, and every warning says how to repair it")
    func healthy() async throws {
        try await MadeElection.with { made in
            let all = await Self.examine(made.installation)
            #expect(all.filter { $0.verdict == .failing }.isEmpty)
            // How full the disk is that the tests run on is not theirs to say.
            let warnings = all.filter { $0.verdict == .warning && $0.name != "free disk" }.map(\.name)
            #expect(warnings == ["alerts"])
            #expect(all.allSatisfy { $0.verdict != .warning || $0.repair != nil })
            #expect(Set(all.map(\.name)).count == all.count)
            #expect(Self.verdict("book election:made", all) == .ok)
            #expect(Self.verdict("blobs", all) == .ok)
            #expect(all.first { $0.name == "versions" }?.sentence.contains("Steward \(Build.version)") == true)
        }
    }

    @Test("a damaged blob is found, and with --quick the doctor says that it did not look")
    func blobs() async throws {
        try await MadeElection.with { made in
            let blob = try made.installation.blobs.put(Array(repeating: 9, count: 100_000))
            let place = try #require(made.installation.blobs.place(of: blob))
            let file = try #require(FileHandle(forUpdatingAtPath: place.path))
            try file.write(contentsOf: [0])
            try file.close()
            let all = await Self.examine(made.installation)
            let found = try #require(all.first { $0.name == "blobs" })
            #expect(found.verdict == .failing && found.sentence.contains(blob.hex) && found.repair != nil)
            let quick = await Self.examine(made.installation, quick: true).first { $0.name == "blobs" }
            #expect(quick?.verdict == .skipped && quick?.sentence.contains("--quick") == true)
        }
    }

    @Test("rights that are too wide are failing, with the command that repairs them")
    func rights() async throws {
        try await MadeElection.with { made in
            let folder = made.installation.folder
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.signingKey)
            let all = await Self.examine(made.installation)
            for name in ["data folder", "signing key"] {
                let found = try #require(all.first { $0.name == "rights of the \(name)" })
                #expect(found.verdict == .failing && found.repair?.hasPrefix("chmod go-rwx /") == true)
            }
        }
    }

    @Test("secrets whose key is gone are failing")
    func lostKey() async throws {
        try await MadeElection.with { made in
            try await made.installation.secrets.put(Secret("canary"), named: "a", by: "tester")
            #expect(Self.verdict("stored secrets", await Self.examine(made.installation)) == .ok)
            try FileManager.default.removeItem(atPath: made.installation.folder.secretsKey)
            let all = await Self.examine(made.installation)
            #expect(Self.verdict("stored secrets", all) == .failing)
            #expect(!all.contains { $0.sentence.contains("canary") })
        }
    }

    @Test("a rewritten entry is failing, by the name of its book")
    func ledger() async throws {
        try await MadeElection.with { made in
            try await made.installation.database.write {
                _ = try $0.execute("UPDATE ledger_entry SET line = $1 WHERE sequence = 1", [.bytes(Array("{}".utf8))])
            }
            #expect(Self.verdict("book election:made", await Self.examine(made.installation)) == .failing)
        }
    }

    @Test(
        "little free disk is a warning, none is failing",
        arguments: [(10 << 30, 100 << 30, .ok), (512 << 20, 1 << 40, .warning), (50 << 20, 1 << 40, .failing)]
            as [(Int64, Int64, Checkup.Verdict)])
    func disk(free: Int64, size: Int64, verdict: Checkup.Verdict) {
        let found = Doctor.disk(free: free, size: size, path: "/data")
        #expect(found.verdict == verdict && (found.repair == nil) == (verdict == .ok))
    }

    @Test(
        "a clock that is apart by half a minute is a warning, by five minutes failing",
        arguments: [
            (0, .ok, "agrees"), (20, .ok, "19 s ahead"), (-20, .ok, "19 s behind"), (60, .warning, "ahead"),
            (-60, .warning, "behind"), (900, .failing, "ahead"), (-900, .failing, "behind"),
        ] as [(Double, Checkup.Verdict, String)])
    func clock(apart: Double, verdict: Checkup.Verdict, word: String) {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        let found = Doctor.skew("clock", now.addingTimeInterval(-apart), now, now.addingTimeInterval(1), of: "x")
        #expect(found.verdict == verdict && found.sentence.contains(word), "\(found.sentence)")
    }

    @Test("an outside clock is asked when something outside is connected, and only then")
    func outsideClock() async throws {
        try await MadeElection.with { made in
            let none = await Self.examine(made.installation, offline: false) { _ in .now }
            #expect(Self.verdict("clock and network", none) == .skipped)
            try await made.installation.connections.save(
                "hook", integration: "ElectionCommission", settings: [:], by: "tester")
            let doctor = Doctor(
                made.installation.folder, options: .init(), environment: [:],
                askDate: { authority in
                    #expect(authority.contains("."))
                    return Date(timeIntervalSinceNow: -4000)
                })
            let found = try await doctor.clock(made.installation)
            #expect(Self.verdict("clock and network", found) == .failing)
            let silent = Doctor(
                made.installation.folder, options: .init(), environment: [:], askDate: { _ in nil })
            #expect(Self.verdict("clock and network", try await silent.clock(made.installation)) == .skipped)
        }
    }

    @Test("a job made in the future shows that the clock was put back")
    func clockPutBack() async throws {
        try await MadeElection.with { made in
            let job = try await made.installation.jobs.enqueue(.init(kind: "tally.check"))
            let later = Date.now.addingTimeInterval(7200)
            try await made.installation.database.write {
                _ = try $0.execute(
                    "UPDATE jobs SET created_at = $1 WHERE id = $2", [SQLValue(later), SQLValue(job.id.description)])
            }
            #expect(Self.verdict("clock and records", await Self.examine(made.installation)) == .warning)
        }
    }

    @Test("half of the mail variables is failing; mail alone is a channel for alerts")
    func mail() async throws {
        try await MadeElection.with { made in
            let half = await Self.examine(made.installation, environment: ["SMTP_SERVER": "mail.example.org"])
            #expect(Self.verdict("mail variables", half) == .failing)
            let whole = await Self.examine(
                made.installation,
                environment: ["SMTP_SERVER": "mail.example.org", "NOTIFICATION_EMAIL": "a@example.org"])
            #expect(Self.verdict("mail variables", whole) == .ok)
            #expect(Self.verdict("alerts", whole) == .ok)
        }
    }

    @Test("a schedule with a missing run is a warning, by its name")
    func schedules() async throws {
        try await MadeElection.with { made in
            let schedules = Schedules(queue: made.installation.jobs)
            #expect(Self.verdict("schedules", await Self.examine(made.installation)) == .ok)
            try await schedules.put(
                Schedule(name: "often", kind: "tally.check", trigger: try Trigger(parsing: "every 1m"), zone: .utc))
            let past = Date.now.addingTimeInterval(-86_400 * 3)
            try await made.installation.database.write {
                _ = try $0.execute("UPDATE schedules SET since = $1, next_at = $1", [SQLValue(past)])
            }
            let found = await Self.examine(made.installation).first { $0.name == "schedule often" }
            #expect(found?.verdict == .warning && found?.sentence.contains("no server ran") == true)
        }
    }

    @Test("a database that does not answer fails by name, and the folder is looked at all the same")
    func closed() async throws {
        let temporary = try TemporaryFolder("doctor")
        let installation = try await Installation.open(DataFolder(temporary.path("data")), server: nil)
        await installation.close()
        let all = await Self.examine(installation)
        #expect(Self.verdict("database", all) == .failing)
        #expect(Self.verdict("rights of the data folder", all) == .ok)
        #expect(Self.verdict("blobs", all) == .ok)
    }
}
