// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardLedger

/// What an election's book says, computed from its entries in order and from nothing else.
package struct ElectionState: Sendable {
    /// The election's short name, as `th-2026`.
    package private(set) var election = ""
    /// For people.
    package private(set) var title = ""
    /// Every fetch of the official feed, oldest first.
    package private(set) var feeds: [FeedRecord] = []
    /// Imported files by path; a later import of a path replaces the earlier one.
    package private(set) var sources: [String: SourceRecord] = [:]
    /// Findings by id, withdrawn ones included.
    package private(set) var findings: [String: FindingRecord] = [:]
    /// What reviewers did, by the matter's id.
    package private(set) var reviews: [String: ReviewRecord] = [:]
    /// The last finished check and reconciliation, as recorded.
    package private(set) var lastCheck: RunRecord?
    package private(set) var lastReconciliation: RunRecord?
    /// Entries seen.
    package private(set) var size: Int64 = 0
    /// The hash of the last entry seen.
    package private(set) var head: [UInt8] = []

    package init() {}

    /// Takes the next entry. Kinds this version does not know are counted and otherwise left alone.
    package mutating func apply(_ entry: Entry) {
        size = entry.sequence + 1
        head = entry.hash
        let payload = entry.payload
        switch entry.kind {
        case ElectionEntry.created:
            election = payload["election"]?.string ?? ""
            title = payload["title"]?.string ?? ""
        case ElectionEntry.feedFetched: feeds.append(FeedRecord(entry))
        case ElectionEntry.sourceImported:
            let source = SourceRecord(entry)
            sources[source.path] = source
        case ElectionEntry.findingRaised: raise(entry)
        case ElectionEntry.findingWithdrawn:
            if let id = payload["id"]?.string { findings[id]?.withdrawnAt = entry.sequence }
        case ElectionEntry.findingDecided: decide(entry)
        case ElectionEntry.reviewEntered, ElectionEntry.reviewUndone, ElectionEntry.reviewSkipped:
            if let id = payload["case"]?.string, let review = ReviewEntry(entry) {
                reviews[id, default: ReviewRecord()].apply(review)
            }
        case ElectionEntry.checked: lastCheck = RunRecord(entry)
        case ElectionEntry.reconciled: lastReconciliation = RunRecord(entry)
        default: break
        }
    }

    private mutating func raise(_ entry: Entry) {
        guard let finding = Finding(json: entry.payload) else { return }
        raise(finding, finding.id, at: entry.sequence)
    }

    private mutating func raise(_ finding: Finding, _ id: String, at sequence: Int64) {
        let decisions = findings[id]?.decisions ?? []
        findings[id] = FindingRecord(finding: finding, raisedAt: sequence, decisions: decisions)
    }

    /// Makes room for findings that are about to come.
    mutating func reserve(findings count: Int) { findings.reserveCapacity(findings.count + count) }

    /// Takes the next entry, of which the finding is at hand because this program has just recorded it.
    mutating func apply(_ entry: Entry, raising finding: Finding, id: String) {
        size = entry.sequence + 1
        head = entry.hash
        raise(finding, id, at: entry.sequence)
    }

    private mutating func decide(_ entry: Entry) {
        let payload = entry.payload
        guard let id = payload["id"]?.string, findings[id] != nil,
            let verdict = payload["decision"]?.string.flatMap(Decision.Verdict.init(rawValue:))
        else { return }
        var correction: Decision.Correction?
        if let cell = payload["correction"]?["cell"]?.string, let value = payload["correction"]?["value"]?.integer {
            correction = Decision.Correction(cell: cell, value: Int(value))
        }
        let decision = Decision(
            findingID: id, verdict: verdict, reason: payload["reason"]?.string ?? "", correction: correction,
            person: entry.actor)
        findings[id]?.decisions.append(
            DecisionRecord(
                decision: decision, changesWinner: payload["changes_winner"]?.bool ?? false, sequence: entry.sequence,
                time: entry.time))
    }
}

