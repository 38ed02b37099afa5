// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Real scanned forms, where they lie beside the project; tests that need them are skipped, visibly, elsewhere.
enum RealScans {
    static let folder: String? = {
        let environment = ProcessInfo.processInfo.environment["STEWARD_ELECTION_DATA"]
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let candidates = [environment, "/\(root)/../shared/data/election"].compactMap(\.self)
        return candidates.map { $0 + "/scans" }.first { FileManager.default.fileExists(atPath: $0) }
    }()
    static var isPresent: Bool { folder != nil }

    static func path(_ name: String) -> String { "\(folder ?? "")/\(name)" }
}
