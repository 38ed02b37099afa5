// SPDX-License-Identifier: Apache-2.0
import Crypto

/// 32 bytes of SHA-256, kept without a heap allocation.
struct TreeHash: Hashable, Sendable {
    private var word0: UInt64 = 0
    private var word1: UInt64 = 0
    private var word2: UInt64 = 0
    private var word3: UInt64 = 0

    /// 32 zero bytes: what the first entry of a book names as its previous one.
    static let zero = TreeHash()

    init() {}

    /// The first 32 bytes of the buffer, which must hold them.
    init(raw bytes: UnsafeRawBufferPointer) {
        word0 = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        word1 = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        word2 = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        word3 = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    /// `nil` unless there are 32 bytes.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self = Array(bytes).withUnsafeBytes { TreeHash(raw: $0) }
    }

    /// `nil` unless there are 64 lower-case hexadecimal digits.
    init?(hex digits: some Collection<UInt8>) {
        guard let bytes = Hexadecimal.bytes(digits) else { return nil }
        self.init(bytes)
    }

    var bytes: [UInt8] { withBytes { Array($0) } }
    var hex: [UInt8] { withBytes { Hexadecimal.digits($0) } }
    var hexText: String { String(decoding: hex, as: UTF8.self) }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeBytes(of: self, body)
    }

    /// SHA-256(0x00 ‖ leaf), RFC 6962 section 2.1.
    static func leaf(_ bytes: [UInt8]) -> TreeHash {
        bytes.withUnsafeBytes { leaf in
            withUnsafeTemporaryAllocation(byteCount: leaf.count + 1, alignment: 8) { buffer in
                buffer[0] = 0
                UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(from: leaf)
                return TreeHash(hashing: UnsafeRawBufferPointer(buffer))
            }
        }
    }

    /// SHA-256(0x01 ‖ left ‖ right), RFC 6962 section 2.1.
    static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { buffer in
            buffer[0] = 1
            left.withBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: $0) }
            right.withBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[33..<65]).copyMemory(from: $0) }
            return TreeHash(hashing: UnsafeRawBufferPointer(buffer))
        }
    }

    /// SHA-256 of the bytes as they are.
    init(hashing bytes: UnsafeRawBufferPointer) {
        var hasher = SHA256()
        hasher.update(bufferPointer: bytes)
        self = hasher.finalize().withUnsafeBytes { TreeHash(raw: $0) }
    }
}
