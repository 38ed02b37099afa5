// SPDX-License-Identifier: Apache-2.0

/// The block before each member of an archive in the format ustar (POSIX.1-1988, now part of the utility pax).
///
/// Nobody's name and number stand in it, and one time for all, so that equal contents are equal archives. A member of
/// 8 GiB and more has its size in base 256, as GNU tar and libarchive write and read it.
struct UstarHeader {
    static let blockSize = 512

    /// At most 155 bytes; the folder that the member lies in, without the slash at its end.
    let folder: String
    /// At most 100 bytes; ends in a slash for a folder.
    let name: String
    let size: Int64
    /// Seconds since 1970.
    let time: Int64

    var bytes: [UInt8] {
        let isFolder = name.hasSuffix("/")
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ text: [UInt8], at place: Int, upTo length: Int) {
            for (index, byte) in text.prefix(length).enumerated() { block[place + index] = byte }
        }
        put(Array(name.utf8), at: 0, upTo: 100)
        put(Self.octal(isFolder ? 0o755 : 0o644, digits: 7), at: 100, upTo: 8)
        put(Self.octal(0, digits: 7), at: 108, upTo: 8)
        put(Self.octal(0, digits: 7), at: 116, upTo: 8)
        put(Self.number(size), at: 124, upTo: 12)
        put(Self.number(max(0, time)), at: 136, upTo: 12)
        put([UInt8](repeating: 0x20, count: 8), at: 148, upTo: 8)
        block[156] = UInt8(ascii: isFolder ? "5" : "0")
        put(Array("ustar\0".utf8) + Array("00".utf8), at: 257, upTo: 8)
        put(Self.octal(0, digits: 7), at: 329, upTo: 8)
        put(Self.octal(0, digits: 7), at: 337, upTo: 8)
        put(Array(folder.utf8), at: 345, upTo: 155)
        let sum = block.reduce(Int64(0)) { $0 + Int64($1) }
        put(Self.octal(sum, digits: 6) + [0, 0x20], at: 148, upTo: 8)
        return block
    }

    /// How many bytes a member takes with its header.
    static func room(_ size: Int64) -> Int64 { Int64(blockSize) + size + padding(size) }
    /// How many zero bytes follow the content.
    static func padding(_ size: Int64) -> Int64 { (Int64(blockSize) - size % Int64(blockSize)) % Int64(blockSize) }
    /// What ends an archive.
    static let end = [UInt8](repeating: 0, count: 2 * blockSize)

    private static func octal(_ value: Int64, digits: Int) -> [UInt8] {
        let text = String(value, radix: 8)
        return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, digits - text.utf8.count)) + Array(text.utf8)
    }

    private static func number(_ value: Int64) -> [UInt8] {
        guard value >= 1 << 33 else { return octal(value, digits: 11) }
        return [0x80, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: value >> Int64(56 - 8 * $0)) }
    }
}
