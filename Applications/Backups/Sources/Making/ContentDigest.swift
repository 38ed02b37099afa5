// SPDX-License-Identifier: Apache-2.0
import Crypto

/// The size and the digests of bytes that pass by.
struct ContentDigest: Sendable {
    private(set) var bytes: Int64 = 0
    private var sha256 = SHA256()
    private var md5: Insecure.MD5?

    /// - Parameter hasMD5: whether the MD5 is computed too, for stores that know no better.
    init(hasMD5: Bool) { if hasMD5 { md5 = Insecure.MD5() } }

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        sha256.update(bufferPointer: piece)
        md5?.update(bufferPointer: piece)
        bytes += Int64(piece.count)
    }

    func finish() -> DigestedContent {
        DigestedContent(
            bytes: bytes, sha256: Self.hexadecimal(sha256.finalize()), md5: md5.map { Self.hexadecimal($0.finalize()) })
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads a file to its end, off Swift's own threads.
    /// - Throws: `BackupsError`.
    static func of(file path: String, hasMD5: Bool = false) async throws -> DigestedContent {
        try await offThread {
            let file = try DiskFile.open(path)
            var digest = ContentDigest(hasMD5: hasMD5)
            try ByteRoom().forEach(of: file.number, named: path) { digest.take($0) }
            return digest.finish()
        }
    }
}

/// Size and digests of content that was read to its end.
package struct DigestedContent: Sendable, Hashable {
    package let bytes: Int64
    /// 64 lower-case digits.
    package let sha256: String
    /// 32 lower-case digits; `nil` where it was not computed.
    package let md5: String?
}
