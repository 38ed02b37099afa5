// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A correction: new values beside the old ones, who did it and when being the entry's.
package struct TripCorrection: Sendable, Hashable {
    package var reference: TripReference
    /// In the order of the fields, each once.
    package private(set) var changes: [FieldChange]
    /// Why; may be empty.
    package var reason: String

    package struct FieldChange: Sendable, Hashable {
        package let field: TripField
        /// What it was when the person changed it.
        package let old: TripValue
        package let new: TripValue

        package init(_ field: TripField, old: TripValue, new: TripValue) {
            self.field = field
            self.old = old
            self.new = new
        }
    }

    package init(_ reference: TripReference, _ changes: [FieldChange], reason: String) {
        self.reference = reference
        self.changes = changes.sorted { $0.field.rawValue < $1.field.rawValue }
        self.reason = reason
    }

    /// What a person wants of a trip, with the old values taken from it. Values that are as they were are left out, but
    /// for a use that only a rule said so far.
    /// - Throws: `LogbookError` with `invalid` for values that cannot be, or when nothing changes; with `conflict` for
    ///   a trip that was voided.
    package init(of trip: Trip, to values: [TripField: TripValue], reason: String) throws(LogbookError) {
        guard !trip.isVoided else {
            throw LogbookError(.conflict, "The trip \(trip.id) was voided and cannot be changed any more.")
        }
        let changes = values.compactMap { field, new -> FieldChange? in
            let old = trip.value(of: field)
            // Who says what a rule said makes it a person's word.
            let isConfirmation = field == .use && new != .none && trip.reason.rule != Trip.Reason.person
            return old == new && !isConfirmation ? nil : FieldChange(field, old: old, new: new)
        }
        guard !changes.isEmpty else {
            throw LogbookError(.invalid, "Nothing about the trip \(trip.id) changes; enter a new value.")
        }
        self.init(TripReference(trip), changes, reason: reason)
        try validate()
        try validate(for: trip)
    }

    package func change(of field: TripField) -> FieldChange? { changes.first { $0.field == field } }

    /// The payload of a `logbook.correction` entry.
    package var json: JSON {
        let changes = changes.map { change in
            JSON.Member(change.field.rawValue, ["new": change.new.json, "old": change.old.json])
        }
        var members = reference.members + [JSON.Member("changes", .object(changes))]
        members.add("reason", reason)
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it. Fields of a newer version are refused: what they change is unknown.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The correction", json)
        var changes: [FieldChange] = []
        for member in try fields.needed("changes").members ?? [] {
            guard let field = TripField(rawValue: member.key) else {
                throw LogbookError(
                    .invalid, "A trip has no field \"\(member.key)\"; name one of \(TripField.names).")
            }
            let change = try EntryFields("The change of \(field.rawValue)", member.value)
            changes.append(
                FieldChange(
                    field, old: try TripValue(field, change.value("old") ?? .null),
                    new: try TripValue(field, change.value("new") ?? .null)))
        }
        self.init(try TripReference(fields), changes, reason: try fields.text("reason"))
        try validate()
    }
}

extension TripField {
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
