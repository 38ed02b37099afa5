// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// The learned paces of one connection, reading and writing apart.
final class DrivePacer: Sendable {
    private struct Paces {
        var reading = LearnedPace()
        var writing = LearnedPace()
    }
    private let paces = Mutex(Paces())
    private let clock: any Timekeeping

    init(clock: any Timekeeping) { self.clock = clock }

    /// Waits for a turn.
    func turn(_ call: DriveCall) async throws(IntegrationError) {
        let now = clock.now
        let weight = Double(call.weight)
        let wait = paces.withLock { paces in
            call.cost.isWrite
                ? paces.writing.turn(at: now, weight: weight) : paces.reading.turn(at: now, weight: weight)
        }
        guard wait > 0 else { return }
        do { try await clock.sleep(for: .seconds(wait)) } catch {
            throw IntegrationError(.cancelled, "The call was cancelled while waiting for its turn.", cause: error)
        }
    }

    /// Learns from how a call ended; `nil` for success.
    func note(_ error: IntegrationError?, of call: DriveCall) {
        if let error, error.code != .rateLimited { return }
        let now = clock.now
        let wait = error?.retryAfter.map { $0 / .seconds(1) }
        let isRefused = error != nil
        paces.withLock { paces in
            switch (call.cost.isWrite, isRefused) {
            case (true, true): paces.writing.refused(at: now, retryAfter: wait)
            case (true, false): paces.writing.succeeded(at: now)
            case (false, true): paces.reading.refused(at: now, retryAfter: wait)
            case (false, false): paces.reading.succeeded(at: now)
            }
        }
    }
}
