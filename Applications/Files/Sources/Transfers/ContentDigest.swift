// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
package import StewardIntegration

/// The digests of content that passes by: SHA-256 always, MD5 only where nothing better is known to compare with.
struct ContentDigest: Sendable {
    private var sha256 = SHA256()
    private var md5: Insecure.MD5?
    private(set) var size: Int64 = 0

    init(toCompareWith known: StoredFile.Checksums) {
        if known.sha256 == nil, known.md5 != nil { md5 = Insecure.MD5() }
    }

    mutating func add(_ piece: [UInt8]) {
        piece.withUnsafeBytes { bytes in
            sha256.update(bufferPointer: bytes)
            md5?.update(bufferPointer: bytes)
        }
        size += Int64(piece.count)
    }

    func finish() -> DigestedContent {
        DigestedContent(
            size: size, sha256: Hexadecimal.text(sha256.finalize()), md5: md5.map { Hexadecimal.text($0.finalize()) })
    }

    /// Reads a file on disk, off Swift's own threads.
    static func of(_ file: OpenFile, toCompareWith known: StoredFile.Checksums) async throws -> DigestedContent {
        try await offThread {
            var digest = ContentDigest(toCompareWith: known)
            while case let piece = try file.read(at: digest.size, upTo: 1 << 19), !piece.isEmpty { digest.add(piece) }
            return digest.finish()
        }
    }
}

/// Size and digests of content that was read to its end.
package struct DigestedContent: Sendable, Hashable {
    /// Bytes.
    package let size: Int64
    /// 64 lower-case digits.
    package let sha256: String
    /// 32 lower-case digits; `nil` where it was not needed.
    package let md5: String?

    /// Why this is not the content of a file that its service describes so; `nil` when it is, as far as the service
    /// tells.
    package func difference(from file: StoredFile) -> String? {
        if let wanted = file.size, wanted != size { return "it has \(size) bytes instead of \(wanted)" }
        if let wanted = file.checksums.sha256 {
            return wanted.lowercased() == sha256 ? nil : "its SHA-256 is not the one the service gives"
        }
        guard let wanted = file.checksums.md5, let md5 else { return nil }
        return wanted.lowercased() == md5 ? nil : "its MD5 is not the one the service gives"
    }
}
