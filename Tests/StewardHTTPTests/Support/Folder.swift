// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// A folder that is there for one test.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager().temporaryDirectory.appending(path: "steward-http-\(UUID().uuidString)").path()
        try FileManager().createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager().removeItem(atPath: path) }

    func names(_ suffix: String = "") throws -> [String] {
        try FileManager().contentsOfDirectory(atPath: path).filter { $0.hasSuffix(suffix) }.sorted()
    }
    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)"))) }
    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    }
}
