// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads what Torque Pro uploads from a plug in the car (Torque, web upload, 2026-11): parameters whose names are `k`
/// and the number of an OBD value or of one of the app's own.
///
/// Taken are the position (`kff1005`, `kff1006`), its accuracy (`kff1239`), speed (`kff1001`, km/h) and heading
/// (`kff1007`), the car's own speed (`kd`) and, of cars that tell it, the odometer (`ka6`, km). Messages that only
/// describe values are left out. The reply has to be `OK!`.
package enum Torque {
    /// The name of this form in an arrival.
    package static let form = "torque"

    /// Reads one upload.
    ///
    /// - Throws: `LogbookError` naming the parameter that is wrong.
    package static func read(_ parameters: Parameters, from receipt: Receipt) throws(LogbookError) -> Received {
        var received = Received(answer: Received.Answer(contentType: "text/plain", text: "OK!"))
        var faults = Faults()
        received.device = parameters.readName("id", faults: &faults)
        let instant = parameters.readInstant("time", for: receipt, faults: &faults) ?? receipt.arrival
        var draft = FixDraft()
        draft.longitude = parameters.read(.longitude, "kff1005", faults: &faults)
        draft.latitude = parameters.read(.latitude, "kff1006", faults: &faults)
        draft.accuracy = parameters.read(.accuracy, "kff1239", faults: &faults)
        draft.speed = parameters.read(.kilometresAnHour, "kff1001", faults: &faults).map { $0 / 3.6 }
        draft.heading = parameters.read(.heading, "kff1007", faults: &faults)
        let speed = parameters.read(.kilometresAnHour, "kd", "k0d", faults: &faults)
        let odometer = parameters.read(.kilometres, "ka6", faults: &faults)
        try faults.check()
        let device = receipt.device(named: received.device)
        if let fix = draft.fix {
            received.add(Observation(instant: instant, device: device, fact: .fix(fix)), at: receipt.arrival)
        }
        // A car that stands at a light is not parked, so a speed of 0 says nothing.
        let report = CarReport(
            odometer: odometer.flatMap { $0 > 0 ? Distance(kilometres: $0) : nil },
            activity: (speed ?? 0) > 0 ? .driving : nil)
        if report != CarReport() {
            received.add(Observation(instant: instant, device: device, fact: .car(report)), at: receipt.arrival)
        }
        if received.parts.isEmpty {
            received.ignore(parameters.value("kff1005", "kff1006") == nil ? .otherKind : .withoutPosition)
        }
        return received
    }
}
