// SPDX-License-Identifier: Apache-2.0
import Crypto

/// The digests that Drive keeps of binary content, in lower-case hexadecimal.
public struct ContentDigests: Sendable, Hashable {
    /// MD5, 32 digits.
    public let md5: String
    /// SHA-1, 40 digits; `nil` as for some files from before 2018.
    public let sha1: String?
    /// SHA-256, 64 digits; `nil` as for some files from before 2018.
    public let sha256: String?

    /// Takes digests that are known.
    public init(md5: String, sha1: String?, sha256: String?) {
        self.md5 = md5
        self.sha1 = sha1
        self.sha256 = sha256
    }

    /// Reads content once and computes all three.
    public init(of content: DriveContent) {
        var running = RunningDigests()
        var start: Int64 = 0
        while start < content.size {
            let end = min(start + 1 << 20, content.size)
            running.update(content.bytes(start..<end))
            start = end
        }
        self = running.finished()
    }
}

/// Which digests are computed besides MD5, which Drive always has. They cost time: about 1.4 s a gigabyte for MD5, and
/// 0.5 s for each of these.
public struct DigestKinds: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: Int
    /// Takes bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// SHA-1.
    public static let sha1 = DigestKinds(rawValue: 1)
    /// SHA-256.
    public static let sha256 = DigestKinds(rawValue: 2)
    /// All that Drive has.
    public static let all: DigestKinds = [.sha1, .sha256]
}

/// Digests of content that comes in pieces.
public struct RunningDigests: Sendable {
    private var md5 = Insecure.MD5()
    private var sha1: Insecure.SHA1?
    private var sha256: SHA256?

    /// Begins with nothing.
    public init(_ kinds: DigestKinds = .all) {
        if kinds.contains(.sha1) { sha1 = Insecure.SHA1() }
        if kinds.contains(.sha256) { sha256 = SHA256() }
    }

    /// Adds the next bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            md5.update(bufferPointer: bytes)
            sha1?.update(bufferPointer: bytes)
            sha256?.update(bufferPointer: bytes)
        }
    }

    /// The digests of everything so far.
    public func finished() -> ContentDigests {
        ContentDigests(
            md5: Self.hexadecimal(md5.finalize()), sha1: sha1.map { Self.hexadecimal($0.finalize()) },
            sha256: sha256.map { Self.hexadecimal($0.finalize()) })
    }

    private static let digits = Array("0123456789abcdef".utf8)
    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(64)
        for byte in digest {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}
