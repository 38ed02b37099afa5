// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// Generated ids for callers that bring none, fetched many at a time: an id makes sending a creation twice harmless.
final class IDPool: Sendable {
    private let ids = Mutex<[String]>([])
    private static let count = 100

    /// An id that nobody else gets.
    func next(_ client: GoogleDriveClient) async throws(IntegrationError) -> String? {
        if let id = ids.withLock({ $0.popLast() }) { return id }
        let fresh = try await client.generateIDs(Self.count)
        ids.withLock { $0 += fresh.dropFirst() }
        return fresh.first
    }
}
