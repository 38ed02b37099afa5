// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A new folder that is removed with everything in it when nobody holds it any more.
package final class TemporaryFolder: Sendable {
    /// The folder's absolute path, without symbolic links.
    package let path: String

    /// Makes the folder, readable by its owner only.
    package init(_ name: String = "steward") throws {
        let unique = "\(name)-\(UUID().uuidString.prefix(13).lowercased())"
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appendingPathComponent(unique)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in the folder.
    package func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file and gives its path.
    @discardableResult
    package func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = URL(fileURLWithPath: path(name))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// The bytes of a file in the folder.
    package func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(name))))
    }
}
