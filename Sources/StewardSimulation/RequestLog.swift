// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import Synchronization

/// What reached a simulated service, in order. Calls to `/_simulator/` are not counted.
///
/// At least the last ``kept`` requests are there; older ones are forgotten, so that a server may run for long. A body
/// is in it once it has come in whole, unless its route read it as it arrived.
public final class RequestLog: Sendable {
    private struct State {
        var requests: [SimulatedRequest] = []
        var forgotten = 0
    }
    private let state = Mutex(State())

    /// How many requests are kept at least: 20,000.
    public static let kept = 20_000

    init() {}

    /// Notes a request; gives its number.
    func record(_ request: SimulatedRequest) -> Int {
        state.withLock { state in
            state.requests.append(request)
            if state.requests.count >= 2 * Self.kept {
                state.requests.removeFirst(Self.kept)
                state.forgotten += Self.kept
            }
            return state.forgotten + state.requests.count - 1
        }
    }

    /// Notes the body of the request with this number.
    func note(_ body: [UInt8], of number: Int) {
        state.withLock { state in
            let index = number - state.forgotten
            if state.requests.indices.contains(index) { state.requests[index].body = body }
        }
    }

    /// The requests that are kept.
    public var all: [SimulatedRequest] { state.withLock { $0.requests } }

    /// How many requests came so far.
    public var count: Int { state.withLock { $0.forgotten + $0.requests.count } }

    /// Forgets them, and counts from nothing.
    public func clear() { state.withLock { $0 = State() } }

    /// Method and path of each, for the control path.
    var json: JSON {
        .array(all.map { ["method": .string($0.method.rawValue), "path": .string($0.path)] })
    }
}
