// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// Which devices reported lately, by what they sent to say so: hashing a token and asking for its account costs more
/// than keeping what it reports.
///
/// What is kept counts for a second, and no longer than nothing was changed about tokens; then it is looked up again.
final class DeviceMemory: Sendable {
    private struct Kept {
        let device: ReportingDevice
        let generation: Int
        let since: Date
    }
    private let table = Mutex<[String: Kept]>([:])
    private let limit: Int

    /// How long another process may have revoked a token, or somebody disabled an account, before it shows here.
    static let lifetime: TimeInterval = 1

    /// - Parameter limit: how many devices are kept; with one more, all are let go.
    init(limit: Int = 20_000) { self.limit = limit }

    /// The device that sent this; `nil` when it has to be looked up.
    /// - Parameter generation: the logbook's count of changes now.
    func device(_ sent: String, generation: Int, now: Date) -> ReportingDevice? {
        table.withLock { table in
            guard let kept = table[sent], kept.generation == generation,
                abs(now.timeIntervalSince(kept.since)) < Self.lifetime
            else { return nil }
            return kept.device
        }
    }

    /// Keeps which device sent something.
    /// - Parameters:
    ///   - generation: the logbook's count of changes before it was looked up.
    ///   - now: the time before it was looked up.
    func keep(_ device: ReportingDevice, _ sent: String, generation: Int, now: Date) {
        table.withLock { table in
            if table.count >= limit, table[sent] == nil { table.removeAll(keepingCapacity: true) }
            table[sent] = Kept(device: device, generation: generation, since: now)
        }
    }
}
