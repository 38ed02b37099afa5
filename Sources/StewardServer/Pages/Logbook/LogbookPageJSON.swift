// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs
import StewardStore

/// What the pages of the logbook show, as JSON: distances in kilometres, instants in UTC.
enum LogbookPageJSON {
    static func month(_ month: LogbookMonth) -> JSON {
        var trips: [JSON] = []
        var gaps: [JSON] = []
        for row in month.rows {
            switch row {
            case .trip(let trip, _): trips.append(self.row(trip))
            case .gap(let gap, let car): gaps.append(self.gap(gap, car))
            }
        }
        return [
            "month": .string(month.month.description), "totals": month.totals.json,
            "trips": .array(trips),
            "gaps": .array(gaps), "questions": .array(month.questions.map(question)),
            "live": .array(month.cars.compactMap { car in car.live.map { live($0, car.id) } }),
        ]
    }

    /// A trip as lists show it.
    static func row(_ trip: Trip) -> JSON {
        [
            "id": .string(trip.id.text), "vehicle": .string(trip.vehicle),
            "start": time(trip.start.instant),
            "end": time(trip.end.instant), "from": end(trip.start), "to": end(trip.end),
            "distance": trip.distance.known.map(kilometres) ?? .null,
            "distance_source": .string(trip.distance.source.rawValue), "business": kilometres(trip.business),
            "commute": kilometres(trip.commute), "private": kilometres(trip.personal),
            "use": .string(trip.use.rawValue), "rule": .string(trip.reason.rule),
            "purpose": .string(trip.purpose),
            "partner": .string(trip.partner), "project": .string(trip.project),
            "voided": .bool(trip.isVoided),
            "late": .bool(trip.history.contains(where: \.isLate)),
        ]
    }

    private static func end(_ end: Trip.End) -> JSON {
        [
            "place": end.place.map(JSON.string) ?? .null,
            "address": (end.address?.text).map(JSON.string) ?? .null,
            "odometer": (end.odometer?.value).map(kilometres) ?? .null,
        ]
    }

    static func gap(_ gap: Gap, _ car: LogbookCar) -> JSON {
        [
            "vehicle": .string(car.id), "before": time(gap.before.instant),
            "after": time(gap.after.instant),
            "before_odometer": kilometres(gap.before.value),
            "after_odometer": kilometres(gap.after.value),
            "distance": kilometres(gap.distance), "explanation": .string(gap.explanation),
            "use": gap.use.map { .string($0.rawValue) } ?? .null,
        ]
    }

    static func question(_ question: LogbookQuestion) -> JSON {
        [
            "id": .string(question.question.id), "kind": .string(question.question.kind.rawValue),
            "vehicle": .string(question.car.id),
            "trip": question.trip.map { .string($0.id.text) } ?? .null,
            "day": .string(question.question.day.description), "sentence": .string(question.sentence),
            "deadline": question.question.deadline.map(time) ?? .null,
            "overdue": .bool(question.isOverdue),
            "address": .string(question.address),
        ]
    }

    static func live(_ live: LiveTrip, _ vehicle: String) -> JSON {
        [
            "id": .string(vehicle), "state": .string(LiveTripState(live).rawValue),
            "start": time(live.start),
            "distance": kilometres(live.distance), "fixes": .integer(Int64(live.fixes)),
        ]
    }

    /// A trip: the whole of it, as its digest is made of, and the digest; its way as an encoded polyline.
    static func trip(_ place: LogbookTrip) -> JSON {
        [
            "trip": place.trip.json, "digest": .string(place.trip.digest),
            "way": .string(Polyline.encode(place.trip.trail.map(\.position))),
            "late_from": place.deadline.map(time) ?? .null, "month_closed": .bool(place.closing != nil),
        ]
    }

    static func map(_ map: LogbookMap) -> JSON {
        let lines = map.lines.map { line -> JSON in
            [
                "way": .string(Polyline.encode(line.points)), "use": .string(line.use.rawValue),
                "name": .string(line.name), "address": line.address.map(JSON.string) ?? .null,
            ]
        }
        let spots = map.spots.map { spot -> JSON in
            [
                "latitude": number(spot.position.latitude), "longitude": number(spot.position.longitude),
                "radius": spot.radius.map { .integer($0.metres) } ?? .null, "name": .string(spot.hint ?? spot.name),
                "kind": .string(spot.kind.rawValue), "address": spot.address.map(JSON.string) ?? .null,
            ]
        }
        return ["lines": .array(lines), "spots": .array(spots)]
    }

    /// A vehicle as lists show it.
    static func car(_ car: LogbookCar) -> JSON {
        [
            "id": .string(car.id), "name": .string(car.vehicle.name), "plate": .string(car.vehicle.plate),
            "country": .string(car.vehicle.country.rawValue), "usual": .bool(car.vehicle.isUsual),
            "odometer": car.odometer.map(kilometres) ?? .null, "totals": car.view.totals.json,
            "questions": .integer(Int64(car.view.questions.count)),
            "live": car.live.map { live($0, car.id) } ?? .null,
        ]
    }

    /// A vehicle as its own page shows it. Tokens are told without what makes them work.
    static func carDetails(_ car: LogbookCar, _ tokens: [DeviceToken]) -> JSON {
        let readings = car.view.odometer.anchors.map { self.reading($0, refused: nil) }
        let refused = car.view.odometer.refused.map { self.reading($0.reading, refused: $0.reason) }
        return [
            "car": self.car(car), "vehicle": car.vehicle.json, "readings": .array(readings + refused),
            "gaps": .array(car.view.gaps.map { gap($0, car) }), "months": .array(car.view.months.map(self.month)),
            "devices": .array(tokens.map(device)),
        ]
    }

    private static func reading(_ reading: OdometerReading, refused: ReadingGuard.Reason?) -> JSON {
        [
            "at": time(reading.instant), "odometer": kilometres(reading.value), "device": .string(reading.device),
            "refused": refused.map { .string($0.rawValue) } ?? .null,
        ]
    }

    private static func month(_ month: AccountView.Month) -> JSON {
        [
            "month": .string(month.month), "totals": month.totals.json,
            "closed_at": (month.closing?.closed).map(time) ?? .null,
            "intact": (month.closing?.isIntact).map(JSON.bool) ?? .null,
        ]
    }

    private static func device(_ token: DeviceToken) -> JSON {
        [
            "id": .string(token.id), "name": .string(token.name), "vehicle": token.vehicle.map(JSON.string) ?? .null,
            "in_address": .bool(token.isUsableInAddress), "created": time(token.created),
            "last_used": token.lastUsed.map(time) ?? .null, "revoked": token.revoked.map(time) ?? .null,
        ]
    }

    static func places(_ setup: DaySetup) -> JSON {
        [
            "places": .array(setup.places.map { PlaceEntry($0).json }),
            "rules": setup.rules.map { RulesEntry($0).json["rules"] ?? .null } ?? .null,
            "profile": setup.profile.json,
        ]
    }

    static func time(_ instant: Int64) -> JSON {
        .string(Date(microseconds: instant).formatted(.iso8601))
    }
    static func kilometres(_ distance: Distance) -> JSON { number(distance.kilometres) }
    static func number(_ value: Double) -> JSON { JSON.number(value).canonical }
}
