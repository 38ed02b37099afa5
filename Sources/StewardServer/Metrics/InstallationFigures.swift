// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore

/// Figures of what an installation holds, asked of it when somebody scrapes.
struct InstallationFigures {
    let installation: Installation

    /// Everything that `/metrics` shows. A part that fails is left out and named, so that one broken part hides no
    /// other.
    func families() async -> [MetricFamily] {
        var families = [Self.build]
        families += ProcessFigures().families
        families += installation.meters.requests.families + installation.meters.jobs.families
        families += installation.meters.calls.families
        var failed = MetricFamily(
            "steward_metrics_failed", .gauge, "Whether a part of these figures could not be had (1) or could (0).")
        let parts: [(name: String, figures: () async throws -> [MetricFamily])] = [
            ("jobs", jobs), ("schedules", schedules), ("ledger", ledger), ("store", store), ("blobs", blobs),
        ]
        for part in parts {
            do {
                families += try await part.figures()
                failed.add([("part", part.name)], 0)
            } catch {
                failed.add([("part", part.name)], 1)
            }
        }
        return families + [failed]
    }

    private static var build: MetricFamily {
        var family = MetricFamily("steward_build", .info, "The version of Steward and of the language it is made in.")
        family.add([("version", Build.version), ("swift", Build.swift)], 1)
        return family
    }

    /// Kinds of jobs that get series of their own; what comes beyond them is counted as `other`.
    static let kindLimit = 50

    private func jobs() async throws -> [MetricFamily] {
        var family = MetricFamily("steward_jobs", .gauge, "Jobs that are kept, by kind and state.")
        let counts = try await installation.jobs.countsByKind()
        let named = Set(
            counts.map(\.kind).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
                .prefix(Self.kindLimit))
        var sums: [[String]: Int] = [:]
        for row in counts {
            sums[[named.contains(row.kind) ? row.kind : "other", row.state.rawValue], default: 0] += row.count
        }
        for (labels, count) in sums.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            family.add([("kind", labels[0]), ("state", labels[1])], Double(count))
        }
        return [family]
    }

    private func schedules() async throws -> [MetricFamily] {
        let missing = try await Schedules(queue: installation.jobs).missing().count
        return [
            MetricFamily(
                "steward_schedules_missing_runs", "Schedules whose latest due run did not succeed within its grace.",
                Double(missing))
        ]
    }

    /// Books are summed by the part of their name before the first colon, because the rest is a person's choice.
    private func ledger() async throws -> [MetricFamily] {
        var sums: [String: BookSum] = [:]
        for book in try await installation.ledger.books() {
            let kind = book.id.name.firstIndex(of: ":").map { String(book.id.name[..<$0]) } ?? "other"
            let place = sums[kind] != nil || sums.count < 20 ? kind : "other"
            try await sums[place, default: BookSum()].add(book, installation.ledger)
        }
        var books = MetricFamily("steward_ledger_books", .gauge, "Books, by the part of the name before the colon.")
        var entries = MetricFamily("steward_ledger_entries", .gauge, "Entries of all books of a kind.")
        var signed = MetricFamily("steward_ledger_checkpointed_entries", .gauge, "Entries that a checkpoint signs.")
        var newest = MetricFamily(
            "steward_ledger_last_checkpoint_timestamp_seconds", .gauge, unit: "seconds",
            "When the newest entry that a checkpoint signs was written, in seconds since 1970: no checkpoint is older.")
        for (kind, sum) in sums.sorted(by: { $0.key < $1.key }) {
            books.add([("books", kind)], Double(sum.books))
            entries.add([("books", kind)], Double(sum.entries))
            signed.add([("books", kind)], Double(sum.signed))
            if let date = sum.newest { newest.add([("books", kind)], date.timeIntervalSince1970) }
        }
        return [books, entries, signed, newest]
    }

    private struct BookSum {
        var books = 0
        var entries: Int64 = 0
        var signed: Int64 = 0
        var newest: Date?

        mutating func add(_ book: Book, _ ledger: Ledger) async throws {
            books += 1
            entries += book.size
            guard let last = try await ledger.checkpoints(of: book.id, limit: 1).first?.checkpoint else { return }
            signed += last.size
            guard last.size > 0, let entry = try await ledger.entries(in: book.id, from: last.size - 1, limit: 1).first
            else { return }
            newest = max(newest ?? entry.time, entry.time)
        }
    }

    private func store() async throws -> [MetricFamily] {
        let facts = try await installation.database.facts()
        var families = [
            MetricFamily(
                "steward_database_size_bytes", unit: "bytes", "Bytes of the database, without a write-ahead log.",
                Double(facts.size))
        ]
        guard let load = installation.database.load else { return families }
        families += [
            MetricFamily("steward_database_connections", "Transactions that can run at once.", Double(load.places)),
            MetricFamily("steward_database_connections_busy", "Transactions that run.", Double(load.busy)),
            MetricFamily(
                "steward_database_transactions_waiting", "Transactions that wait for a connection.",
                Double(load.waiting)),
        ]
        return families
    }

    private func blobs() async throws -> [MetricFamily] {
        let usage = try await installation.meters.blobUsage(of: installation.blobs, now: installation.clock.now)
        return [
            MetricFamily(
                "steward_blobs", "Blobs that are kept, counted at most five minutes ago.", Double(usage.count)),
            MetricFamily(
                "steward_blobs_size_bytes", unit: "bytes", "Bytes of the files that blobs lie in.",
                Double(usage.bytes)),
        ]
    }
}