/// One fetch of the official feed.
package struct FeedRecord: Sendable {
    package let sequence: Int64
    package let source: String
    package let fetchedAt: Date
    package let lastUpdate: String
    package let percentCounted: Double
    /// The blob with the tables.
    package let tables: String
    /// The files as served: key, address, SHA-256.
    package let files: [(key: String, url: String, sha256: String)]

    init(_ entry: Entry) {
        let payload = entry.payload
        sequence = entry.sequence
        source = payload["source"]?.string ?? ""
        fetchedAt = Date(timeIntervalSince1970: Double(payload["fetched_at_ms"]?.integer ?? 0) / 1000)
        lastUpdate = payload["last_update"]?.string ?? ""
        switch payload["percent_counted"] {
        case .number(let value): percentCounted = value
        case .integer(let value): percentCounted = Double(value)
        default: percentCounted = 0
        }
        tables = payload["tables"]?.string ?? ""
        files = (payload["files"]?.array ?? []).map {
            ($0["key"]?.string ?? "", $0["url"]?.string ?? "", $0["sha256"]?.string ?? "")
        }
    }
}

/// One imported file.
package struct SourceRecord: Sendable {
    package let sequence: Int64
    package let path: String
    package let sha256: String
    package let bytes: Int
    package let format: SourceFile.Format
    let layout: ImportLayout?
    package let documents: Int
    package let credit: String?
    package let time: Date

    init(_ entry: Entry) {
        let payload = entry.payload
        sequence = entry.sequence
        time = entry.time
        path = payload["path"]?.string ?? ""
        sha256 = payload["sha256"]?.string ?? ""
        bytes = Int(payload["bytes"]?.integer ?? 0)
        format = payload["format"]?.string.flatMap(SourceFile.Format.init(rawValue:)) ?? .steward
        layout = payload["layout"]?.string.flatMap(ImportLayout.init(code:))
        documents = Int(payload["documents"]?.integer ?? 0)
        credit = payload["credit"]?.string
    }
}

/// A finding and what became of it.
package struct FindingRecord: Sendable {
    package let finding: Finding
    /// The entry that holds it.
    package let raisedAt: Int64
    /// The entry that took it back, when a later check no longer found it.
    package var withdrawnAt: Int64?
    package var decisions: [DecisionRecord] = []

    package var status: DecisionStatus { DecisionStatus(decisions) }
}

/// A finished check or reconciliation.
package struct RunRecord: Sendable {
    package let sequence: Int64
    package let time: Date
    package let summary: JSON

    init(_ entry: Entry) {
        sequence = entry.sequence
        time = entry.time
        summary = entry.payload
    }
}

extension ElectionState: Projection {
    package static var name: String { "tally.election/1" }

    /// Sources, findings, decisions and reviews; what people see follows from these and the blobs. A book without
    /// reviews has the digest it had before there were any.
    package var digestible: JSON {
        let sources = sources.keys.sorted().map { path -> JSON in
            [.string(path), .string(self.sources[path]?.sha256 ?? "")]
        }
        let findings = findings.keys.sorted().map { id -> JSON in
            let record = self.findings[id]
            return [
                .string(id), .integer(record?.raisedAt ?? -1), record?.withdrawnAt.map(JSON.integer) ?? .null,
                .string(record?.status.rawValue ?? ""),
            ]
        }
        var members: [JSON.Member] = [
            JSON.Member("election", .string(election)), JSON.Member("title", .string(title)),
            JSON.Member("sources", .array(sources)), JSON.Member("findings", .array(findings)),
            JSON.Member("feeds", .array(feeds.map { .string($0.tables) })),
        ]
        if !reviews.isEmpty { members.append(JSON.Member("reviews", .array(digestibleReviews))) }
        return .object(members)
    }

    private var digestibleReviews: [JSON] {
        reviews.keys.sorted().map { id -> JSON in
            let entries = (reviews[id]?.entries ?? []).map { entry -> JSON in
                [.integer(entry.sequence), .string(entry.outcome?.code ?? ""), .bool(entry.isIndependent)]
            }
            return [.string(id), .array(entries)]
        }
    }
}
