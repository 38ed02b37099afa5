// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import NIOCore
import StewardCore

/// Trips, as older clients of logbooks list, enter and change them.
enum TripRoutes {
    static let all: [Route] = lists + [entering, enteringWhole, changing, removing]

    private static let filters = [
        Query("year", "Only trips of this year; with “month”, of that month", .integer(min: 1990, max: 2199)),
        Query("month", "1 to 12; counts only with “year”", .integer(min: 1, max: 12)),
        Query("car_id", "Only trips of this vehicle", .string(most: 80)),
    ]

    private static let lists: [Route] = [
        .logbook(
            .get, "/trips", "One's trips, the newest first",
            queries: filters + [
                Query("cursor", "“next_cursor” of the part before", .string(most: 80)),
                Query("limit", "How many trips", .integer(min: 1, max: 100).standard(50)),
                Query("page", "Which part, from 1; the answer is a list alone then", .integer(min: 1, max: 1000)),
            ], gives: LogbookSchemas.trips
        ) { own in
            let limit = own.query("limit").flatMap { Int($0) } ?? 50
            guard let page = own.query("page").flatMap({ Int($0) }) else {
                let page = try await own.logbook.trips(
                    of: own.account.id, filter(own), after: own.query("cursor"), limit: limit)
                return answer(page)
            }
            return bytes(try await part(page, limit, own)?.json ?? Array("[]".utf8))
        },
        .logbook(.get, "/trips/{trip}", "One of one's trips, with its whole way", gives: LogbookSchemas.trip) { own in
            try await whole(try await standing(own), own)
        },
    ]

    private static let entering = Route.logbook(
        .post, "/trips", "Enters a trip", gives: LogbookSchemas.trip, takes: LogbookSchemas.newTrip
    ) { own in
        let draft = try await TripDraft(try await own.fields(), own)
        return try await enter(draft, own)
    }

    private static let enteringWhole = Route.logbook(
        .post, "/trips/full", "Enters a trip with its way", gives: LogbookSchemas.trip,
        takes: LogbookSchemas.wholeTrip, upTo: Received.mostBytes
    ) { own in
        let draft = try await TripDraft(whole: try await own.fields(upTo: Received.mostBytes), own)
        return try await enter(draft, own)
    }

    private static let changing = Route.logbook(
        .patch, "/trips/{trip}", "Changes one of one's trips; what it was before stays in its history",
        gives: LogbookSchemas.trip, takes: LogbookSchemas.changedTrip
    ) { own in
        let (trip, vehicle) = try await standing(own)
        return try await whole(try await TripChange(try await own.fields(), own).apply(to: trip, vehicle), own)
    }

    private static let removing = Route.logbook(
        .delete, "/trips/{trip}", "Voids one of one's trips: it counts nowhere, and stays in the book",
        gives: LogbookSchemas.done
    ) { own in
        let (trip, _) = try await standing(own)
        try await own.logbook.void(trip.id, reason: "Deleted by its driver", account: own.account.id)
        return JSONAnswer.response(["status": "deleted"])
    }

    private static func filter(_ own: OwnLogbook) -> TripFilter {
        var filter = TripFilter(vehicle: own.query("car_id"))
        guard let year = own.query("year"), let month = own.query("month") else { return filter }
        filter.month = "\(year)-\(month.count < 2 ? "0" : "")\(month)"
        return filter
    }

    /// A part by its number; `nil` behind the end.
    private static func part(_ number: Int, _ limit: Int, _ own: OwnLogbook) async throws -> TripPage? {
        var cursor: String?
        for part in 1...number {
            let page = try await own.logbook.trips(of: own.account.id, filter(own), after: cursor, limit: limit)
            if part == number { return page }
            guard let next = page.next else { return nil }
            cursor = next
        }
        return nil
    }

    private static func answer(_ page: TripPage) -> Response {
        var text = Array(#"{"next_cursor":"#.utf8)
        text += page.next.map { Array("\"\($0)\"".utf8) } ?? Array("null".utf8)
        text += Array(#","trips":"#.utf8)
        text += page.json
        text.append(UInt8(ascii: "}"))
        return bytes(text)
    }

    private static func bytes(_ text: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: text)))
    }

    /// The trip that the address names.
    /// - Throws: `LogbookError` with `notFound`, also for another's and for one that was voided.
    private static func standing(_ own: OwnLogbook) async throws -> (trip: Trip, vehicle: Vehicle) {
        let id = TripID(try own.parameter("trip"))
        let found = try await own.logbook.trip(id, account: own.account.id)
        guard !found.trip.isVoided else { throw LogbookError(.notFound, "There is no trip “\(id)” of yours.") }
        return found
    }

    private static func enter(_ draft: TripDraft, _ own: OwnLogbook) async throws -> Response {
        let trip = try await own.logbook.enter(draft.trip, vehicle: draft.vehicle.id, account: own.account.id)
        return try await whole((trip, draft.vehicle), own)
    }

    /// A trip with every point that is kept of its way.
    private static func whole(_ found: (trip: Trip, vehicle: Vehicle), _ own: OwnLogbook) async throws -> Response {
        bytes(
            try ListedTrip(found.trip, country: found.vehicle.country, points: EnteredTrip.mostPoints).bytes())
    }
}
