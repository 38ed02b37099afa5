// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension EnteredTrip {
    /// How many points of a trail one trip keeps.
    package static let mostPoints = 20_000

    /// Checks what a person entered.
    /// - Throws: `LogbookError` with `invalid`, one sentence that says what to correct.
    package func validate() throws(LogbookError) {
        try SetupLimits.check(id.text, "The trip's id", most: 80, isNeeded: true)
        guard origin != .found else {
            throw LogbookError(.invalid, "A trip that somebody enters cannot be a found one; leave its origin out.")
        }
        try validateTimes()
        try validateDistances()
        for text in [purpose, partner, project] {
            try SetupLimits.check(text, "The trip's purpose, partner or project", most: SetupLimits.addressLength)
        }
        try SetupLimits.check(notes, "The trip's notes", most: SetupLimits.noteLength, isLong: true)
        try SetupLimits.check(driver, "The trip's driver", most: 128)
        try from.address?.validate()
        try to.address?.validate()
        guard trail.count <= Self.mostPoints else {
            throw LogbookError(.tooMuch, "The trip's trail has more than \(Self.mostPoints) points; thin it.")
        }
    }

    private func validateTimes() throws(LogbookError) {
        try SetupLimits.check(instant: start, "The trip's start")
        try SetupLimits.check(instant: end, "The trip's end")
        guard start <= end, end - start <= TripCorrection.longestTime else {
            throw LogbookError(.invalid, "The trip ends before it begins, or lasts over 14 days; correct the times.")
        }
    }

    private func validateDistances() throws(LogbookError) {
        for odometer in [from.odometer, to.odometer] {
            if let odometer { try SetupLimits.check(odometer: odometer, "The trip's odometer") }
        }
        if let before = from.odometer, let after = to.odometer, after < before {
            throw LogbookError(.invalid, "The odometer is lower at the trip's end than at its start; read it again.")
        }
        guard let length else {
            // Nothing told it in the book that it comes from either.
            guard moved == nil else { return }
            throw LogbookError(.invalid, "The trip has no distance; enter it, or the odometer at both ends.")
        }
        guard length >= .zero, length <= TripCorrection.longest else {
            throw LogbookError(.invalid, "The trip's distance is not 0 to 10,000 km; correct it.")
        }
        guard detour >= .zero, detour <= length else {
            throw LogbookError(.invalid, "The private detour is longer than the whole trip, or negative; correct it.")
        }
    }
}
