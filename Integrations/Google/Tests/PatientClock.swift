// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import Synchronization

/// A clock that stands still until it is moved. Waiting for less than a minute moves it; a longer wait, as that for a
/// person, lasts until it is cancelled.
final class PatientClock: Timekeeping {
    private let instant = Mutex(Date(timeIntervalSince1970: 1_770_544_800))

    var now: Date { instant.withLock { $0 } }
    func advance(by seconds: Double) { instant.withLock { $0 += seconds } }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        guard duration < .seconds(60) else { return try await Task.sleep(for: .seconds(86_400)) }
        advance(by: duration / .seconds(1))
    }
}

/// Dates replies by the clock of the test: the server dates them by the machine's.
struct DatingTransport: HTTPTransport {
    let next: any HTTPTransport
    let clock: any Timekeeping
    /// How far the service's clock is ahead.
    var ahead = 0.0

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        var reply = try await next.send(call)
        reply.response.headerFields[.date] = HTTPDate.format(clock.now + ahead)
        return reply
    }
}
