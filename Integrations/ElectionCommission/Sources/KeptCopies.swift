// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

/// The last good copy of each file, byte for byte, in the connection's cache folder.
///
/// A copy is two files: `stats_cons.json` and `stats_cons.copy.json` with its address, SHA-256, ETag and times. Both
/// are replaced by renaming; a pair that does not fit (a crash in between, a changed byte) counts as no copy.
struct KeptCopies: Sendable {
    let folder: String?

    struct Copy: Sendable {
        var file: DatasetFile
        var lastModified: String?
    }

    func copy(of endpoint: Endpoint, url: String) -> Copy? {
        guard let folder, let note = FileManager.default.contents(atPath: notePath(folder, endpoint)),
            let json = try? JSON(parsing: [UInt8](note)), json["url"]?.string == url,
            let hash = json["sha256"]?.string, let microseconds = json["fetched"]?.integer,
            let data = FileManager.default.contents(atPath: bodyPath(folder, endpoint))
        else { return nil }
        let bytes = [UInt8](data)
        guard sha256Text(bytes) == hash else { return nil }
        let file = DatasetFile(
            key: endpoint.key, url: url, bytes: bytes, sha256: hash, etag: json["etag"]?.string,
            fetchedAt: Date(timeIntervalSince1970: Double(microseconds) / 1_000_000))
        return Copy(file: file, lastModified: json["last_modified"]?.string)
    }

    /// Keeps a copy in place of the last one.
    /// - Throws: `unavailable` when the folder cannot be written.
    func keep(_ copy: Copy, _ endpoint: Endpoint, bodyIsKept: Bool) throws(IntegrationError) {
        guard let folder else { return }
        let micros = (copy.file.fetchedAt.timeIntervalSince1970 * 1_000_000).rounded()
        let note: JSON = [
            "url": .string(copy.file.url), "sha256": .string(copy.file.sha256), "fetched": .integer(Int64(micros)),
            "etag": copy.file.etag.map { .string($0) } ?? .null,
            "last_modified": copy.lastModified.map { .string($0) } ?? .null,
        ]
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            if !bodyIsKept { try write(copy.file.bytes, to: bodyPath(folder, endpoint)) }
            try write(try note.canonicalBytes(), to: notePath(folder, endpoint))
        } catch {
            throw IntegrationError(
                .unavailable,
                "The copy of \(endpoint.fileName) cannot be kept in \(folder); check the folder's "
                    + "permissions and the free space.", cause: error)
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    }
    private func bodyPath(_ folder: String, _ endpoint: Endpoint) -> String { "\(folder)/\(endpoint.fileName)" }
    private func notePath(_ folder: String, _ endpoint: Endpoint) -> String { "\(folder)/\(endpoint.key).copy.json" }
}
