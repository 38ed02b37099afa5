// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import Logbook
import StewardCore
import StewardJobs
import StewardStore

/// A trip with everything its page needs.
struct LogbookTrip: Sendable {
    let trip: Trip
    let car: LogbookCar
    /// The reader's other vehicles, to which it could be moved.
    let others: [VehicleRecord]
    let reader: LogbookReader

    var parts: LogbookParts { car.parts }
    var path: String { LogbookPages.trip(trip.id) }

    /// The trip that an address names.
    /// - Throws: `LogbookError` with `notFound`, also for another's.
    init(_ context: PageContext, _ site: Site) async throws {
        reader = try LogbookReader(context, site)
        let id = TripID(try FilesPages.parameter("trip", context))
        let found = try await reader.logbook.trip(id, account: reader.account)
        trip = found.trip
        car = try await LogbookCar.one(found.vehicle.id, reader)
        others = try await reader.logbook.vehicles(of: reader.account).filter {
            $0.vehicle.id != found.vehicle.id
        }
    }

    /// The vehicle's trips before and after it; voided ones are passed over.
    var neighbours: (before: Trip?, after: Trip?) {
        let trips = car.view.trips
        guard let place = trips.firstIndex(where: { $0.id == trip.id }) else { return (nil, nil) }
        return (trips[..<place].last { !$0.isVoided }, trips[(place + 1)...].first { !$0.isVoided })
    }

    var month: CalendarMonth {
        let date = parts.day(trip.start.instant).date
        return CalendarMonth(year: date.year, month: date.month)
    }

    /// The closing of its month, when there was one.
    var closing: ClosedMonth? { car.view.months.first { $0.month == month.description }?.closing }

    /// Until when a change is in time, microseconds since 1970; `nil` when its month is closed: then none is.
    var deadline: Int64? {
        guard closing == nil, let clock = parts.clock else { return nil }
        return AdditionWindow(car.vehicle.country).end(of: trip.start.instant, in: clock)
    }

    /// Whether a change made now is marked late.
    var isLate: Bool { deadline.map { $0 <= reader.now } ?? true }

    /// Says when a change of it is marked late.
    var lateness: HTML {
        let words = parts.words
        if closing != nil { return NoticeBox(.warn, "<p>\(words.say(.tripLateClosed))</p>").html }
        guard let deadline else { return "" }
        let last = Date(microseconds: deadline - 1)
        let phrase: Phrase = isLate ? .tripLateNow : .tripLateFrom
        let text = words.say(phrase).replacing("{when}", with: words.text(last))
        return isLate ? NoticeBox(.warn, "<p>\(text)</p>").html : "<p class=\"quiet small\">\(text)</p>"
    }
}

/// What somebody typed into a form that could not be saved; so nothing is typed twice.
struct LogbookTyped: Sendable {
    var values: [String: String] = [:]
    var problem: LogbookProblem?

    init() {}

    init(_ form: FormData, _ names: [String], _ problem: LogbookProblem) {
        for name in names { values[name] = form[name] }
        self.problem = problem
    }

    func value(_ name: String, else value: String) -> String { values[name] ?? value }
}
