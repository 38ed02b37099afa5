// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// The faults of Drive that are still to be played, and how far its clock is off.
public final class DriveFaults: Sendable {
    private struct State: Sendable {
        var faults: [DriveFault] = []
        var skew: Int64 = 0
        var meter = DriveMeter()
    }
    private let state = Mutex(State())
    private let clock: any Timekeeping

    init(clock: any Timekeeping) { self.clock = clock }

    /// Adds a fault behind the others.
    public func add(_ fault: DriveFault) { state.withLock { $0.faults.append(fault) } }

    /// Forgets every fault, the clock's included.
    public func clear() {
        state.withLock { state in
            state.faults = []
            state.skew = 0
        }
    }

    /// The faults that are left.
    public var remaining: [DriveFault] { state.withLock { $0.faults } }

    /// Milliseconds that the service's clock is ahead of the true one: in times, and in the Date field.
    public var clockSkew: Int64 {
        get { state.withLock { $0.skew } }
        set { state.withLock { $0.skew = newValue } }
    }

    /// The faults that hit a call now, each counted; none of two that say the same.
    func take(_ call: String, _ file: String?, of wanted: (DriveFault.Kind) -> Bool) -> DriveFault.Kind? {
        state.withLock { state in
            if state.faults.isEmpty { return nil }
            for index in state.faults.indices
            where wanted(state.faults[index].kind) && state.faults[index].fits(call, file) {
                if state.faults[index].skip > 0 {
                    state.faults[index].skip -= 1
                    continue
                }
                let kind = state.faults[index].kind
                if let count = state.faults[index].count {
                    guard count > 0 else { continue }
                    state.faults[index].count = count - 1
                    if count == 1 { state.faults.remove(at: index) }
                }
                return kind
            }
            return nil
        }
    }

    /// The refusal that hits a call now.
    func refusal(_ call: String, _ file: String?) -> DriveError? {
        let kind = take(call, file) { if case .reason = $0 { true } else { false } }
        guard case .reason(let reason, let status, let message, let retryAfter)? = kind else { return nil }
        var error = Self.error(reason)
        if let status { error.status = status }
        if let message { error.message = message }
        error.retryAfter = retryAfter
        return error
    }

    /// Whether a fault without a value hits a call now.
    func hits(_ kind: DriveFault.Kind, _ call: String, _ file: String? = nil) -> Bool {
        take(call, file) { $0 == kind } != nil
    }

    func meter(_ cost: DriveCost, _ account: String, _ limit: DriveRateLimit?) -> DriveError? {
        guard let limit else { return nil }
        let now = Int64(clock.now.timeIntervalSince1970 * 1000)
        return state.withLock { $0.meter.take(cost, account, limit, now: now) }
    }
}
