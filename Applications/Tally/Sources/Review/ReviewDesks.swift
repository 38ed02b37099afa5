// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
import StewardLedger
import Synchronization

/// The desks of elections, kept between requests: a new entry of the book is taken into the desk at hand, and forms are
/// read again only when others came. Every use looks at the book first, so that several nodes see the same.
package final class ReviewDesks: Sendable {
    private let elections: Elections
    private let kept = Mutex<[String: ReviewDesk]>([:])
    /// Gives 128 random bits as text; what keeps an entry's hash from telling what is in it.
    private let salt: @Sendable () -> String

    package init(_ elections: Elections, salt: @escaping @Sendable () -> String = ReviewDesks.randomSalt) {
        self.elections = elections
        self.salt = salt
    }

    /// 128 bits of the system's random numbers as 32 hexadecimal digits.
    package static func randomSalt() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The desk of an election, up to the last entry of its book.
    /// - Throws: `TallyError` as ``Elections/data(_:)``.
    package func desk(_ election: String) async throws -> ReviewDesk {
        guard var desk = kept.withLock({ $0[election] }) else { return try await load(election) }
        var state = desk.state
        var findingsChanged = false
        while true {
            let entries = try await elections.ledger.entries(
                in: Elections.book(election), from: state.size, limit: 1024)
            for entry in entries {
                guard entry.previous == state.head else { return try await load(election) }
                switch entry.kind {
                case ElectionEntry.reviewEntered, ElectionEntry.reviewUndone, ElectionEntry.reviewSkipped: break
                case ElectionEntry.feedFetched, ElectionEntry.sourceImported: return try await load(election)
                case ElectionEntry.findingWithdrawn where entry.isAboutScan: return try await load(election)
                default: findingsChanged = true
                }
                state.apply(entry)
            }
            if entries.count < 1024 { break }
        }
        guard state.size != desk.state.size else {
            // A book restored from a backup may be shorter than the one at hand.
            let size = try await elections.ledger.size(of: Elections.book(election))
            return size == state.size ? desk : try await load(election)
        }
        if findingsChanged { desk = ReviewDesk(desk, state: state) } else { desk.state = state }
        keep(desk, election)
        return desk
    }

    private func load(_ election: String) async throws -> ReviewDesk {
        let desk = ReviewDesk(try await elections.data(election))
        kept.withLock { $0[election] = desk }
        return desk
    }

    /// Keeps the longer of two desks, so that a slow request does not take a faster one's work back.
    private func keep(_ desk: ReviewDesk, _ election: String) {
        kept.withLock { kept in
            if let other = kept[election], other.state.size > desk.state.size { return }
            kept[election] = desk
        }
    }
}

// MARK: - Recording

/// What a reviewer sends in.
package struct ReviewSubmission: Sendable {
    package let caseID: String
    package let answer: ReviewAnswer
    package let reason: String
    /// The turn the form was made with; see ``ReviewShown/turn``.
    package let turn: Int

    package init(caseID: String, answer: ReviewAnswer, reason: String = "", turn: Int) {
        self.caseID = caseID
        self.answer = answer
        self.reason = reason
        self.turn = turn
    }
}

extension ReviewDesks {
    /// Records a reviewer's entry. Sending the same form twice records it once.
    ///
    /// Entries of one matter are recorded one after another, also from several nodes: each names by its idempotency key
    /// how many came before it, and who finds the place taken looks at the matter anew.
    /// - Throws: `TallyError`: `notFound` when no open finding turns on the matter, `invalid` for an answer that makes
    ///   no sense there or lacks its reason, `exists` when it is settled or the person entered something else already.
    package func enter(
        _ submission: ReviewSubmission, by reviewer: Reviewer, in election: String
    ) async throws -> ReviewShown {
        try await record(submission.caseID, reviewer, election) { desk, matter in
            try desk.draft(submission, matter, by: reviewer)
        }
    }

    /// Takes the reviewer's entry back, by an entry of its own.
    /// - Throws: `TallyError`: `notFound`, `invalid` when there is nothing to take back, `exists` when two people's
    ///   entries have settled the matter.
    package func undo(_ id: String, turn: Int, by reviewer: Reviewer, in election: String) async throws -> ReviewShown {
        try await record(id, reviewer, election) { desk, matter in
            try desk.undoDraft(matter, turn: turn, by: reviewer)
        }
    }

    /// Puts a matter off for this reviewer.
    /// - Throws: `TallyError` with `notFound`.
    package func skip(_ id: String, by reviewer: Reviewer, in election: String) async throws -> ReviewShown {
        try await record(id, reviewer, election) { desk, matter in desk.skipDraft(matter, by: reviewer) }
    }

    /// Appends what `draft` makes of the matter as it is; nothing when it makes nothing.
    private func record(
        _ id: String, _ reviewer: Reviewer, _ election: String,
        draft: (ReviewDesk, ReviewCase) throws -> EntryDraft?
    ) async throws -> ReviewShown {
        for _ in 0..<100 {
            let desk = try await desk(election)
            guard let matter = desk.matter(id) else {
                throw TallyError(.notFound, "No open finding of “\(election)” turns on “\(id)” any more.")
            }
            guard var draft = try draft(desk, matter) else { return desk.shown(matter, to: reviewer) }
            let salt = salt()
            draft.payload = .object((draft.payload.members ?? []) + [JSON.Member("salt", .string(salt))])
            draft.idempotencyKey = Self.key(id, after: desk.record(matter).entries.count)
            let entry = try await elections.ledger.append(draft, to: Elections.book(election))
            guard entry.payload["salt"]?.string == salt else { continue }
            let now = try await self.desk(election)
            return now.matter(id).map { now.shown($0, to: reviewer) } ?? desk.shown(matter, to: reviewer)
        }
        throw TallyError(.notReady, "Too many people answer this at once. Try again.")
    }

    /// Matters have long names; keys are short.
    private static func key(_ id: String, after count: Int) -> String {
        let digest = SHA256.hash(data: Array(id.utf8)).prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        return "review/\(digest)/\(count)"
    }
}

extension Entry {
    /// Whether a finding about a form that was read from a scan is gone: what people entered may be in the form now.
    fileprivate var isAboutScan: Bool {
        payload["id"]?.string?.split(separator: "~").contains(Substring(SourceFile.Format.scan.rawValue)) ?? false
    }
}
