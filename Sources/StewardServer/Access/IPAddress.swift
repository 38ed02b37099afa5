// SPDX-License-Identifier: Apache-2.0
import Foundation

/// An address of IPv4 or IPv6. One of IPv4 in IPv6 (`::ffff:192.0.2.1`) is the one of IPv4.
struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// 4 or 16.
    let bytes: [UInt8]

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads an address; `nil` for anything else, a port or a zone included.
    init?(_ text: String) {
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
        if let four = Self.parsed(text, AF_INET, 4) {
            bytes = four
        } else if let sixteen = Self.parsed(text, AF_INET6, 16) {
            let isMapped = sixteen.prefix(10).allSatisfy { $0 == 0 } && sixteen[10] == 0xFF && sixteen[11] == 0xFF
            bytes = isMapped ? Array(sixteen.suffix(4)) : sixteen
        } else {
            return nil
        }
    }

    private static func parsed(_ text: String, _ family: Int32, _ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }

    /// The first address of the network of so many bits that an IPv6 address is in; an IPv4 address itself.
    func network(of bits: Int) -> IPAddress { bytes.count == 4 ? self : masked(bits) }

    /// The address with every bit after the first so many cleared.
    func masked(_ bits: Int) -> IPAddress {
        IPAddress(
            bytes: bytes.enumerated().map { place, byte in
                let kept = min(max(bits - place * 8, 0), 8)
                return kept == 0 ? 0 : byte & (0xFF << UInt8(8 - kept))
            })
    }

    var description: String {
        guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2)
            .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
    }
}
