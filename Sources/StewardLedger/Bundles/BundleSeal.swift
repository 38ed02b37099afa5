// SPDX-License-Identifier: Apache-2.0

/// The small files of a bundle, which seal its entries and its evidence.
enum BundleSeal {
    /// Names and contents, in the order of the names.
    /// - Parameter blobs: the SHA-256 of each, in any order.
    static func files(
        _ sealed: SignedCheckpoint, _ signer: NoteSigner, blobs: [String]
    ) throws -> [(name: String, bytes: [UInt8])] {
        let contents: [String: [UInt8]] = [
            BundleFile.readme: Array(BundleReadme.text(sealed.checkpoint, signer.verifier).utf8),
            BundleFile.blobList: BlobChecker.list(blobs),
            BundleFile.checkpoint: Array(sealed.note.description.utf8),
            BundleFile.key: Array("\(signer.verifier)\n".utf8),
        ]
        let listed = BundleFile.listed.map { name in
            (name: name, hash: (contents[name] ?? []).withUnsafeBytes { TreeHash(hashing: $0) })
        }
        let manifest = try signer.sign(BundleManifest(origin: sealed.checkpoint.origin, files: listed).text)
        return contents.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) }
            + [(name: BundleFile.manifest, bytes: Array(manifest.description.utf8))]
    }
}
