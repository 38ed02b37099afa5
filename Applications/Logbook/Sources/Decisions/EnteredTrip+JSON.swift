// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardIntegration

extension EnteredTrip {
    /// The payload of a `logbook.trip` entry; the trail as `[microseconds since 1970, latitude, longitude]`.
    package var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("end", .instant(end)), JSON.Member("from", from.json), JSON.Member("id", .string(id.text)),
            JSON.Member("origin", .string(origin.rawValue)), JSON.Member("start", .instant(start)),
            JSON.Member("to", to.json),
        ]
        members.add("distance", distance.map(JSON.kilometres))
        members.add("use", use?.rawValue ?? "")
        members.add("detour", detour == .zero ? nil : .kilometres(detour))
        members.add("purpose", purpose)
        members.add("partner", partner)
        members.add("project", project)
        members.add("notes", notes)
        members.add("driver", driver)
        members.add("trail", trail.isEmpty ? nil : .array(trail.map(\.json)))
        if let moved {
            members.add("moved_from", ["trip": .string(moved.trip.text), "vehicle": .string(moved.vehicle)])
        }
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The trip", json)
        self.init(
            id: TripID(try fields.neededText("id")), origin: try fields.choice("origin", Trip.Origin.self) ?? .entered,
            start: try fields.neededInstant("start"), end: try fields.neededInstant("end"))
        if let end = fields.value("from") { from = try Place(try EntryFields("The trip's start", end)) }
        if let end = fields.value("to") { to = try Place(try EntryFields("The trip's end", end)) }
        distance = try fields.kilometres("distance")
        use = try fields.choice("use", Trip.Use.self)
        detour = try fields.kilometres("detour") ?? .zero
        purpose = try fields.text("purpose")
        partner = try fields.text("partner")
        project = try fields.text("project")
        notes = try fields.text("notes")
        driver = try fields.text("driver")
        for point in try fields.list("trail") { trail.append(try TrailPoint(json: point)) }
        if let moved = fields.value("moved_from") {
            let source = try EntryFields("The trip's source", moved)
            self.moved = Source(
                vehicle: try source.neededText("vehicle"), trip: TripID(try source.neededText("trip")))
        }
        try validate()
    }
}

extension EnteredTrip.Place {
    var json: JSON {
        var members: [JSON.Member] = []
        members.add("address", address?.json)
        members.add("latitude", position.map { .exact($0.latitude) })
        members.add("longitude", position.map { .exact($0.longitude) })
        members.add("odometer", odometer.map(JSON.kilometres))
        return .object(members)
    }

    init(_ fields: EntryFields) throws(LogbookError) {
        self.init(position: try fields.position(), odometer: try fields.kilometres("odometer"))
        if let address = fields.value("address") { self.address = try StreetAddress(json: address) }
    }
}

extension TrailPoint {
    var json: JSON { [.integer(instant), .exact(position.latitude), .exact(position.longitude)] }

    init(json: JSON) throws(LogbookError) {
        guard let parts = json.array, parts.count == 3, let instant = parts[0].integer,
            let latitude = parts[1].double, let longitude = parts[2].double,
            let position = Position(latitude: latitude, longitude: longitude)
        else {
            throw LogbookError(.invalid, "A point of the trail is not [microseconds, latitude, longitude]; correct it.")
        }
        self.init(instant: instant, position: position)
    }
}

extension Trip.Origin: CaseIterable {
    package static var allCases: [Self] { [.found, .entered, .imported] }
}
