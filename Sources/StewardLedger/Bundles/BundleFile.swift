// SPDX-License-Identifier: Apache-2.0

/// The files of a sealed bundle.
enum BundleFile {
    /// One canonical line for every entry.
    static let book = "book.jsonl"
    /// The entries' hashes.
    static let hashes = "hashes.txt"
    /// The signed size and root.
    static let checkpoint = "checkpoint"
    /// The verifier key.
    static let key = "key.pub"
    /// The blobs' hashes, as `sha256sum` writes them.
    static let blobList = "blobs.txt"
    /// The folder of blobs.
    static let blobs = "blobs"
    /// The signed hashes of the small files.
    static let manifest = "manifest"
    /// How to verify with standard tools.
    static let readme = "README.txt"

    static let all = [readme, blobs, blobList, book, checkpoint, hashes, key, manifest]
    /// What the manifest vouches for; the rest is vouched for by the checkpoint and by the list of blobs.
    static let listed = [readme, blobList, checkpoint, key]
}

/// The signed list of a bundle's small files.
///
/// A signed note whose text is `steward-bundle/1`, the checkpoint's origin, and lines as `sha256sum` writes them. The
/// second line cannot be a size, so no manifest can be taken for a checkpoint.
struct BundleManifest {
    static let version = "steward-bundle/1"
    let origin: String
    /// Names and hashes, in the order of the names.
    let files: [(name: String, hash: TreeHash)]

    var text: String {
        ([Self.version, origin] + files.map { "\($0.hash.hexText)  \($0.name)" }).map { $0 + "\n" }.joined()
    }

    init(origin: String, files: [(name: String, hash: TreeHash)]) {
        self.origin = origin
        self.files = files
    }

    /// - Throws: `LedgerError` with `invalidNote` naming the line.
    init(parsing text: String) throws(LedgerError) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard lines.count > 3, lines[0] == Self.version, lines.last == "" else {
            throw LedgerError(.invalidNote, "The manifest does not begin with \(Self.version).")
        }
        var files: [(name: String, hash: TreeHash)] = []
        for (number, line) in lines[2..<(lines.count - 1)].enumerated() {
            let bytes = Array(line.utf8)
            guard bytes.count > 66, let hash = TreeHash(hex: bytes[..<64]), bytes[64] == 0x20, bytes[65] == 0x20 else {
                throw LedgerError(.invalidNote, "Line \(number + 3) of the manifest is not a hash and a name.")
            }
            files.append((String(decoding: bytes[66...], as: UTF8.self), hash))
        }
        self.init(origin: lines[1], files: files)
    }
}
