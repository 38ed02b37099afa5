// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Computes speed and estimated end from reports, and says when a report is worth writing. No clock of its own.
struct ProgressMeter: Sendable {
    /// At most one report in so long is written.
    let interval: Duration
    /// Reports older than this no longer count for the speed.
    private let memory = 30.0
    private var samples: [(time: Date, items: Int64, bytes: Int64)] = []
    private var writtenAt: Date?

    init(interval: Duration) { self.interval = interval }

    /// The report with speed and estimate; the second value says whether to write it now.
    mutating func take(_ report: JobProgress, at now: Date) -> (JobProgress, isDue: Bool) {
        var progress = report
        progress.updatedAt = now
        let items = report.items ?? 0
        let bytes = report.bytes ?? 0
        if let last = samples.last, items < last.items || bytes < last.bytes { samples = [] }
        if samples.count > 1, let last = samples.last, now.timeIntervalSince(last.time) < 0.2 {
            samples[samples.count - 1] = (last.time, items, bytes)
        } else {
            samples.append((now, items, bytes))
        }
        samples.removeAll { now.timeIntervalSince($0.time) > memory }
        if let first = samples.first, case let span = now.timeIntervalSince(first.time), span > 0 {
            progress.itemsPerSecond = report.items.map { Double($0 - first.items) / span }
            progress.bytesPerSecond = report.bytes.map { Double($0 - first.bytes) / span }
        }
        progress.estimatedEnd = Self.estimate(progress, at: now)
        let isDue = writtenAt.map { now.timeIntervalSince($0) >= interval.inSeconds } ?? true
        if isDue { writtenAt = now }
        return (progress, isDue)
    }

    private static func estimate(_ progress: JobProgress, at now: Date) -> Date? {
        func left(_ done: Int64?, _ total: Int64?, _ speed: Double?) -> Double? {
            guard let done, let total, let speed, speed > 0, total >= done else { return nil }
            return Double(total - done) / speed
        }
        let seconds =
            left(progress.bytes, progress.totalBytes, progress.bytesPerSecond)
            ?? left(progress.items, progress.totalItems, progress.itemsPerSecond)
        return seconds.map { now.addingTimeInterval($0) }
    }
}
