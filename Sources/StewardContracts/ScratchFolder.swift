// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A folder for one check, removed when the check ends.
public enum ScratchFolder {
    /// Makes a folder below the system's temporary one, hands its path to `body`, and removes it.
    public static func with<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let path = FileManager.default.temporaryDirectory.path() + "steward-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }
}
