// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore

/// Content that was sent, as far as it is compared with what the service stored. SHA-256 takes less than half the time
/// of MD5 on today's processors, and the service tells both of nearly every file.
package struct UploadedContent: Sendable {
    /// 64 lower-case digits.
    package let sha256: String
    /// Bytes.
    package let length: Int64
    /// The content from an offset, to read it again.
    private let stream: @Sendable (Int64) async throws -> ByteStream

    init(sha256: String, length: Int64, stream: @escaping @Sendable (Int64) async throws -> ByteStream) {
        self.sha256 = sha256
        self.length = length
        self.stream = stream
    }

    /// Content that lies in memory.
    package init(_ bytes: [UInt8]) {
        self.init(sha256: Self.text(SHA256.hash(data: bytes)), length: Int64(bytes.count)) { offset in
            ByteStream(Array(bytes.dropFirst(Int(offset))))
        }
    }

    /// The MD5, in 32 lower-case digits: for files of which the service tells nothing better. The content is read
    /// again.
    package func md5() async throws -> String {
        var digest = Insecure.MD5()
        for try await piece in try await stream(0) { piece.withUnsafeBytes { digest.update(bufferPointer: $0) } }
        return Self.text(digest.finalize())
    }

    static func text(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
