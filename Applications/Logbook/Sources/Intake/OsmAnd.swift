// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads the OsmAnd protocol as Traccar understands it: one position a request, as parameters of a query or a form
/// (Traccar, OsmAnd protocol, 2026-11).
///
/// `speed` is left out: Traccar takes it for knots and apps send metres or kilometres. A time without an offset is UTC.
/// Without a position there is nothing to see; it is counted as such. `id` shows who sends it, for it holds the
/// device's token: it is looked at before, and kept nowhere.
package enum OsmAnd {
    /// The name of this form in an arrival.
    package static let form = "osmand"

    /// Reads one position.
    ///
    /// - Throws: `LogbookError` naming the parameter that is wrong.
    package static func read(_ parameters: Parameters, from receipt: Receipt) throws(LogbookError) -> Received {
        var received = Received(answer: Received.Answer(contentType: "text/plain", text: ""))
        var faults = Faults()
        var draft = FixDraft()
        draft.instant = parameters.readInstant("timestamp", for: receipt, zoneless: .utc, faults: &faults)
        readPosition(parameters, into: &draft, &faults)
        draft.accuracy = parameters.read(.accuracy, "accuracy", faults: &faults)
        draft.heading = parameters.read(.heading, "bearing", "heading", faults: &faults)
        try faults.check()
        if draft.isHalf { throw LogbookError(.invalid, "One of lat and lon is missing; send both.") }
        if let valid = parameters.value("valid"), FlagText.read(valid) == false {
            received.ignore(.invalidFix)
        } else if let fix = draft.fix {
            let observation = Observation(
                instant: draft.instant ?? receipt.arrival, device: receipt.device,
                fact: .fix(fix))
            received.add(observation, at: receipt.arrival)
        } else {
            received.ignore(.withoutPosition)
        }
        return received
    }

    private static func readPosition(_ parameters: Parameters, into draft: inout FixDraft, _ faults: inout Faults) {
        guard let location = parameters.value("location") else {
            draft.latitude = parameters.read(.latitude, "lat", faults: &faults)
            draft.longitude = parameters.read(.longitude, "lon", faults: &faults)
            return
        }
        let parts = location.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            return faults.note(parameter: "location", "It must be latitude,longitude, as 52.09,5.12.")
        }
        let both = Parameters([("lat", String(parts[0])), ("lon", String(parts[1]))])
        draft.latitude = both.read(.latitude, "lat", faults: &faults)
        draft.longitude = both.read(.longitude, "lon", faults: &faults)
    }
}
