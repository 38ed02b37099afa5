// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs

/// The page of a trip, and what can be said about it.
enum LogbookTripPages {
    static let routes: [Route] = pages + acts

    private static let pages = [
        Route(
            "/logbook/trips/{trip}", "A trip: way, measures, why it counts so, evidence, history",
            scope: .drive
        ) {
            _, context, site in
            try await page(try await LogbookTrip(context, site), LogbookTyped(), context, site)
        },
        Route(
            "/api/logbook/trips/{trip}", "A trip of one's own with everything about it", isData: true,
            scope: .drive,
            gives: LogbookPageSchemas.trip, problems: [.notFound]
        ) { _, context, site in
            JSONAnswer.response(LogbookPageJSON.trip(try await LogbookTrip(context, site)))
        },
        Route(
            "/api/logbook/trips/{trip}/map", "The way of a trip, to be laid over a map", isData: true,
            scope: .drive,
            gives: LogbookPageSchemas.map, problems: [.notFound]
        ) { _, context, site in
            JSONAnswer.response(
                LogbookPageJSON.map(LogbookTripPage.map(try await LogbookTrip(context, site), nil)))
        },
    ]

    private static let acts = [
        act("use", "Says what a trip was driven for, and how much of it was private") { place, form in
            try await place.correct(try use(form, place), reason: form["reason-use"] ?? "")
        },
        act("details", "Says a trip's purpose, who was visited, project, notes") { place, form in
            try await place.correct(texts(form, place), reason: form["reason-details"] ?? "")
        },
        act("ends", "Corrects a trip's addresses, odometer, distance") { place, form in
            try await place.correct(try ends(form, place), reason: form["reason-ends"] ?? "")
        },
        act("times", "Corrects when a trip began and ended") { place, form in
            try await place.correct(try TripTimes.changes(form, place), reason: form["reason-times"] ?? "")
        },
        act("void", "Has a trip count nowhere any more; it stays in the book") { place, form in
            try await place.reader.logbook.void(
                place.trip.id, reason: form["reason-void"] ?? "", account: place.reader.account)
        },
        act("join", "Makes one trip of this and the next") { place, form in
            guard let next = place.neighbours.after, form["next"] == next.id.text else {
                throw LogbookError(.conflict, "Another trip follows now; look at it again.")
            }
            try await place.reader.logbook.join(
                [place.trip.id, next.id], reason: form["reason-join"] ?? "", account: place.reader.account)
        },
        act("split", "Makes two trips of one") { place, form in
            _ = try await place.reader.logbook.split(
                place.trip.id, at: try cut(form, place), reason: form["reason-split"] ?? "",
                account: place.reader.account)
        },
        Route(
            .post, "/logbook/trips/{trip}/move", "Moves a trip to another vehicle of one's own",
            scope: .drive
        ) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let place = try await LogbookTrip(context, site)
            var moved = place.path
            let problem = try await LogbookAnswer.problem(place.parts.words) {
                let trip = try await place.reader.logbook.move(
                    place.trip.id, to: form["vehicle"] ?? "", account: place.reader.account)
                moved = LogbookPages.trip(trip.id)
            }
            guard let problem else { return Routes.seeOther(moved) }
            return try await page(place, LogbookTyped(form, ["form"], problem), context, site)
        },
    ]

    /// The fields that are shown again when a form could not be saved.
    private static let typedNames =
        ["form", "use", "time"] + TripField.allCases.map(\.rawValue) + TripTimes.names
        + ["use", "details", "ends", "times", "void", "join", "split"].map { "reason-\($0)" }

    private static func act(
        _ name: String, _ summary: String,
        _ body: @escaping @Sendable (LogbookTrip, FormData) async throws -> Void
    ) -> Route {
        Route(.post, "/logbook/trips/{trip}/\(name)", summary, scope: .drive) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let place = try await LogbookTrip(context, site)
            let problem = try await LogbookAnswer.problem(place.parts.words) {
                try await body(place, form)
            }
            guard let problem else { return Routes.seeOther(LogbookPages.back(form, else: place.path)) }
            // What is there now is shown, with what was typed.
            return try await page(
                try await LogbookTrip(context, site), LogbookTyped(form, typedNames, problem), context, site
            )
        }
    }

    private static func page(
        _ place: LogbookTrip, _ typed: LogbookTyped, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let tiles = try await LogbookTiles(site)
        let page = LogbookTripPage(
            place: place, evidence: try await TripEvidence(place.trip, site.installation.ledger),
            names: await AccountNames(site), tiles: tiles, typed: typed)
        var response = LogbookPages.page(
            page.title, place.path, .month, page.body, place.reader, status: typed.problem?.status ?? .ok)
        tiles.allow(in: &response)
        return response
    }

    // MARK: what forms say

    private static func use(_ form: FormData, _ place: LogbookTrip) throws -> [TripField: FieldEdit] {
        guard let use = form["use"].flatMap({ Trip.Use(rawValue: $0) }) else {
            throw LogbookError(.invalid, place.parts.say(.logbookNoUse))
        }
        let seen = form["seen"].flatMap { Trip.Use(rawValue: $0) }.map(TripValue.use)
        var changes = [TripField.use: FieldEdit(new: .use(use), seen: seen)]
        if let text = form["detour"]?.trimmingCharacters(in: .whitespaces) {
            var detour = Distance.zero
            if !text.isEmpty { detour = try distance(text, place) }
            if detour != place.trip.detour {
                changes[.detour] = FieldEdit(new: .distance(detour), seen: nil)
            }
        }
        return changes
    }

    private static func texts(_ form: FormData, _ place: LogbookTrip) -> [TripField: FieldEdit] {
        var changes: [TripField: FieldEdit] = [:]
        for field in [TripField.purpose, .partner, .project, .notes, .deviationReason] {
            guard let text = form[field.rawValue] else { continue }
            // Browsers end lines with two characters.
            let new = text.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
            let was = form["was-\(field.rawValue)"]?.replacing("\r\n", with: "\n")
            // What the person did not touch is not theirs to change.
            if new == was ?? place.trip.value(of: field).text { continue }
            changes[field] = FieldEdit(new: .text(new), seen: was.map(TripValue.text))
        }
        return changes
    }

    private static func ends(_ form: FormData, _ place: LogbookTrip) throws -> [TripField: FieldEdit] {
        var changes: [TripField: FieldEdit] = [:]
        for field in [TripField.fromAddress, .toAddress] {
            guard let text = form[field.rawValue]?.trimmingCharacters(in: .whitespaces),
                text != form["was-\(field.rawValue)"]
            else { continue }
            let new: TripValue = text.isEmpty ? .none : .address(.init(text: text))
            changes[field] = FieldEdit(new: new, seen: nil, was: form["was-\(field.rawValue)"])
        }
        for field in [TripField.fromOdometer, .toOdometer, .distance] {
            guard let text = form[field.rawValue]?.trimmingCharacters(in: .whitespaces) else { continue }
            let now = Self.distance(of: field, place.trip)
            if text == place.parts.unit.field(now, place.parts.words) { continue }
            let new: TripValue = text.isEmpty ? .none : .distance(try distance(text, place))
            changes[field] = FieldEdit(new: new, seen: nil, was: form["was-\(field.rawValue)"])
        }
        return changes
    }

    private static func distance(of field: TripField, _ trip: Trip) -> Distance? {
        if case .distance(let distance) = trip.value(of: field) { distance } else { nil }
    }

    private static func distance(_ text: String, _ place: LogbookTrip) throws -> Distance {
        guard let distance = place.parts.unit.distance(typed: text, place.parts.words) else {
            throw LogbookError(.invalid, place.parts.say(.logbookNoDistance))
        }
        return distance
    }

    /// The instant of a time of the day within the trip; a trip may go on after midnight.
    private static func cut(_ form: FormData, _ place: LogbookTrip) throws -> Int64 {
        guard let minute = LogbookClock.minute(form["time"] ?? ""), let clock = place.parts.clock else {
            throw LogbookError(.invalid, place.parts.say(.logbookNoTime))
        }
        let first = clock.day(at: place.trip.start.instant)
        let candidates = (0...1).map { LogbookClock.instant(first + $0, minute, clock) }
        let (start, end) = (place.trip.start.instant, place.trip.end.instant)
        return candidates.first { start < $0 && $0 < end } ?? candidates[0]
    }
}

