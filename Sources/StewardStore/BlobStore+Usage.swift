// SPDX-License-Identifier: Apache-2.0

/// How much a blob store holds.
package struct BlobUsage: Sendable, Hashable {
    /// How many blobs there are. One that lies in a file and in a pack counts twice.
    package let count: Int
    /// Bytes of the files they lie in.
    package let bytes: Int64
}

extension BlobStore {
    /// How much is kept. Looks at every file's length and every pack's list; nothing is hashed but those lists.
    /// - Throws: `BlobError` with `storage`, or `damaged` naming a pack whose list was changed.
    package func usage() throws -> BlobUsage {
        try reporting {
            let own = try ownFiles()
            var bytes: Int64 = 0
            for file in own { bytes += DurableFolder.size(folder + "/" + file) ?? 0 }
            var count = own.count
            for (pack, rows) in try shelf.all() {
                count += rows.count
                bytes += DurableFolder.size(shelf.path(pack)) ?? 0
            }
            return BlobUsage(count: count, bytes: bytes)
        }
    }

    /// The files that hold blobs, named from the store's folder on: `ab/abcd…` and `packs/….pack`. What is half
    /// written is not among them.
    /// - Throws: `BlobError` with `storage`.
    package func files() throws -> [String] {
        try reporting {
            let packs = try DurableFolder.names(shelf.folder).filter { $0.hasSuffix(PackList.suffix) }
            return try ownFiles() + packs.map { "packs/" + $0 }
        }
    }

    private func ownFiles() throws -> [String] {
        try DurableFolder.names(folder).filter { $0.utf8.count == 2 }.flatMap { subfolder in
            try DurableFolder.names(folder + "/" + subfolder).filter { BlobID($0) != nil }.map { subfolder + "/" + $0 }
        }
    }
}
