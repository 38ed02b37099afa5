// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A folder that goes when nobody needs what is in it any more.
final class TemporaryFolder: Sendable {
    /// Where it is, once something was written there.
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("steward-drive-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A file that goes with the content that lies in it.
final class TemporaryContent: Sendable {
    private let path: String
    private let folder: TemporaryFolder

    init(_ path: String, in folder: TemporaryFolder) {
        self.path = path
        self.folder = folder
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
