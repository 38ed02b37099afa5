// SPDX-License-Identifier: Apache-2.0
package import StewardJobs
import Synchronization

/// Told how far work has come; called often, from any task.
package typealias ProgressReport = @Sendable (JobProgress) -> Void

/// Adds up what is moved in several tasks at once.
final class TransferMeter: Sendable {
    private struct State {
        var items: Int64
        var bytes: Int64
        var underWay: [Int64: Int64] = [:]
    }
    private let state: Mutex<State>
    private let totalItems: Int64?
    private let totalBytes: Int64?
    private let report: ProgressReport

    init(
        items: Int64 = 0, of totalItems: Int64?, bytes: Int64 = 0, of totalBytes: Int64?,
        _ report: @escaping ProgressReport
    ) {
        state = Mutex(State(items: items, bytes: bytes))
        self.totalItems = totalItems
        self.totalBytes = totalBytes
        self.report = report
    }

    /// So many bytes of the item of this number are there.
    func reached(_ bytes: Int64, of number: Int64) {
        tell { $0.underWay[number] = bytes }
    }

    /// The item is dealt with.
    func finished(_ number: Int64, bytes: Int64) {
        tell { state in
            state.underWay[number] = nil
            state.items += 1
            state.bytes += bytes
        }
    }

    private func tell(_ change: (inout State) -> Void) {
        let (items, bytes) = state.withLock { state in
            change(&state)
            return (state.items, state.bytes + state.underWay.values.reduce(0, +))
        }
        report(JobProgress(items: items, of: totalItems, bytes: bytes, ofBytes: totalBytes))
    }
}
