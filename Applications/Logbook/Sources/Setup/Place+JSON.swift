// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// A place as a driver says it: new or changed, and from which day on.
package struct PlaceEntry: Sendable, Hashable {
    package var place: Place
    /// The first local day on which it is so; `nil` when it was always so.
    package var from: LocalDay?

    package init(_ place: Place, from: LocalDay? = nil) {
        self.place = place
        self.from = from
    }

    /// The payload of a `logbook.place` entry: radius in metres.
    package var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("latitude", .exact(place.center.latitude)),
            JSON.Member("longitude", .exact(place.center.longitude)), JSON.Member("name", .string(place.name)),
            JSON.Member("radius", .integer(place.radius.metres)), JSON.Member("role", .string(place.role.rawValue)),
        ]
        members.add("from", from.map { .string($0.description) })
        members.add("skipped", place.isSkipped)
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it. Radius and role may be missing.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The place", json)
        guard let center = try fields.position() else {
            throw LogbookError(.invalid, "The place has no latitude and longitude; add both.")
        }
        var place = Place(name: try fields.neededText("name"), center: center)
        if let radius = try fields.number("radius") {
            guard let distance = Distance(metres: radius) else { throw fields.refused("radius", "a number of metres") }
            place.radius = distance
        }
        place.role = try fields.choice("role", Place.Role.self) ?? .other
        place.isSkipped = try fields.flag("skipped")
        self.init(place, from: try fields.date("from"))
        try place.validate()
    }
}

/// A place that is no more.
package struct PlaceRemoval: Sendable, Hashable {
    package var name: String
    /// The first local day without it; `nil` when it should never have been.
    package var from: LocalDay?

    package init(name: String, from: LocalDay? = nil) {
        self.name = name
        self.from = from
    }

    /// The payload of a `logbook.place-removed` entry.
    package var json: JSON {
        var members: [JSON.Member] = [JSON.Member("name", .string(name))]
        members.add("from", from.map { .string($0.description) })
        return JSON.object(members).canonical
    }

    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The removal of a place", json)
        self.init(name: try fields.neededText("name"), from: try fields.date("from"))
        try SetupLimits.check(name, "The place's name", most: SetupLimits.nameLength, isNeeded: true)
    }
}

extension Place {
    /// Checks what a person entered.
    /// - Throws: `LogbookError` with `invalid`, one sentence that says what to correct.
    package func validate() throws(LogbookError) {
        try SetupLimits.check(name, "The place's name", most: SetupLimits.nameLength, isNeeded: true)
        guard SetupLimits.radius.contains(radius) else {
            throw LogbookError(.invalid, "The place's radius is not 10 metres to 50 kilometres; choose one between.")
        }
    }
}
