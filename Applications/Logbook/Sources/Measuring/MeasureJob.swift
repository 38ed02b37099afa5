// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardIntegration
package import StewardJobs
import StewardLedger
import StewardStore

/// Whom to ask about roads and addresses; both may be missing.
package struct MeasuringServices: Sendable {
    package var roads: (any RouteMeasuring)?
    package var places: (any PlaceNaming)?
    /// What they are called in entries, as `OSRM, Nominatim`.
    package var name: String

    package init(roads: (any RouteMeasuring)? = nil, places: (any PlaceNaming)? = nil, name: String = "") {
        self.roads = roads
        self.places = places
        self.name = name
    }
}

/// Gives the services that are connected now; the layer above does.
package protocol MeasuringConnecting: Sendable {
    func services() async throws -> MeasuringServices
}

/// The job `logbook.measure`, payload `{vehicle, trip}`: asks how long a trip's way is by road and which addresses its
/// ends have, and records the answers in the vehicle's book.
package struct MeasureJob: JobHandler {
    package static let kind = "logbook.measure"
    package var kind: String { Self.kind }
    let logbook: Logbook
    let connecting: any MeasuringConnecting

    /// A job for each trip that is new or changed. A trip that is driven as before is asked about once.
    static func requests(for change: Settlement.Change, _ view: AccountView) -> [JobRequest] {
        let changed = Set(change.trips)
        return view.trips.filter { changed.contains($0.id) && $0.start.position != nil && $0.end.position != nil }
            .map { trip in
                JobRequest(
                    kind: kind, payload: ["vehicle": .string(view.vehicle.id), "trip": .string(trip.id.text)],
                    idempotencyKey: "\(view.vehicle.id) \(trip.id) \(trip.start.instant) \(trip.end.instant)",
                    priority: -1, maxAttempts: 12)
            }
    }

    package func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        guard let vehicle = job.payload["vehicle"]?.string, let id = job.payload["trip"]?.string else {
            return .discard(reason: "The payload names no vehicle and trip.")
        }
        let services = try await connecting.services()
        guard services.roads != nil || services.places != nil else {
            return .cancel(reason: "No connection measures ways or knows addresses.")
        }
        guard let view = try await logbook.view(of: vehicle), let trip = view.trip(TripID(id)), !trip.isVoided,
            let from = trip.start.position, let to = trip.end.position
        else { return .cancel(reason: "There is no such trip any more.") }
        var work = MeasureWork(services: services, trip: trip, from: from, to: to, country: view.vehicle.country)
        let addresses = Addresses(database: logbook.database)
        await work.ask(addresses, now: logbook.now)
        // What is known is worth having, also when another service has to be asked again.
        if !work.isEmpty, work.failure == nil || job.attempt == 1 {
            try await logbook.append(work.draft(by: "job \(Self.kind)"), vehicle)
            try await logbook.settle(vehicle)
        }
        if let failure = work.failure { throw failure }
        return .done
    }
}

/// One trip, while services are asked about it.
struct MeasureWork {
    let services: MeasuringServices
    let trip: Trip
    let from: Position
    let to: Position
    let country: Vehicle.Country
    private var measurement: TripMeasurement
    private(set) var failure: (any Error)?

    init(services: MeasuringServices, trip: Trip, from: Position, to: Position, country: Vehicle.Country) {
        self.services = services
        self.trip = trip
        self.from = from
        self.to = to
        self.country = country
        measurement = TripMeasurement(entry: 0, reference: TripReference(trip))
    }

    /// Whether nobody knew anything.
    var isEmpty: Bool {
        measurement.route == nil && measurement.matched == nil && measurement.from == nil && measurement.to == nil
    }

    mutating func ask(_ addresses: Addresses, now: Int64) async {
        if let places = services.places {
            let language = language
            measurement.from = await trying { [from] in
                try await addresses.address(at: from, language: language, asking: places, at: now)
            }
            measurement.to = await trying { [to] in
                try await addresses.address(at: to, language: language, asking: places, at: now)
            }
        }
        guard let roads = services.roads else { return }
        measurement.route = await trying { [from, to] in try await roads.route(through: [from, to]) }?.distance
        guard trip.trail.count > 1 else { return }
        let trace = trip.trail.map { TracePoint(position: $0.position, time: Date(microseconds: $0.instant)) }
        if let matched = await trying({ try await roads.match(trace) }) {
            measurement.matched = matched.distance
            let doubt = 1 - min(max(matched.confidence ?? 0.9, 0), 1)
            measurement.uncertainty =
                Distance(metres: Double(matched.distance.metres) * (0.01 + 0.05 * doubt)) ?? .zero
        }
    }

    /// The answer; `nil` when there is none, and the failure is kept when asking again may help.
    private mutating func trying<Value>(_ ask: () async throws -> Value?) async -> Value? {
        do { return try await ask() } catch {
            let code = (error as? IntegrationError)?.code
            // The service cannot do this, or not for this trip: asking again does not help.
            if code != .unsupported, code != .invalidRequest, failure == nil { failure = error }
            return nil
        }
    }

    /// The language of the country in which the vehicle is at home.
    private var language: String {
        switch country {
        case .netherlands: "nl"
        case .germany: "de"
        case .unitedKingdom: "en-GB"
        case .unitedStates: "en-US"
        }
    }

    func draft(by actor: String) -> EntryDraft {
        EntryDraft(kind: LogbookEntry.measured, actor: actor, payload: measurement.payload(service: services.name))
    }
}
