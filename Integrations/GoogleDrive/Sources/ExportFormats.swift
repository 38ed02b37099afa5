// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// Which kinds of documents can be exported as what, asked once for each connection.
final class ExportFormats: Sendable {
    private let known = Mutex<[String: [String]]?>(nil)

    func types(_ client: GoogleDriveClient) async throws(IntegrationError) -> [String: [String]] {
        if let types = known.withLock({ $0 }) { return types }
        let types = try await client.about("exportFormats").exportFormats
        known.withLock { $0 = types }
        return types
    }
}
