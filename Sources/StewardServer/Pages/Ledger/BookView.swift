// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger
import Tally

/// What the pages say of a book besides its entries.
struct BookView: Sendable {
    let book: Book
    /// When the last entry was made; `nil` when there is none, or it cannot be read.
    let lastTime: Date?
    let checkpoint: CheckpointView?
    let verified: BookVerification?
    /// The public key that checkpoints are signed with now.
    let key: NoteVerifier?

    init(_ book: Book, _ site: Site) async throws {
        let found = try await BookVerifications(site.installation).last(of: book.id)
        try await self.init(book, verified: found, site)
    }

    private init(_ book: Book, verified: BookVerification?, _ site: Site) async throws {
        let ledger = site.installation.ledger
        self.book = book
        self.verified = verified
        key = ledger.key
        do {
            lastTime = try await ledger.entry(in: book.id, at: book.size - 1)?.time
        } catch  where BookDamage.isOne(error) {
            lastTime = nil
        }
        do {
            checkpoint = try await ledger.checkpoints(of: book.id, limit: 1).first
                .map { CheckpointView($0, own: ledger.key) }
        } catch  where BookDamage.isOne(error) {
            checkpoint = .unreadable
        }
    }

    /// Every book. Of those that the visitor may not look into there is no more than name, size and last hash.
    static func all(_ site: Site, _ visitor: Visitor?) async throws -> [BookView] {
        let verified = try await BookVerifications(site.installation).all()
        var views: [BookView] = []
        let books = try await site.installation.ledger.books()
        for book in try await BookReading.shown(books, to: visitor, site) {
            views.append(try await BookView(book, verified: verified[book.id], site))
        }
        return views
    }
}

/// A checkpoint and whether its signature is good.
struct CheckpointView: Sendable {
    enum Standing: String, Sendable {
        /// Signed with the key of this installation.
        case good
        /// Signed with a key that this installation does not have, as one of before a restore.
        case other
        case bad
    }

    let size: Int64
    /// The key's name and id, as `steward-1x2y+0a1b2c3d`.
    let key: String
    let root: [UInt8]
    let note: String
    let standing: Standing

    init(_ signed: SignedCheckpoint, own: NoteVerifier?) {
        size = signed.checkpoint.size
        root = signed.checkpoint.root
        note = signed.note.description
        let line = signed.note.signatures.first
        key = line.map { "\($0.name)+" + Hexadecimal.text(Self.bytes($0.keyID)) } ?? ""
        let isOwn = own.map { own in
            signed.note.signatures.contains { $0.name == own.name && $0.keyID == own.keyID }
        }
        let isGood = own.map { (try? signed.note.verify(by: [$0])) != nil } ?? false
        standing = isGood ? .good : isOwn == true ? .bad : .other
    }

    private init() {
        (size, key, root, note, standing) = (0, "", [], "", .bad)
    }

    /// What is kept is no checkpoint.
    static let unreadable = CheckpointView()

    private static func bytes(_ id: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: id >> UInt32($0)) }
    }
}

/// Some entries of a book, the newest first.
struct EntryListing: Sendable {
    /// What stands on the page; `nil` when the entries cannot be read as they are stored.
    let entries: [Entry]?
    /// The first entry that nobody is shown; `nil` when all are shown.
    let firstHidden: Int64?
    let veil: ReviewVeil?
    let start: Int64
    let end: Int64

    /// - Parameter before: only entries with a smaller number.
    init(_ book: Book, before: Int64? = nil, limit: Int64 = LedgerPages.limit, _ site: Site) async throws {
        end = max(0, min(before ?? book.size, book.size))
        start = max(0, end - limit)
        do {
            let veil = try await ReviewVeil(book.id, site)
            entries = try await site.installation.ledger.entries(
                in: book.id, from: start, limit: Int(end - start)
            ).reversed()
            firstHidden = veil.first
            self.veil = veil
        } catch  where BookDamage.isOne(error) {
            (entries, firstHidden, veil) = (nil, 0, nil)
        }
    }

    /// How many entries a bundle may have: none from the first hidden one on.
    func bundleSize(of book: Book) -> Int64 { min(firstHidden ?? book.size, book.size) }
}
