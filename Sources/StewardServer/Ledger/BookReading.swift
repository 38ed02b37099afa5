// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardLedger
import StewardStore
import Tally

/// Which books somebody may look into. What all readers see of every book is its name, its size and its last hash.
enum BookReading {
    /// The book of accounts says who came, who went and from where: personal data, for those alone who run accounts.
    /// Other books name people only by numbers.
    static func allows(_ book: BookID, to visitor: Visitor?) -> Bool {
        guard book == Access.book else { return true }
        return visitor?.may(.administer) ?? false
    }

    /// Which of the books there are for a visitor: somebody else's logbook is not even named.
    static func shown(_ books: [Book], to visitor: Visitor?, _ site: Site) async throws -> [Book] {
        let prefix = Logbook.bookPrefix
        guard books.contains(where: { $0.id.name.hasPrefix(prefix) }) else { return books }
        let own = try await ownBooks(visitor, site)
        return books.filter { !$0.id.name.hasPrefix(prefix) || own.contains($0.id) }
    }

    /// The books of somebody's own logbook.
    private static func ownBooks(_ visitor: Visitor?, _ site: Site) async throws -> Set<BookID> {
        guard let account = visitor?.account.id else { return [] }
        let vehicles = try await site.installation.logbook.vehicles(of: account, alsoRemoved: true)
        return Set(vehicles.map { Logbook.book(vehicle: $0.vehicle.id) } + [Logbook.book(driver: account)])
    }

    /// The book that an address names.
    /// - Throws: 404 for a name that no book has or can have, and for somebody else's logbook; 403 for one that the
    ///   visitor may not look into.
    static func book(_ context: PageContext, _ site: Site) async throws -> Book {
        let text = try context.parameters.require("book")
        let id = BookID(text.removingPercentEncoding ?? "")
        guard id.isValid else { throw missing }
        guard allows(id, to: context.visitor) else {
            throw HTTPError(.forbidden, message: "Only owners of this Steward may look into the book of accounts.")
        }
        if id.name.hasPrefix(Logbook.bookPrefix) {
            guard try await ownBooks(context.visitor, site).contains(id) else { throw missing }
        }
        guard let book = try await site.installation.ledger.book(id) else { throw missing }
        return book
    }

    private static let missing = HTTPError(.notFound, message: "There is no such book.")
}

/// Whether an error says that what is stored of a book is not what was written. Pages then say so, and do not fail.
enum BookDamage {
    static func isOne(_ error: any Error) -> Bool {
        switch error {
        case is LedgerError, is TallyError: true
        case let error as DatabaseError: error.code == .decoding
        default: false
        }
    }
}
