// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// Gives up on who sends so slowly that the place is held for next to nothing.
struct UploadPace {
    /// In each such span of time at least so many bytes have to come.
    static let span: TimeInterval = 30
    static let least = 30 * 1024

    private let clock: any Timekeeping
    private var since: Date
    private var bytes = 0

    init(clock: any Timekeeping) {
        self.clock = clock
        since = clock.now
    }

    /// Counts what came.
    /// - Throws: `UploadError` when it is too little for the time that has passed.
    mutating func count(_ more: Int) throws(UploadError) {
        bytes += more
        let now = clock.now
        guard now.timeIntervalSince(since) >= Self.span else { return }
        guard Double(bytes) >= Double(Self.least) * now.timeIntervalSince(since) / Self.span else { throw .tooSlow }
        since = now
        bytes = 0
    }
}
