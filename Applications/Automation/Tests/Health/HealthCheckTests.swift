// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Testing

@testable import Automation

@Suite("The health check")
struct HealthCheckTests {
    /// 2025-11-22 10:00:00 UTC.
    static let now = Date(timeIntervalSince1970: 1_763_805_600)
    private static func ago(_ days: Double) -> Date { now.addingTimeInterval(-days * 86_400) }

    /// A machine on which all is well.
    static var well: HealthSources {
        var sources = HealthSources(
            disk: { _ in disk(free: 100 << 30) },
            file: { path in
                switch path {
                case "/proc/meminfo": "MemTotal: 1000 kB\nMemFree: 10 kB\nMemAvailable: 500 kB\nSwapTotal: 0 kB\n"
                case "/proc/loadavg": "9.00 5.00 1.00 2/400 12345\n"
                default: nil
                }
            }, processors: 2,
            program: { path, _ in
                path.hasSuffix("timedatectl") ? .init(text: "NTP=yes\nNTPSynchronized=yes\n") : .init(text: "")
            })
        sources.folders = { [.init(name: "the data", path: "/data"), .init(name: "backups", path: "/backups")] }
        sources.certificates = { [.init(path: "/tls/a.pem", validUntil: ago(-60))] }
        sources.backups = { [.init(set: "daily", database: "gnucash", madeAt: ago(0.5), provedAt: ago(3))] }
        sources.credentials = { [.init(name: "drive", changedAt: ago(10))] }
        sources.quotas = { [.init(connection: "drive", text: "1 GB / 15 GB", isAbove: false, measuredAt: ago(0.1))] }
        sources.books = { [.init(name: "a", verifiedAt: ago(1), problems: 0)] }
        return sources
    }

    private static func disk(free: Int64, inodes: Int64 = 1000, freeInodes: Int64 = 900) -> HealthSources.Disk {
        .init(bytes: 200 << 30, freeBytes: free, inodes: inodes, freeInodes: freeInodes, identity: 1)
    }

    private func report(
        _ sources: HealthSources, limits: HealthLimits = HealthLimits(), last: Date? = nil
    ) async throws -> HealthReport {
        try await HealthCheck.report(sources, .init(now: Self.now, limits: limits, last: last))
    }

    @Test("finds nothing on a machine that is well, and says what cannot be looked at here")
    func allWell() async throws {
        let report = try await report(Self.well, last: Self.ago(1))
        #expect(report.overall == .ok && report.troubles.isEmpty)
        #expect(report.findings.filter { $0.verdict == .skipped }.map(\.name) == ["system files"])
        #expect(report.findings.first { $0.name == "system files" }?.sentence.contains("not supported") == true)
        // One disk is looked at once.
        #expect(report.findings.filter { $0.name.hasPrefix("disk") }.map(\.name) == ["disk of the data"])
        #expect(report.sentence.hasPrefix("All "))
    }

    /// A failure that was planted, and what must be found.
    struct Planted: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let finding: String
        let verdict: HealthFinding.Verdict
        let plant: @Sendable (inout HealthSources) -> Void

