// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// The files of a backup with their hashes: lines of 64 hexadecimal digits, two spaces and a path, sorted by path, as
/// `sha256sum --check` reads them.
struct FileList: Sendable, Hashable {
    private(set) var hashes: [String: String] = [:]
    var paths: [String] { hashes.keys.sorted() }

    init() {}

    mutating func add(_ path: String, _ facts: HashedFile.Facts) { hashes[path] = facts.sha256 }

    var text: String {
        hashes.sorted { $0.key < $1.key }.reduce(into: "") { $0 += "\($1.value)  \($1.key)\n" }
    }

    /// Reads the lines. A path that a backup never has is refused, so that none can lead out of a folder.
    /// - Throws: `OwnDataError` with `damaged`, naming the line.
    init(parsing text: String) throws(OwnDataError) {
        for (number, line) in text.split(separator: "\n").enumerated() {
            let parts = line.split(separator: "  ", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, BlobID(String(parts[0])) != nil, Self.isKnown(parts[1]),
                hashes.updateValue(String(parts[0]), forKey: String(parts[1])) == nil
            else {
                throw OwnDataError(
                    .damaged, "Line \(number + 1) of the backup's \(BackupManifest.listName) is not a file of a backup."
                )
            }
        }
    }

    static let database = "database.sqlite"
    /// Where the data folder has it too.
    static let timeline = "timeline.sqlite"
    static let signingKey = "keys/ledger.key"
    static let secretsKey = "keys/secrets.key"
    static let keyFiles = [signingKey, secretsKey]

    private static func isKnown(_ path: Substring) -> Bool {
        if path == database || path == timeline || keyFiles.contains(String(path)) { return true }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "blobs" else { return false }
        if parts[1] == "packs" {
            return parts[2].hasSuffix(".pack") && BlobID(String(parts[2].dropLast(5))) != nil
        }
        return BlobID(String(parts[2])) != nil && parts[2].hasPrefix(parts[1]) && parts[1].utf8.count == 2
    }
}
