// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore

/// A phone that tells about drives, one report after the other, each with a number of its own. What it tells follows
/// from the number alone, so that a report that was not acknowledged can be sent again.
struct Sending: Sendable {
    let logbook: Logbook
    let token: DeviceToken
    /// How many drives lie before the first: microseconds since 1970 of the first report.
    let start: Int64

    /// Reports of one drive: it joins the car, tells where it is every quarter of a minute, and leaves the car.
    static let reports: Int64 = 24
    /// From one drive's beginning to the next one's.
    static let interval: Int64 = 3 * 3_600_000_000

    func observation(_ number: Int64) -> Observation {
        let (drive, step) = number.quotientAndRemainder(dividingBy: Self.reports)
        let instant = start + drive * Self.interval + step * 15_000_000
        switch step {
        case 0: return Observation(instant: instant, device: token.id, fact: .connected(nil))
        case Self.reports - 1: return Observation(instant: instant, device: token.id, fact: .disconnected(nil))
        default:
            let north = Double(drive % 2 == 0 ? step : Self.reports - step) * 250 / 111_195
            let fix = Position(latitude: 52.09 + north, longitude: 5.12).map { Fix(position: $0, accuracy: 5) }
            return Observation(instant: instant, device: token.id, fact: fix.map { .fix($0) } ?? .finished)
        }
    }

    /// Sends from a number on, and says of each number that it is acknowledged, until the process is killed.
    func run(from first: Int64, acknowledged: (Int64) -> Void) async throws {
        for number in first... {
            var received = Received()
            received.parts = [Received.Part(observations: [observation(number)])]
            let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
            _ = try await logbook.record(
                received, form: "shortcuts", from: .device(token), arrival: now, key: "\(number)")
            acknowledged(number)
        }
    }
}
