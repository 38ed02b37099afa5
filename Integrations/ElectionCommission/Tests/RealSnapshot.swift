// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The real files as served on 2026-02-22, when they are on this machine.
enum RealSnapshot {
    /// `STEWARD_ELECTION_DATA`, or `../shared/data/election` beside the project.
    static let folder: String? = {
        let environment = ProcessInfo.processInfo.environment["STEWARD_ELECTION_DATA"]
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let data = environment ?? root.appending(path: "../shared/data/election").standardized.path()
        let folder = data + "/ect"
        return FileManager.default.fileExists(atPath: folder + "/manifest.json") ? folder : nil
    }()
    static var isPresent: Bool { folder != nil }
}