        init(
            _ description: String, _ finding: String, _ verdict: HealthFinding.Verdict,
            _ plant: @escaping @Sendable (inout HealthSources) -> Void
        ) {
            testDescription = description
            self.finding = finding
            self.verdict = verdict
            self.plant = plant
        }
    }

    static let machine: [Planted] = [
        Planted("little disk", "disk of the data", .warning) { $0.disk = { _ in disk(free: 4 << 30) } },
        Planted("hardly any disk", "disk of the data", .failing) { $0.disk = { _ in disk(free: 400 << 20) } },
        Planted("few inodes", "inodes of the data", .warning) {
            $0.disk = { _ in disk(free: 100 << 30, freeInodes: 90) }
        },
        Planted("hardly any inodes", "inodes of the data", .failing) {
            $0.disk = { _ in disk(free: 100 << 30, freeInodes: 19) }
        },
        Planted("a folder that is gone", "disk of the data", .failing) {
            $0.disk = { path in throw AutomationError(.notFound, "\(path) does not exist.") }
        },
        Planted("little memory", "memory", .warning) {
            $0.file = { _ in "MemTotal: 1000 kB\nMemAvailable: 90 kB\n" }
        },
        Planted("hardly any memory", "memory", .failing) {
            $0.file = { _ in "MemTotal: 1000 kB\nMemAvailable: 30 kB\n" }
        },
        Planted("a full swap", "memory", .warning) {
            $0.file = { _ in "MemTotal: 1000 kB\nMemAvailable: 500 kB\nSwapTotal: 100 kB\nSwapFree: 5 kB\n" }
        },
        Planted("load", "load", .warning) { $0.file = { _ in "0.1 0.1 4.10 1/1 1" } },
        Planted("much load", "load", .failing) { $0.file = { _ in "0.1 0.1 16.10 1/1 1" } },
        Planted("a failed unit", "service backup.service", .failing) {
            $0.program = { _, _ in .init(text: "backup.service loaded failed failed Backups\n") }
        },
        Planted("a failed unit with a dot before it", "service a.timer", .failing) {
            $0.program = { _, _ in .init(text: "● a.timer loaded failed failed A timer\n") }
        },
        Planted("many errors in the journal", "journal", .warning) {
            $0.program = { path, _ in
                .init(
                    text: path.hasSuffix("journalctl")
                        ? String(repeating: "2025-11-22T09:00:00 host app: no\n", count: 101) : "NTPSynchronized=yes\n")
            }
        },
        Planted("a clock on its own", "time server", .warning) {
            $0.program = { _, _ in .init(text: "NTP=yes\nNTPSynchronized=no\n") }
        },
    ]

    static let ours: [Planted] = [
        Planted("a certificate that ends soon", "certificate /a", .warning) {
            $0.certificates = { [.init(path: "/a", validUntil: ago(-20.5))] }
        },
        Planted("a certificate that ended", "certificate /a", .failing) {
            $0.certificates = { [.init(path: "/a", validUntil: ago(0.1))] }
        },
        Planted("a certificate that cannot be read", "certificate /a", .failing) {
            $0.certificates = { [.init(path: "/a", validUntil: nil, problem: "It is no PEM.")] }
        },
        Planted("no backup", "backup of gnucash (daily)", .failing) {
            $0.backups = { [.init(set: "daily", database: "gnucash", madeAt: nil, provedAt: nil)] }
        },
        Planted("a late backup", "backup of gnucash (daily)", .warning) {
            $0.backups = { [.init(set: "daily", database: "gnucash", madeAt: ago(3.1), provedAt: ago(1))] }
        },
        Planted("a very late backup", "backup of gnucash (daily)", .failing) {
            $0.backups = { [.init(set: "daily", database: "gnucash", madeAt: ago(5.1), provedAt: ago(1))] }
        },
        Planted("no proof", "proof of gnucash (daily)", .warning) {
            $0.backups = { [.init(set: "daily", database: "gnucash", madeAt: ago(1), provedAt: nil)] }
        },
        Planted("a late proof", "proof of gnucash (daily)", .warning) {
            $0.backups = { [.init(set: "daily", database: "gnucash", madeAt: ago(1), provedAt: ago(15.1))] }
        },
        Planted("a proof of another quarter", "proof of gnucash (daily)", .failing) {
            $0.backups = { [.init(set: "daily", database: "gnucash", madeAt: ago(1), provedAt: ago(93.1))] }
        },
        Planted("a failed proof", "proof of gnucash (daily)", .failing) {
            $0.backups = {
                [.init(set: "daily", database: "gnucash", madeAt: ago(1), provedAt: ago(2), disproof: "rows")]
            }
        },
        Planted("a credential two weeks before its end", "credential drive", .warning) {
            $0.credentials = { [.init(name: "drive", changedAt: ago(77.1))] }
        },
        Planted("a credential past its end", "credential drive", .warning) {
            $0.credentials = { [.init(name: "drive", changedAt: ago(91.1))] }
        },
        Planted("a storage that is nearly full", "storage of drive", .warning) {
            $0.quotas = { [.init(connection: "drive", text: "14 GB / 15 GB", isAbove: true, measuredAt: ago(3))] }
        },
        Planted("a book with a problem", "book b", .failing) {
            $0.books = { [.init(name: "b", verifiedAt: ago(1), problems: 2)] }
        },
        Planted("a book that was not verified for long", "ledger", .warning) {
            $0.books = { [.init(name: "b", verifiedAt: ago(36.1), problems: 0)] }
        },
        Planted("books that cannot be asked for", "ledger", .failing) {
            $0.books = { throw AutomationError(.failed, "The database is away.") }
        },
    ]

    @Test("finds each failure that is planted, and nothing else", arguments: machine + ours)
    func planted(_ planted: Planted) async throws {
        var sources = Self.well
        planted.plant(&sources)
        let report = try await report(sources)
        let found = report.findings.first { $0.name == planted.finding }
        #expect(found?.verdict == planted.verdict, "\(report.troubles)")
        #expect(found?.repair?.isEmpty == false)
        #expect(report.overall == planted.verdict || report.troubles.count > 1)
    }

    @Test("says by how much the clock was put back")
    func clock() async throws {
        let report = try await report(Self.well, last: Self.now.addingTimeInterval(3600))
        let found = report.findings.first { $0.name == "clock" }
        #expect(found?.verdict == .failing && found?.sentence.contains("3600 s") == true)
        #expect(try await self.report(Self.well, last: Self.now.addingTimeInterval(4)).overall == .ok)
    }

    @Test("what a machine does not have is skipped and is no trouble")
    func skipped() async throws {
        var sources = Self.well
        sources.file = { _ in nil }
        sources.program = { _, _ in nil }
        let report = try await report(sources)
        #expect(report.overall == .ok)
        let skipped = report.findings.filter { $0.verdict == .skipped }.map(\.name)
        #expect(skipped == ["memory", "load", "services", "journal", "time server", "system files"])
        sources.program = { _, _ in .init(status: 1, errorText: "System has not been booted with systemd\n") }
        #expect(try await self.report(sources).overall == .ok)
    }

    @Test("limits can be set by the payload")
    func limits() async throws {
        let limits = try HealthLimits(["free_disk_gb": 150, "credential_days": 20, "folders": ["/more"]])
        let report = try await report(Self.well, limits: limits)
        #expect(report.troubles.map(\.name) == ["disk of the data", "credential drive"])
        #expect(throws: AutomationError(.invalid, "")) { try HealthLimits(["free_disk": 1]) }
        #expect(throws: AutomationError(.invalid, "")) { try HealthLimits(["backup_days": -1]) }
    }

    @Test("this machine can be looked at")
    func machineItself() async throws {
        let sources = HealthSources.machine()
        let disk = try sources.disk("/")
        #expect(disk.bytes > 0 && disk.freeBytes <= disk.bytes)
        #expect(throws: AutomationError(.notFound, "")) { try sources.disk("/nowhere/at/all") }
        let report = try await report(sources)
        #expect(report.findings.first { $0.name == "memory" }?.sentence.contains("MiB") == true)
        #expect(report.findings.first { $0.name == "load" }?.sentence.contains("processors") == true)
        #expect(try await sources.program("/nowhere/at/all", []) == nil)
        #expect(try await sources.program("/bin/sh", ["-c", "echo a; exit 2"]) == .init(status: 2, text: "a\n"))
    }
}
