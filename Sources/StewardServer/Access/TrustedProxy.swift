// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes

/// The reverse proxies whose word about a client's address is taken. Without any, nobody's is: a field that a client
/// can write itself would let it choose the address that it is slowed down by.
package struct TrustedProxy: Sendable, Hashable {
    /// Which field the proxy writes. Only one is read: a proxy that writes one passes the other on as the client sent
    /// it.
    package enum Field: String, Sendable, Hashable, CaseIterable {
        case xForwardedFor = "x-forwarded-for"
        /// RFC 7239.
        case forwarded
    }

    private struct Network: Sendable, Hashable {
        let address: IPAddress
        let bits: Int
    }
    private let networks: [Network]
    /// The field that is read.
    package let field: Field

    /// Nobody is trusted.
    package static let none = TrustedProxy()

    private init() {
        networks = []
        field = .xForwardedFor
    }

    /// Takes addresses and networks, as `127.0.0.1` or `10.0.0.0/8`; `nil` when one of them is neither.
    package init?(_ addresses: [String], field: Field = .xForwardedFor) {
        var networks: [Network] = []
        for text in addresses {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
            let most = address.bytes.count * 8
            guard let bits = parts.count == 2 ? Int(parts[1]) : most, (0...most).contains(bits) else { return nil }
            networks.append(Network(address: address.masked(bits), bits: bits))
        }
        self.networks = networks
        self.field = field
    }

    /// Whether this address is one of the proxies.
    package func trusts(_ address: String) -> Bool {
        !networks.isEmpty && IPAddress(address).map(trusts) ?? false
    }

    private func trusts(_ address: IPAddress) -> Bool {
        networks.contains { $0.address.bytes.count == address.bytes.count && address.masked($0.bits) == $0.address }
    }

    /// The client's address: the last one in the field that is not itself a trusted proxy. The peer's own when it is no
    /// proxy of ours, or when what the field says there is no address.
    package func client(peer: String, _ headers: HTTPFields) -> String {
        guard trusts(peer) else { return Self.plain(peer) }
        var client = Self.plain(peer)
        for hop in hops(headers).reversed() {
            guard let address = hop.address.flatMap({ IPAddress($0) }) else { return client }
            client = address.description
            if !trusts(address) { return client }
        }
        return client
    }

    /// Whether the client speaks TLS to the proxy, by `X-Forwarded-Proto` or `proto` in `Forwarded`; `false` when the
    /// peer is no proxy of ours.
    package func isSecure(peer: String, _ headers: HTTPFields) -> Bool {
        guard trusts(peer) else { return false }
        switch field {
        case .forwarded: return hops(headers).last?.scheme == "https"
        case .xForwardedFor: return Self.list(headers, Self.scheme).last?.lowercased() == "https"
        }
    }

    private struct Hop {
        var address: String?
        var scheme: String?
    }

    private func hops(_ headers: HTTPFields) -> [Hop] {
        let list = Self.list(headers, field == .forwarded ? Self.standard : Self.usual)
        guard field == .forwarded else { return list.map { Hop(address: Self.withoutPort($0)) } }
        return list.map { element in
            var hop = Hop()
            for pair in element.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { Self.trimmed($0.utf8) }
                guard parts.count == 2 else { continue }
                let value = parts[1].filter { $0 != "\"" }
                if parts[0].lowercased() == "for" { hop.address = Self.withoutPort(value) }
                if parts[0].lowercased() == "proto" { hop.scheme = value.lowercased() }
            }
            return hop
        }
    }

    // The names are constant and valid; a wrong one would be a programmer's mistake that every test shows.
    private static let usual = HTTPField.Name("X-Forwarded-For") ?? .server
    private static let standard = HTTPField.Name("Forwarded") ?? .server
    private static let scheme = HTTPField.Name("X-Forwarded-Proto") ?? .server

    /// A field's elements over all of its lines, at most the last 32.
    private static func list(_ headers: HTTPFields, _ name: HTTPField.Name) -> [String] {
        var found: [String] = []
        for field in headers where field.name == name {
            for part in field.value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
                found.append(trimmed(part))
            }
        }
        return found.count > 32 ? Array(found.suffix(32)) : found
    }

    private static func trimmed(_ text: Substring.UTF8View) -> String {
        var bytes = text
        while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return String(Substring(bytes))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// `192.0.2.1:80` and `[2001:db8::1]:80` without the port.
    private static func withoutPort(_ text: String) -> String {
        let colon = UInt8(ascii: ":")
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        guard let first = text.utf8.firstIndex(of: colon), text.utf8.lastIndex(of: colon) == first else { return text }
        return String(text[..<first])
    }

    /// An address of IPv4 has only one way to be written.
    private static func plain(_ peer: String) -> String {
        peer.utf8.contains(UInt8(ascii: ":")) ? IPAddress(peer)?.description ?? peer : peer
    }
}
