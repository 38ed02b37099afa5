// SPDX-License-Identifier: Apache-2.0

/// How a report is to look, and what it may say.
package struct ReportOptions: Sendable {
    package var language: ReportLanguage
    /// The country's own unit when `nil`.
    package var unit: Unit?
    package var audience: Audience
    /// What people are called whose account ids stand in the trips; an id without a name is shown as it is.
    package var names: [String: String]
    /// What vouches for the book; `nil` while nothing does.
    package var seal: Seal?
    /// When the report is made, microseconds since 1970.
    package var now: Int64

    package init(language: ReportLanguage, now: Int64) {
        self.language = language
        self.now = now
        audience = .driver
        names = [:]
    }

    /// What to call whoever drove or changed something: an account's id, or an actor of a book as `account:3f9k`.
    func name(_ actor: String) -> String {
        let account = actor.hasPrefix("account:") ? String(actor.dropFirst(8)) : actor
        return names[actor] ?? names[account] ?? actor
    }

    package enum Unit: String, Sendable, Hashable, CaseIterable { case kilometres = "km", miles = "mi" }

    /// Who reads the report.
    package enum Audience: String, Sendable, Hashable, CaseIterable {
        /// The driver and the tax office: everything.
        case driver
        /// The employer: of private trips the kilometres and the odometer only.
        case employer
    }

    /// A checkpoint of the book that the report was computed from.
    package struct Seal: Sendable, Hashable {
        package var book: String
        /// How many entries it covers.
        package var size: Int64
        /// The root of the Merkle tree over them, in hex.
        package var root: String
        package var signer: String

        package init(book: String, size: Int64, root: String, signer: String) {
            self.book = book
            self.size = size
            self.root = root
            self.signer = signer
        }
    }
}
