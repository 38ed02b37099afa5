// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import Logbook
import StewardCore
import StewardJobs

/// Which part of a logbook is looked at: a month, perhaps of one vehicle, perhaps of one use.
struct LogbookFilter: Sendable, Hashable {
    /// `nil`: the month of now.
    var month: CalendarMonth?
    var vehicle: String?
    var use: Trip.Use?
    /// Whether every open question is shown.
    var showsAllQuestions = false

    init() {}

    /// What is no filter is left out: an old bookmark still shows something.
    init(_ request: Request) {
        let query = request.uri.queryParameters
        month = query["month"].flatMap { CalendarMonth($0) }
        vehicle = query["vehicle"].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
        use = query["use"].flatMap { Trip.Use(rawValue: String($0)) }
        showsAllQuestions = query["questions"] == "all"
    }

    static let queries = [
        Query("month", "The month, as 2026-11; the current one when it is left out", .string(.month)),
        Query("vehicle", "The id of the only vehicle to show", .string(most: 64)),
    ]

    var address: String { address(of: "/logbook") }

    func address(of path: String) -> String {
        let parts = [
            month.map { "month=\($0)" }, vehicle.map { "vehicle=\(HTML.pathComponent($0))" },
            use.map { "use=\($0.rawValue)" }, showsAllQuestions ? "questions=all" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? path : "\(path)?\(parts.joined(separator: "&"))"
    }

    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

/// A vehicle with its account, as pages show it.
struct LogbookCar: Sendable {
    let record: VehicleRecord
    let view: AccountView
    let live: LiveTrip?
    let parts: LogbookParts

    var vehicle: Vehicle { record.vehicle }
    var id: String { vehicle.id }

    /// What a vehicle is called: its name, with the plate.
    var name: String { Shown.visible(vehicle.name) }

    /// The vehicles of the reader.
    /// - Parameter only: the id of the only one; another's is not there.
    static func all(_ reader: LogbookReader, only: String? = nil) async throws -> [LogbookCar] {
        let rules = try await reader.rules()
        var cars: [LogbookCar] = []
        for record in try await reader.logbook.vehicles(of: reader.account) {
            guard only.map({ $0 == record.vehicle.id }) ?? true else { continue }
            cars.append(try await make(record, reader, rules))
        }
        guard only == nil || !cars.isEmpty else {
            throw LogbookError(.notFound, "You have no such vehicle.")
        }
        return cars
    }

    /// The vehicles with which a trip goes on. Nothing else is read.
    static func onTheWay(_ reader: LogbookReader) async throws -> [LogbookCar] {
        var cars: [LogbookCar] = []
        for record in try await reader.logbook.vehicles(of: reader.account) {
            let live = try await reader.logbook.liveTrip(of: record.vehicle.id, account: reader.account)
            if live != nil { cars.append(try await make(record, reader, nil)) }
        }
        return cars
    }

    /// One vehicle of the reader, one that was taken out of the lists too.
    static func one(_ id: String, _ reader: LogbookReader) async throws -> LogbookCar {
        let record = try await reader.logbook.vehicle(id, account: reader.account)
        return try await make(record, reader, try await reader.rules())
    }

    private static func make(
        _ record: VehicleRecord, _ reader: LogbookReader, _ rules: [UseRule]?
    ) async throws -> LogbookCar {
        let id = record.vehicle.id
        return LogbookCar(
            record: record, view: try await reader.logbook.view(of: id, account: reader.account),
            live: try await reader.logbook.liveTrip(of: id, account: reader.account),
            parts: LogbookParts(record.vehicle, rules, reader.words))
    }
}

extension LogbookReader {
    /// What the reader's setup is today.
    func setup() async throws -> DaySetup { try await logbook.driver(account).setup.setup(on: today) }

    /// The reader's own rules; `nil` while they made none.
    func rules() async throws -> [UseRule]? { try await setup().rules }

    var today: LocalDay { words.zone.day(at: Int64(words.now.timeIntervalSince1970.rounded(.down))) }
}

/// A month of a logbook.
struct LogbookMonth: Sendable {
    /// A row of the list.
    enum Row: Sendable {
        case trip(Trip, LogbookCar)
        case gap(Gap, LogbookCar)
    }

    let filter: LogbookFilter
    let month: CalendarMonth
    /// The vehicles that are shown.
    let cars: [LogbookCar]
    /// Every vehicle of the reader.
    let all: [LogbookCar]
    let words: Words

    init(_ filter: LogbookFilter, _ reader: LogbookReader) async throws {
        self.filter = filter
        words = reader.words
        month = filter.month ?? CalendarMonth(reader.words.now, in: reader.words.zone)
        let all = try await LogbookCar.all(reader)
        let shown = filter.vehicle.map { id in all.filter { $0.id == id } } ?? all
        guard filter.vehicle == nil || !shown.isEmpty else {
            throw LogbookError(.notFound, "You have no such vehicle.")
        }
        self.all = all
        cars = shown
    }

    /// Whether it is the month of now.
    var isCurrent: Bool { month == CalendarMonth(words.now, in: words.zone) }

    /// What the month adds up to, over the vehicles that are shown.
    var totals: TripTotals {
        cars.reduce(TripTotals()) { $0 + $1.view.totals(month: month.description) }
    }

    /// Trips and gaps of the month, the newest first.
    var rows: [Row] {
        var rows: [(Int64, Row)] = []
        for car in cars {
            rows += trips(of: car).filter { filter.use == nil || $0.use == filter.use }
                .map { ($0.start.instant, .trip($0, car)) }
            rows += car.view.gaps.filter { month.holds(car.parts.day($0.after.instant)) }
                .filter { filter.use == nil || $0.use == filter.use }
                .map { ($0.after.instant, .gap($0, car)) }
        }
        return rows.sorted { $0.0 > $1.0 }.map(\.1)
    }

    /// The trips of a vehicle that began in the month.
    func trips(of car: LogbookCar) -> [Trip] {
        car.view.trips.filter { month.holds(car.parts.day($0.start.instant)) }
    }

    /// Every question of the vehicles that are shown: what is overdue, then what is due soonest, then the newest.
    var questions: [LogbookQuestion] {
        let now = words.now
        return cars.flatMap { car in car.view.questions.map { LogbookQuestion($0, car, now: now) } }
            .sorted { left, right in
                let (one, two) = (left.question.deadline ?? .max, right.question.deadline ?? .max)
                return (one, right.question.day, left.question.id) < (
                    two, left.question.day, right.question.id
                )
            }
    }
}

extension CalendarMonth {
    /// Whether a day lies in it.
    func holds(_ day: LocalDay) -> Bool { first <= day && day < next.first }

    /// `November 2026`, in Thai `พฤศจิกายน 2569`.
    func title(_ words: Words) -> String {
        "\(words.language.month(month)) \(words.language.year(year))"
    }
}
