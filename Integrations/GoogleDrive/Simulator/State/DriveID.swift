// SPDX-License-Identifier: Apache-2.0

/// Ids as Drive makes them. Those for files end in two characters that follow from the others, so that an id which no
/// `generateIds` ever gave is known without keeping a list.
enum DriveID {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// 33 characters that begin with `1`.
    static func file(_ generator: inout SplitMix) -> String {
        var out = [UInt8(ascii: "1")]
        out.reserveCapacity(33)
        append(30, to: &out, &generator)
        out += check(out)
        return String(decoding: out, as: UTF8.self)
    }

    /// 19 characters, as the root of an account and a shared drive have.
    static func root(_ generator: inout SplitMix) -> String {
        var out = Array("0A".utf8)
        append(14, to: &out, &generator)
        return String(decoding: out + Array("PVA".utf8), as: UTF8.self)
    }

    /// 20 digits, the first none of them zero.
    static func permission(for address: String) -> String {
        String(fnv(Array(address.utf8)) % 8_000_000_000_000_000_000 + 10_000_000_000_000_000_000)
    }

    /// An opaque id that follows from the file's and the revision's number.
    static func revision(of file: String, number: Int) -> String {
        var generator = SplitMix(seed: fnv(Array(file.utf8)) &+ UInt64(number) &* SplitMix.step)
        var out = Array("0B".utf8)
        append(49, to: &out, &generator)
        return String(decoding: out, as: UTF8.self)
    }

    /// A resource key, as `0-` and 22 characters.
    static func resourceKey(_ generator: inout SplitMix) -> String {
        var out = Array("0-".utf8)
        append(22, to: &out, &generator)
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether `text` is an id that ``file(_:)`` can give.
    static func isGenerated(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 33 && bytes[0] == UInt8(ascii: "1") && check(bytes.dropLast(2)) == Array(bytes.suffix(2))
    }

    static func fnv(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    private static func check(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let hash = fnv(bytes)
        return [alphabet[Int(hash >> 20 & 63)], alphabet[Int(hash >> 40 & 63)]]
    }

    private static func append(_ count: Int, to out: inout [UInt8], _ generator: inout SplitMix) {
        var left = count
        while left > 0 {
            var bits = generator.next()
            for _ in 0..<min(left, 10) {
                out.append(alphabet[Int(bits & 63)])
                bits >>= 6
            }
            left -= min(left, 10)
        }
    }
}
