// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The accounts that were looked at last, by vehicle and version of its tables.
final class ViewCache: Sendable {
    private struct Kept {
        let version: Int64
        let view: AccountView
        var used: UInt64
    }
    private struct State {
        var views: [String: Kept] = [:]
        var uses: UInt64 = 0
    }
    private let state = Mutex(State())

    /// A year of one car is a few megabytes.
    private static let limit = 8

    func view(of vehicle: String, version: Int64) -> AccountView? {
        state.withLock { state in
            guard let kept = state.views[vehicle], kept.version == version else { return nil }
            state.uses += 1
            state.views[vehicle]?.used = state.uses
            return kept.view
        }
    }

    func keep(_ view: AccountView, of vehicle: String, version: Int64) {
        state.withLock { state in
            state.uses += 1
            if state.views[vehicle] == nil, state.views.count >= Self.limit,
                let oldest = state.views.min(by: { $0.value.used < $1.value.used })?.key
            {
                state.views[oldest] = nil
            }
            state.views[vehicle] = Kept(version: version, view: view, used: state.uses)
        }
    }
}
