// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// Lets one call after the other through, never faster than asked. One for all the workers of a run.
final class RecoveryPace: Sendable {
    private let clock: any Timekeeping
    private let slots: Mutex<PaceSlots?>
    private let passed = Mutex((calls: 0, seconds: 0.0))

    init(callsPerSecond: Double, burst: Int, clock: any Timekeeping) {
        self.clock = clock
        slots = Mutex(callsPerSecond > 0 ? PaceSlots(perSecond: callsPerSecond, burst: burst) : nil)
    }

    /// Waits for a slot.
    func wait() async throws {
        let now = clock.now.timeIntervalSince1970
        let wait = slots.withLock { $0?.take(at: now) ?? 0 }
        passed.withLock { $0 = ($0.calls + 1, $0.seconds + wait) }
        if wait > 0 { try await clock.sleep(for: .seconds(wait)) }
    }

    /// How many calls went through, and how long they waited together.
    var statistics: (calls: Int, seconds: Double) { passed.withLock { $0 } }
}

/// Slots in time: evenly spaced, or a bucket that holds `burst` of them.
struct PaceSlots: Sendable {
    private let spacing: Double
    private let burst: Int
    /// When the bucket is full again; for even spacing, when the next slot is.
    private var full = 0.0

    init(perSecond: Double, burst: Int) {
        spacing = 1 / perSecond
        self.burst = max(burst, 1)
    }

    /// Takes the next slot; gives the seconds to wait for it.
    mutating func take(at now: Double) -> Double {
        full = max(full, now) + spacing
        return max(0, full - now - spacing * Double(burst))
    }
}
