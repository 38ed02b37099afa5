// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension TripCorrection {
    /// The longest way that one trip can be.
    package static let longest = Distance(metres: Int64(10_000_000))
    /// The longest that one trip can last, in microseconds: fourteen days, for ferries and motorhomes.
    package static let longestTime: Int64 = 14 * 86_400_000_000

    /// Checks the new values by themselves. Old values are what was there and are not judged.
    /// - Throws: `LogbookError` with `invalid`.
    package func validate() throws(LogbookError) {
        guard !changes.isEmpty, Set(changes.map(\.field)).count == changes.count else {
            throw LogbookError(.invalid, "The correction changes nothing, or a field twice; name each field once.")
        }
        try SetupLimits.check(reason, "The reason", most: SetupLimits.reasonLength, isLong: true)
        for change in changes { try Self.validate(change.field, change.new) }
    }

    /// Checks them against the trip that they are for.
    /// - Throws: `LogbookError` with `invalid`, or with `conflict` when the trip changed meanwhile.
    package func validate(for trip: Trip) throws(LogbookError) {
        for change in changes {
            let now = trip.value(of: change.field)
            guard change.old != now else { continue }
            throw LogbookError(
                .conflict,
                "The trip \(trip.id) changed meanwhile: its \(change.field.rawValue) is now “\(now.text)”; look again.")
        }
        let start = instant(.start) ?? trip.start.instant
        let end = instant(.end) ?? trip.end.instant
        guard start <= end, end - start <= Self.longestTime else {
            throw LogbookError(
                .invalid, "The trip would end before it begins, or last over 14 days; correct its times.")
        }
        if let detour = distance(.detour), let length = distance(.distance) ?? trip.distance.known, detour > length {
            throw LogbookError(.invalid, "The private detour is longer than the whole trip; shorten it.")
        }
        let (from, to) = (distance(.fromOdometer), distance(.toOdometer))
        let before = from ?? trip.start.odometer?.value
        let after = to ?? trip.end.odometer?.value
        if from != nil || to != nil, let before, let after, after < before {
            throw LogbookError(
                .invalid, "The odometer would be lower at the trip's end than at its start; read it again.")
        }
    }

    private func instant(_ field: TripField) -> Int64? {
        if case .instant(let instant)? = change(of: field)?.new { instant } else { nil }
    }

    private func distance(_ field: TripField) -> Distance? {
        if case .distance(let distance)? = change(of: field)?.new { distance } else { nil }
    }

    private static func validate(_ field: TripField, _ value: TripValue) throws(LogbookError) {
        let name = "The trip's \(field.rawValue)"
        switch (field.kind, value) {
        case (.use, .use), (.use, .none), (.distance, .none), (.address, .none): break
        case (.text, .none): break
        case (.distance, .distance(let distance)):
            if field == .fromOdometer || field == .toOdometer {
                try SetupLimits.check(odometer: distance, name)
            } else if distance < .zero || distance > longest {
                throw LogbookError(.invalid, "\(name) is not 0 to 10,000 km; correct it.")
            }
        case (.instant, .instant(let instant)): try SetupLimits.check(instant: instant, name)
        case (.address, .address(let address)): try address.validate()
        case (.text, .text(let text)):
            let isLong = field == .notes
            let most = isLong ? SetupLimits.noteLength : SetupLimits.addressLength
            try SetupLimits.check(text, name, most: most, isNeeded: field == .driver, isLong: isLong)
        default: throw LogbookError(.invalid, "\(name) cannot have the value “\(value.text)”; enter another.")
        }
    }
}
