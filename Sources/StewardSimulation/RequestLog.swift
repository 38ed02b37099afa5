// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import Synchronization

/// What reached a simulated service, in order. Calls to `/_simulator/` are not counted.
public final class RequestLog: Sendable {
    private let requests = Mutex<[SimulatedRequest]>([])

    init() {}

    func record(_ request: SimulatedRequest) { requests.withLock { $0.append(request) } }

    /// Every request so far.
    public var all: [SimulatedRequest] { requests.withLock { $0 } }

    /// How many requests came so far.
    public var count: Int { requests.withLock { $0.count } }

    /// Forgets them.
    public func clear() { requests.withLock { $0.removeAll() } }

    /// Method and path of each, for the control path.
    var json: JSON {
        .array(all.map { ["method": .string($0.method.rawValue), "path": .string($0.path)] })
    }
}
