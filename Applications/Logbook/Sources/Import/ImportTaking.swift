// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

/// The first reading of a file: everything in it is checked, and nothing is recorded.
struct ImportLooking: Sendable {
    let homes: ImportHomes
    var sha256 = ""
    /// Who gets something, in the order of the file.
    private(set) var vehicles: [Vehicle] = []
    private(set) var shares: [String: ImportOutcome.Share] = [:]
    /// When the trips were, by vehicle.
    private(set) var times: [String: [ClosedRange<Int64>]] = [:]

    init(homes: ImportHomes) { self.homes = homes }

    mutating func look(at batch: ImportBatch) throws(LogbookError) {
        for part in batch.received.parts {
            let vehicle = try known(part.vehicle)
            for observation in part.observations {
                guard let fault = observation.fault else { continue }
                var time: [UInt8] = []
                ObservationTime.append(observation.instant, to: &time)
                throw LogbookError(
                    .invalid,
                    "The point or reading of \(String(decoding: time, as: UTF8.self)) cannot be: \(fault).")
            }
            shares[vehicle.id]?.observations += part.observations.count
        }
        for trip in batch.trips {
            let vehicle = try known(trip.vehicle)
            try EnteredTrip(trip, id: TripID(start: trip.start, vehicle: vehicle.id)).validate()
            shares[vehicle.id]?.trips += 1
            times[vehicle.id, default: []].append(trip.start...trip.end)
        }
    }

    private mutating func known(_ hint: VehicleHint) throws(LogbookError) -> Vehicle {
        let vehicle = try homes.home(of: hint)
        if shares[vehicle.id] == nil {
            vehicles.append(vehicle)
            shares[vehicle.id] = ImportOutcome.Share(vehicle: vehicle.id, name: vehicle.name)
        }
        return vehicle
    }
}

/// The second reading of a file: what it holds is recorded, so that a repetition finds it again. Points and readings go
/// in pieces that are the same however the file was cut when it was read, and have their content for a key. A trip has
/// the file's hash and its place in the file for one.
struct ImportTaking: Sendable {
    private let homes: ImportHomes
    private let options: ImportOptions
    /// What the keys of this import's trips begin with.
    private let name: String
    private var books: [Book] = []
    /// How many trips of the file there were before.
    private var trips = 0

    /// What goes into one vehicle's book.
    private struct Book: Sendable {
        var share: ImportOutcome.Share
        /// How many entries it had before.
        let size: Int64
        var present: PresentTrips
        var observations: [Observation] = []
        var trips: [(trip: EnteredTrip, key: String)] = []
        var points = 0
    }

    init(homes: ImportHomes, request: ImportRequest, options: ImportOptions, sha256: String) {
        self.homes = homes
        self.options = options
        // Read otherwise, a file says other things.
        name = "import \(sha256) \(options.zone) \(options.slashDates.rawValue) \(options.unit.rawValue)"
    }

    var shares: [ImportOutcome.Share] { books.map(\.share) }

    /// Trips of a table are written so many at once, or fewer when they have long trails.
    private static let tripsAtOnce = 200
    private static let pointsAtOnce = 50_000

    /// Begins with a vehicle that the file tells of.
    mutating func begin(_ vehicle: Vehicle, in logbook: Logbook, account: String) async throws {
        let trips = try await logbook.view(of: vehicle.id, account: account).trips
        books.append(
            Book(
                share: ImportOutcome.Share(vehicle: vehicle.id, name: vehicle.name),
                size: try await logbook.ledger.size(of: Logbook.book(vehicle: vehicle.id)),
                present: PresentTrips(trips)))
    }

    mutating func take(_ batch: ImportBatch, in logbook: Logbook, account: String) async throws {
        for part in batch.received.parts {
            let place = try place(of: part.vehicle)
            books[place].observations += part.observations
            books[place].share.observations += part.observations.count
            while books[place].observations.count >= Arrival.most {
                try await record(Arrival.most, of: place, in: logbook, account: account)
            }
        }
        for trip in batch.trips {
            let place = try place(of: trip.vehicle)
            trips += 1
            add(trip, "\(name) trip \(trips)", to: &books[place])
            if books[place].trips.count >= Self.tripsAtOnce || books[place].points >= Self.pointsAtOnce {
                try await enter(place, in: logbook, account: account)
            }
        }
    }

    /// Records what is left.
    mutating func finish(in logbook: Logbook, account: String) async throws {
        for place in books.indices {
            if !books[place].observations.isEmpty {
                try await record(books[place].observations.count, of: place, in: logbook, account: account)
            }
            try await enter(place, in: logbook, account: account)
        }
    }

    private func place(of hint: VehicleHint) throws(LogbookError) -> Int {
        let vehicle = try homes.home(of: hint).id
        guard let place = books.firstIndex(where: { $0.share.vehicle == vehicle }) else {
            throw LogbookError(.conflict, "The file changed while it was read; import it again.")
        }
        return place
    }

    private mutating func record(
        _ count: Int, of place: Int, in logbook: Logbook, account: String
    ) async throws {
        var received = Received()
        received.parts = [
            Received.Part(
                vehicle: VehicleHint(id: books[place].share.vehicle),
                observations: Array(books[place].observations.prefix(count)))
        ]
        let recorded = try await logbook.record(
            received, form: Self.form, from: .account(account), arrival: options.receipt.arrival)
        if recorded.flatMap(\.entries).allSatisfy({ $0 < books[place].size }) {
            books[place].share.knownObservations += count
        }
        books[place].observations.removeFirst(count)
    }

    private func add(_ trip: ImportedTrip, _ key: String, to book: inout Book) {
        book.share.trips += 1
        guard !book.present.take(trip.start...trip.end) else {
            book.share.knownTrips += 1
            return
        }
        // No other trip has this name, also not one that is entered at the same time.
        let id = TripID(start: trip.start, vehicle: "\(book.share.vehicle) \(key)")
        book.trips.append((EnteredTrip(trip, id: id), key))
        book.points += trip.trail.count
    }

    private mutating func enter(_ place: Int, in logbook: Logbook, account: String) async throws {
        guard !books[place].trips.isEmpty else { return }
        books[place].share.knownTrips += try await logbook.enterImported(
            books[place].trips, vehicle: books[place].share.vehicle, account: account,
            knownBelow: books[place].size)
        books[place].trips = []
        books[place].points = 0
    }

    /// The form of imported arrivals.
    static let form = "import"
}
