// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs

/// When a trip began and ended, as a form in which both can be corrected.
struct TripTimes: Part {
    let place: LogbookTrip
    let typed: LogbookTyped

    /// The names of the fields.
    static let names = ["start-day", "start-clock", "end-day", "end-clock"]

    var html: HTML {
        let help = place.parts.say(.tripTimesHelp).replacing("{zone}", with: place.car.vehicle.zone)
        return "<p class=\"quiet small\">\(help)</p>\(end(.start, .tripStart))\(end(.end, .tripEnd))"
    }

    private func end(_ field: TripField, _ phrase: Phrase) -> HTML {
        let (parts, name) = (place.parts, field.rawValue)
        let shown = Self.shown(field, place)
        func row(_ part: String, _ label: Phrase, _ kind: FieldRow.Kind, _ value: String) -> FieldRow {
            FieldRow(
                name: "\(name)-\(part)", label: "\(parts.say(phrase)): \(parts.say(label))", kind: kind,
                value: typed.value("\(name)-\(part)", else: value), isRequired: true, autocomplete: "off", limit: 10)
        }
        return """
            <input type="hidden" name="was-\(name)" value="\(place.trip.value(of: field).text)">\
            \(row("day", .logbookDay, .date, shown.day))\(row("clock", .time, .text, shown.clock))
            """
    }

    /// An end as the form shows it, in the car's zone.
    private static func shown(_ field: TripField, _ place: LogbookTrip) -> (day: String, clock: String) {
        let instant = (field == .start ? place.trip.start : place.trip.end).instant
        let minute = place.parts.clock?.moment(at: instant).minute ?? 0
        func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return (place.parts.day(instant).description, "\(digits(minute / 60)):\(digits(minute % 60))")
    }

    /// What a form changes: what was not touched stays as it is, to the second.
    /// - Throws: `LogbookError` with `invalid`.
    static func changes(_ form: FormData, _ place: LogbookTrip) throws -> [TripField: FieldEdit] {
        var changes: [TripField: FieldEdit] = [:]
        for field in [TripField.start, .end] {
            func text(_ part: String) -> String {
                (form["\(field.rawValue)-\(part)"] ?? "").trimmingCharacters(in: .whitespaces)
            }
            guard (text("day"), text("clock")) != shown(field, place) else { continue }
            guard let day = LocalDay(text("day")) else {
                throw LogbookError(.invalid, place.parts.say(.logbookNoDay))
            }
            guard let minute = LogbookClock.minute(text("clock")), let clock = place.parts.clock else {
                throw LogbookError(.invalid, place.parts.say(.logbookNoTime))
            }
            let instant = LogbookClock.instant(day, minute, clock)
            guard instant <= place.reader.now else {
                throw LogbookError(.invalid, place.parts.say(.enterAhead))
            }
            changes[field] = FieldEdit(new: .instant(instant), seen: nil, was: form["was-\(field.rawValue)"])
        }
        return changes
    }
}