/// A new value, and what the person saw before.
struct FieldEdit: Sendable {
    let new: TripValue
    /// `nil` when it makes no difference what it was.
    let seen: TripValue?
    /// The same as the text of the value; `nil` as well.
    var was: String?
}

extension LogbookTrip {
    /// Changes fields, unless one of them is not as the person saw it.
    func correct(_ changes: [TripField: FieldEdit], reason: String) async throws {
        for (field, change) in changes {
            guard let was = change.was, trip.value(of: field).text != was else { continue }
            throw LogbookError(
                .conflict, "The trip changed meanwhile: look at its \(field.rawValue) again.")
        }
        try await reader.logbook.correct(
            trip.id, to: changes.mapValues(\.new), seen: changes.compactMapValues(\.seen), reason: reason,
            account: reader.account)
    }
}

/// Times of a day that people type.
enum LogbookClock {
    /// Minutes after midnight of `8:30`, `08:30`, `08.30`; `nil` for anything else.
    static func minute(_ text: String) -> Int? {
        let parts = text.trimmingCharacters(in: .whitespaces).split(omittingEmptySubsequences: false) {
            $0 == ":" || $0 == "."
        }
        guard parts.count == 2 || parts.count == 3, (1...2).contains(parts[0].count),
            parts[1].count == 2,
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// The instant at which the wall shows it, microseconds since 1970.
    static func instant(_ day: LocalDay, _ minute: Int, _ clock: LocalClock) -> Int64 {
        clock.zone.instant(wall: Int64(day.number) * 86_400 + Int64(minute) * 60) * 1_000_000
    }
}
