// SPDX-License-Identifier: Apache-2.0
import Crypto

/// Checks a bundle's blobs against their names, and their names against the list.
struct BlobChecker {
    private let folder: String
    private let seal: SealChecker
    private(set) var found = VerificationReport()
    private(set) var checked = 0

    init(folder: String, seal: SealChecker) {
        self.folder = folder
        self.seal = seal
    }

    mutating func run() throws {
        let path = "\(folder)/\(BundleFile.blobs)"
        let isThere = FileFault.isFolder(path)
        let names = isThere ? try FileFault.names(in: path) : []
        var present: [String] = []
        for name in names {
            guard TreeHash(hex: name.utf8) != nil else {
                add(name, "This is no blob: a blob's name is its SHA-256.", cause: "it was renamed or put there later.")
                continue
            }
            present.append(name)
            checked += 1
            if try Self.hash(of: "\(path)/\(name)") != name {
                add(name, "The content does not have the hash that is its name.", cause: "a byte of it was changed.")
            }
        }
        try compare(present)
    }

    /// The folder against the list. A list that the manifest does not vouch for is named by `SealChecker` already; if
    /// the folder's names make the list that it vouches for, the folder is complete.
    private mutating func compare(_ present: [String]) throws {
        guard let list = try? ReadingFile("\(folder)/\(BundleFile.blobList)").contents(upTo: 1 << 30) else { return }
        let isListSound = seal.manifest == nil || seal.vouches(for: list, of: BundleFile.blobList)
        if !isListSound, seal.vouches(for: Self.list(present), of: BundleFile.blobList) { return }
        var listed: Set<String> = []
        for (number, line) in list.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty, number > 0 || list.isEmpty { continue }
            guard let name = Self.name(line) else {
                if isListSound {
                    found.add(
                        .init(
                            BundleFile.blobList, line: Int64(number + 1), "The line is not a hash and its blob.",
                            cause: "a byte of the line was changed."))
                }
                continue
            }
            listed.insert(name)
        }
        for name in Set(present).subtracting(listed).sorted() {
            add(name, "The blob is not in \(BundleFile.blobList).", cause: "it was put there later.")
        }
        for name in listed.subtracting(present).sorted() {
            add(name, "The blob is missing.", cause: "it was removed, renamed or not copied.")
        }
    }

    private mutating func add(_ name: String, _ fault: String, cause: String) {
        found.add(.init("\(BundleFile.blobs)/\(name)", fault, cause: cause))
    }

    private static func name(_ line: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: line, as: UTF8.self)
        let name = String(text.prefix(64))
        return TreeHash(hex: name.utf8) != nil && text == "\(name)  \(BundleFile.blobs)/\(name)" ? name : nil
    }

    /// The list that belongs to these blobs.
    static func list(_ names: [String]) -> [UInt8] {
        Array(names.sorted().map { "\($0)  \(BundleFile.blobs)/\($0)\n" }.joined().utf8)
    }

    private static func hash(of path: String) throws -> String {
        let file = try ReadingFile(path)
        var hasher = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var offset: Int64 = 0
        while true {
            let place = offset
            let outcome: Result<Int, LedgerError> = buffer.withUnsafeMutableBytes { bytes in
                Result { () throws(LedgerError) in try file.read(into: bytes, at: place) }
            }
            let count = try outcome.get()
            guard count > 0 else { return Hexadecimal.text(hasher.finalize()) }
            buffer.withUnsafeBytes { hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            offset += Int64(count)
        }
    }
}
