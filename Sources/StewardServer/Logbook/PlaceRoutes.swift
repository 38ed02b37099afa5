// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardJobs

/// One's own places, as older clients of logbooks name them.
enum PlaceRoutes {
    static let all: [Route] = [
        .logbook(.get, "/locations", "One's places", gives: .array(of: LogbookSchemas.place)) { own in
            let places = try await own.places(on: own.today)
            let said = try await own.placesSaid()
            return JSONAnswer.response(
                .array(
                    places.map { place in
                        [
                            "name": .string(place.name), "lat": .number(place.center.latitude),
                            "lng": .number(place.center.longitude),
                            "created_at": .string(LiveTripJSON.time(said[place.name] ?? own.now)),
                            "user_id": .string(own.account.name),
                        ]
                    }))
        },
        .logbook(
            .post, "/locations", "Names a place; one of the same name is moved", gives: LogbookSchemas.placeAdded,
            takes: LogbookSchemas.newPlace
        ) { own in
            let fields = try await own.fields()
            let name = try fields.needed("name", most: 80)
            guard let center = try fields.position("lat", "lng") else { throw JSONFields.missing("lat") }
            var place = Place(name: name, center: center)
            if let known = try await own.places(on: own.today).first(where: { $0.name == name }) {
                place = known
                place.center = center
            }
            try await own.logbook.putPlace(PlaceEntry(place), account: own.account.id)
            let count = try await own.trips(from: name)
            return JSONAnswer.response([
                "status": "added", "name": .string(name), "trips_updated": .integer(Int64(count)),
            ])
        },
        .logbook(
            .delete, "/locations/{name}", "Forgets a place, also one that is not known", gives: LogbookSchemas.done
        ) { own in
            let removal = PlaceRemoval(name: try own.parameter("name"))
            do { try await own.logbook.removePlace(removal, account: own.account.id) } catch let error as LogbookError
                where error.code == .notFound
            {}
            return JSONAnswer.response(["status": "deleted"])
        },
    ]
}

extension OwnLogbook {
    /// Today, in the account's time zone.
    var today: LocalDay {
        let clock = LocalClock.named(zone) ?? LocalClock(.utc)
        return clock.day(at: now)
    }

    /// The IANA name of the account's time zone.
    var zone: String { account.timeZone ?? ServerZone.name }

    /// The account's places on a day.
    func places(on day: LocalDay) async throws -> [Place] {
        try await logbook.driver(account.id).setup.setup(on: day).places
    }

    /// When each place was named first.
    fileprivate func placesSaid() async throws -> [String: Int64] {
        var said: [String: Int64] = [:]
        for word in try await logbook.driver(account.id).setup.words {
            switch word.content {
            case .place(let place): said[place.name] = said[place.name] ?? word.instant
            case .placeRemoved(let name): said[name] = nil
            case .rules, .profile: continue
            }
        }
        return said
    }

    /// How many trips begin or end at a place.
    fileprivate func trips(from place: String) async throws -> Int {
        var count = 0
        for vehicle in try await logbook.vehicles(of: account.id, alsoRemoved: true) {
            let view = try await logbook.view(of: vehicle.vehicle.id, account: account.id)
            count += view.trips.count { !$0.isVoided && ($0.start.place == place || $0.end.place == place) }
        }
        return count
    }
}
