// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger

/// A book to which something was added lately, and how well its entries are proved.
struct HomeProof: Sendable {
    let book: BookID
    /// How many entries it has that may be shown.
    let size: Int64
    /// How many entries were added in the last seven days.
    let recent: Int64
    /// When the last was.
    let last: Date
    /// How many entries the newest checkpoint signs.
    let signed: Int64
    /// What its last verification here found; `nil`: there was none.
    var verification: BookVerification?

    /// How long something counts as new.
    static let span: TimeInterval = 7 * 86_400

    /// The books with new entries, the newest first; that of accounts last, because every sign-in adds to it.
    static func all(_ context: PageContext, _ site: Site) async throws -> [HomeProof] {
        let verified = try await BookVerifications(site.installation).all()
        var proofs: [HomeProof] = []
        for book in try await BookReading.shown(try await site.books(), to: context.visitor, site)
        where BookReading.allows(book.id, to: context.visitor) {
            guard var proof = try await site.home.proof(of: book, site) else { continue }
            proof.verification = verified[book.id]
            proofs.append(proof)
        }
        proofs.sort { left, right in
            if (left.book == Access.book) != (right.book == Access.book) { return right.book == Access.book }
            return (right.last, left.book.name) < (left.last, right.book.name)
        }
        return Array(proofs.prefix(HomeView.proofLimit))
    }

    /// Looks into a book; `nil` when nothing was added to it lately.
    ///
    /// Entries of reviews that are not settled count nowhere: that somebody answered would be seen from them.
    static func read(_ book: Book, _ site: Site) async throws -> HomeProof? {
        let ledger = site.installation.ledger
        let veil = try await ReviewVeil(book.id, site)
        let shown = (0..<book.size).filter { !veil.hides($0) }
        let since = site.installation.clock.now.addingTimeInterval(-span)
        guard let newest = shown.last, let last = try await ledger.entry(in: book.id, at: newest), last.time >= since
        else { return nil }
        // The first that is new, found by halving: entries stand in the order of their times.
        var (low, high) = (0, shown.count - 1)
        while low < high {
            let middle = low + (high - low) / 2
            guard let entry = try await ledger.entry(in: book.id, at: shown[middle]) else { break }
            if entry.time >= since { high = middle } else { low = middle + 1 }
        }
        let signed = try? await ledger.checkpoints(of: book.id, limit: 1).first?.checkpoint.size
        return HomeProof(
            book: book.id, size: Int64(shown.count), recent: Int64(shown.count - low), last: last.time,
            signed: Int64(shown.prefix { $0 < signed ?? 0 }.count))
    }
}
