// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A trip that is not to count any more. It stays in the book.
package struct TripVoiding: Sendable, Hashable {
    package var reference: TripReference
    /// Why; never empty.
    package var reason: String
    /// The vehicle in whose book the trip stands instead; `nil` when it was no trip at all.
    package var movedTo: String?

    package init(_ reference: TripReference, reason: String, movedTo: String? = nil) {
        self.reference = reference
        self.reason = reason
        self.movedTo = movedTo
    }

    /// The reason of a trip that went to another vehicle's book.
    package static let moved = "moved"

    /// The payload of a `logbook.void` entry.
    package var json: JSON {
        var members = reference.members
        members.add("moved_to", movedTo ?? "")
        members.add("reason", reason)
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The voiding of a trip", json)
        let movedTo = try fields.text("moved_to")
        self.init(
            try TripReference(fields), reason: try fields.text("reason"), movedTo: movedTo.isEmpty ? nil : movedTo)
        try validate()
    }

    /// - Throws: `LogbookError` with `invalid`.
    package func validate() throws(LogbookError) {
        try SetupLimits.check(
            reason, "The reason for voiding a trip", most: SetupLimits.reasonLength, isNeeded: true, isLong: true)
        try SetupLimits.check(movedTo ?? "", "The other vehicle's id", most: 40)
    }
}
