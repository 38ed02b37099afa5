// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
package import StewardIntegration

/// A folder with the seven files as they were served, and their manifest.
package enum ElectionCommissionSnapshot {
    /// Reads a folder and checks every file against the manifest.
    ///
    /// A file whose line ends were changed from CRLF to LF on the way is taken with CRLF when that gives the manifest's
    /// byte count and SHA-256; a defect `snapshot-line-ends` notes it.
    package static func read(folder: String) throws(IntegrationError) -> Dataset {
        let path = folder + "/manifest.json"
        let manifest = try SnapshotManifest(parsing: [UInt8](contents(of: path)), at: path)
        var notes: [DatasetDefect] = []
        var served: [Endpoint: DatasetFile] = [:]
        let entries = manifest.entries.compactMap { entry in Endpoint(rawValue: entry.key).map { ($0, entry) } }
        var seen: Set<Endpoint> = []
        for (endpoint, entry) in entries where !seen.insert(endpoint).inserted {
            throw IntegrationError(.malformedReply, "\(path) names \(entry.key) twice.")
        }
        let found = entries.concurrentMap(stride: 1) { endpoint, entry in
            Result { () throws(IntegrationError) in try bytes(of: entry, endpoint, in: folder) }
        }
        for ((endpoint, entry), found) in zip(entries, found) {
            let (bytes, note) = try found.get()
            if let note { notes.append(note) }
            served[endpoint] = DatasetFile(
                key: entry.key, url: entry.url, bytes: bytes, sha256: entry.sha256, etag: nil,
                fetchedAt: manifest.takenAt)
        }
        for endpoint in Endpoint.allCases where served[endpoint] == nil {
            throw IntegrationError(.notFound, "\(path) does not name \(endpoint.key).")
        }
        let files = Endpoint.allCases.compactMap { served[$0] }
        return ElectionDataset.make(try ElectionFiles(decoding: files.map(\.bytes)), from: files, notes: notes)
    }

    private static func bytes(
        of entry: SnapshotManifest.Entry, _ endpoint: Endpoint, in folder: String
    ) throws(IntegrationError) -> (bytes: [UInt8], note: DatasetDefect?) {
        let name = endpoint.fileName
        let found = try contents(of: "\(folder)/\(name)")
        if found.count == entry.bytes {
            let bytes = [UInt8](found)
            if sha256Text(bytes) == entry.sha256 { return (bytes, nil) }
        }
        let restored = withCarriageReturns(found)
        if restored.count == entry.bytes, sha256Text(restored) == entry.sha256 {
            let message =
                "\(name) has line ends of LF; with CRLF it has the manifest's \(entry.bytes) bytes and "
                + "SHA-256, and is taken so."
            return (restored, DatasetDefect(rule: "snapshot-line-ends", place: name, message: message))
        }
        throw IntegrationError(
            .malformedReply,
            "\(folder)/\(name) differs from the manifest: expected \(entry.bytes) bytes with SHA-256 \(entry.sha256), "
                + "found \(found.count) bytes with \(sha256Text([UInt8](found))). Take the snapshot again.")
    }

    private static func withCarriageReturns(_ data: Data) -> [UInt8] {
        data.withUnsafeBytes { bytes in
            var restored: [UInt8] = []
            restored.reserveCapacity(bytes.count + bytes.count / 32)
            var start = 0
            for place in bytes.indices where bytes[place] == 0x0A && (place == 0 || bytes[place - 1] != 0x0D) {
                restored.append(contentsOf: bytes[start..<place])
                restored.append(0x0D)
                start = place
            }
            restored.append(contentsOf: bytes[start...])
            return restored
        }
    }

    private static func contents(of path: String) throws(IntegrationError) -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw IntegrationError(.notFound, "The snapshot has no readable file \(path).")
        }
        return data
    }

    /// Writes the files under their own names, and the manifest last.
    package static func write(_ dataset: Dataset, to folder: String) throws(IntegrationError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for file in dataset.files {
                guard let endpoint = Endpoint(rawValue: file.key) else { continue }
                let url = URL(filePath: "\(folder)/\(endpoint.fileName)")
                try Data(file.bytes).write(to: url, options: .atomic)
            }
            let manifest = Data(SnapshotManifest.text(of: dataset).utf8)
            try manifest.write(to: URL(filePath: "\(folder)/manifest.json"), options: .atomic)
        } catch {
            throw IntegrationError(
                .unavailable, "The snapshot cannot be written to \(folder); check its permissions and the free space.",
                cause: error)
        }
    }
}
