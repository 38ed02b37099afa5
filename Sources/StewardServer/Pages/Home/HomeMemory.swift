// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardLedger
import StewardStore
import Synchronization
import Tally

/// What the home page and the navigation keep between requests, so that neither counts anew what did not change.
final class HomeMemory: Sendable {
    /// How many matters waited for somebody when the book had so many entries.
    private struct Waiting {
        let election: String
        let size: Int64
        let count: Int
    }
    private struct Proof {
        let size: Int64
        let at: Date
        let value: HomeProof?
    }
    /// How many questions about somebody's trips were open.
    private struct Questions {
        let at: Date
        let all: Int
        let overdue: Int
    }
    private let asked = Mutex<[String: Questions]>([:])
    private let waiting = Mutex<[String: Waiting]>([:])
    private let proofs = Mutex<[BookID: Proof]>([:])
    private let disk = Mutex<(at: Date, free: Int64?)?>(nil)

    /// Seconds for which something is kept that changes although no book grows.
    static let lifetime: TimeInterval = 60
    /// Bytes below which somebody should make room, and below which writing soon fails.
    static let lowDisk: Int64 = 1 << 30
    static let emptyDisk: Int64 = 100 << 20

    /// How many matters of the newest election wait for a reviewer; `nil` for who reviews nothing, without an election,
    /// and while the election was not looked at yet: that takes longer than a page may.
    /// - Parameter looks: whether the election may be read for it.
    /// - Throws: `TallyError`, the database's error.
    func waiting(for visitor: Visitor, _ site: Site, looks: Bool = false) async throws -> Int? {
        guard visitor.may(.review), let election = try await site.elections().last else { return nil }
        let book = Elections.book(election)
        let size = try await site.books().first { $0.id == book }?.size ?? 0
        let kept = waiting.withLock { $0[visitor.actor] }
        if let kept, kept.election == election, kept.size == size { return kept.count }
        guard looks || kept?.election == election else { return nil }
        let desk = try await site.reviews.desk(election)
        let count = desk.queue(of: Reviewer(id: visitor.actor)).count
        let counted = Waiting(election: election, size: desk.state.size, count: count)
        waiting.withLock { $0[visitor.actor] = counted }
        return count
    }

    /// How many questions about a person's own trips are open; `nil` for who keeps no logbook, and while nobody looked
    /// lately: reading logbooks takes longer than a number beside a link is worth.
    /// - Parameter looks: whether the logbooks may be read for it.
    /// - Throws: the logbook's errors.
    func questions(
        for visitor: Visitor, _ site: Site, looks: Bool = false
    ) async throws -> (all: Int, overdue: Int)? {
        guard visitor.may(.drive) else { return nil }
        let (account, now) = (visitor.account.id, site.installation.clock.now)
        guard looks else {
            let kept = asked.withLock { $0[account] }
            guard let kept, abs(now.timeIntervalSince(kept.at)) < Self.lifetime * 10 else { return nil }
            return (kept.all, kept.overdue)
        }
        let logbook = site.installation.logbook
        var (all, overdue) = (0, 0)
        for vehicle in try await logbook.vehicles(of: account) {
            let questions = try await logbook.view(of: vehicle.vehicle.id, account: account).questions
            all += questions.count
            overdue += questions.count { $0.isOverdue(at: now.microseconds) }
        }
        let counted = Questions(at: now, all: all, overdue: overdue)
        asked.withLock { $0[account] = counted }
        return (all, overdue)
    }

    /// How well a book is proved; looked at again when it has grown, or after a minute.
    /// - Throws: the database's error.
    func proof(of book: Book, _ site: Site) async throws -> HomeProof? {
        let now = site.installation.clock.now
        let kept = proofs.withLock { $0[book.id] }
        if let kept, kept.size == book.size, abs(now.timeIntervalSince(kept.at)) < Self.lifetime { return kept.value }
        let value = try await HomeProof.read(book, site)
        proofs.withLock { $0[book.id] = Proof(size: book.size, at: now, value: value) }
        return value
    }

    /// Bytes that are free on the disk of a folder; `nil` when that cannot be asked.
    func freeDisk(_ path: String, now: Date) -> Int64? {
        if let kept = disk.withLock({ $0 }), abs(now.timeIntervalSince(kept.at)) < Self.lifetime { return kept.free }
        let facts = try? FileManager.default.attributesOfFileSystem(forPath: path)
        let free = (facts?[.systemFreeSize] as? NSNumber)?.int64Value
        disk.withLock { $0 = (now, free) }
        return free
    }
}
