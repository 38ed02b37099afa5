// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardStore
import Synchronization

/// What this process counts from its start on, for `/metrics`. One for each open installation.
package final class Meters: Sendable {
    /// Requests that were answered.
    let requests = RequestMeter()
    /// Attempts at jobs that ended.
    let jobs = JobMeter()
    /// Calls of outside services.
    let calls = CallMeter()
    /// Counting blobs means looking at every file, so the figure is kept for a while.
    private let blobs = Mutex<(usage: BlobUsage, at: Date)?>(nil)

    /// How long a count of the blobs stands.
    static let blobAge: TimeInterval = 300

    init() {}

    /// How many blobs there are and how many bytes they have, as of the last five minutes.
    func blobUsage(of store: BlobStore, now: Date) async throws -> BlobUsage {
        if let kept = blobs.withLock({ $0 }), now.timeIntervalSince(kept.at) < Self.blobAge { return kept.usage }
        let usage = try await Blocking.run { try store.usage() }
        blobs.withLock { $0 = (usage, now) }
        return usage
    }
}
