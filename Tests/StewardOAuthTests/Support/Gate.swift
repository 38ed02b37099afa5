// SPDX-License-Identifier: Apache-2.0

/// Holds whoever comes until it is opened.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var watchers: [(Int, CheckedContinuation<Void, Never>)] = []
    private(set) var arrivals = 0

    func pass() async {
        arrivals += 1
        watchers.removeAll { wanted, watcher in
            guard arrivals >= wanted else { return false }
            watcher.resume()
            return true
        }
        guard !isOpen else { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    func open() {
        isOpen = true
        for one in waiting { one.resume() }
        waiting = []
    }

    /// Returns when so many have come.
    func reached(_ count: Int) async {
        guard arrivals < count else { return }
        await withCheckedContinuation { watchers.append((count, $0)) }
    }
}
