// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Synchronization

/// The faults that a server still has to play, in order; the first that fits a request hits it.
public final class FaultScript: Sendable {
    private let faults: Mutex<[Fault]>

    /// Starts with these faults.
    public init(_ faults: [Fault] = []) { self.faults = Mutex(faults) }

    /// Adds a fault behind the others.
    public func add(_ fault: Fault) { faults.withLock { $0.append(fault) } }

    /// Forgets every fault.
    public func clear() { faults.withLock { $0.removeAll() } }

    /// The faults that are left.
    public var remaining: [Fault] { faults.withLock { $0 } }

    /// The fault that hits a GET of this path now, or `nil`. Counts it.
    public func take(for path: String) -> Fault.Kind? { take(for: SimulatedRequest(.get, path)) }

    /// The fault that hits this request now, or `nil`. Counts it.
    public func take(for request: SimulatedRequest) -> Fault.Kind? {
        faults.withLock { faults in
            for index in faults.indices where faults[index].fits(request) {
                if faults[index].skip > 0 {
                    faults[index].skip -= 1
                    continue
                }
                let kind = faults[index].kind
                if let count = faults[index].count {
                    guard count > 0 else { continue }
                    faults[index].count = count - 1
                    if count == 1 { faults.remove(at: index) }
                }
                return kind
            }
            return nil
        }
    }
}
