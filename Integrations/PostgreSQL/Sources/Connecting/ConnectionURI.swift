// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A connection URI as libpq reads it (PostgreSQL documentation, “Connection URIs”), taken apart into keywords.
///
/// A plus sign is a plus sign: libpq does not read it as a space, so one is never written for a space.
struct ConnectionURI: Sendable, Hashable {
    /// Keywords by name, without a password.
    private(set) var keywords: [String: String] = [:]
    /// The password in it; `nil` for none.
    private(set) var password: Secret?

    /// - Throws: `invalidRequest`; nothing of the URI stands in the message, because it may hold a password.
    init(_ secret: Secret) throws(IntegrationError) {
        var rest = secret.reveal()[...]
        guard let scheme = ["postgresql://", "postgres://"].first(where: { rest.hasPrefix($0) }) else {
            throw Self.wrong("it begins with neither postgresql:// nor postgres://")
        }
        rest = rest.dropFirst(scheme.count)
        let query = rest.firstIndex(of: "?")
        let parameters = query.map { rest[rest.index(after: $0)...] } ?? ""
        rest = rest[..<(query ?? rest.endIndex)]
        let slash = rest.firstIndex(of: "/")
        if let slash, rest.index(after: slash) < rest.endIndex {
            keywords["dbname"] = try Self.decoded(rest[rest.index(after: slash)...])
        }
        var authority = rest[..<(slash ?? rest.endIndex)]
        if let at = authority.lastIndex(of: "@") {
            try takeUser(authority[..<at])
            authority = authority[authority.index(after: at)...]
        }
        try takeHosts(authority)
        for parameter in parameters.split(separator: "&") { try take(parameter) }
    }

    private mutating func takeUser(_ text: Substring) throws(IntegrationError) {
        let colon = text.firstIndex(of: ":")
        let user = try Self.decoded(text[..<(colon ?? text.endIndex)])
        if !user.isEmpty { keywords["user"] = user }
        if let colon { password = Secret(try Self.decoded(text[text.index(after: colon)...])) }
    }

    /// Hosts, parted by commas, each with its port; an IPv6 address stands in brackets.
    private mutating func takeHosts(_ text: Substring) throws(IntegrationError) {
        guard !text.isEmpty else { return }
        var hosts: [String] = []
        var ports: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            var host = part
            var port: Substring = ""
            if part.hasPrefix("[") {
                guard let end = part.firstIndex(of: "]") else { throw Self.wrong("a [ has no ]") }
                host = part[part.index(after: part.startIndex)..<end]
                let after = part[part.index(after: end)...]
                guard after.isEmpty || after.hasPrefix(":") else {
                    throw Self.wrong("after a ] comes a port or nothing")
                }
                port = after.dropFirst()
            } else if let colon = part.lastIndex(of: ":") {
                (host, port) = (part[..<colon], part[part.index(after: colon)...])
            }
            guard port.isEmpty || Int(port).map({ (1...65535).contains($0) }) == true else {
                throw Self.wrong("a port is a number from 1 to 65535")
            }
            hosts.append(try Self.decoded(host))
            ports.append(String(port))
        }
        if hosts != [""] { keywords["host"] = hosts.joined(separator: ",") }
        if ports.contains(where: { !$0.isEmpty }) { keywords["port"] = ports.joined(separator: ",") }
    }

    private mutating func take(_ parameter: Substring) throws(IntegrationError) {
        guard let sign = parameter.firstIndex(of: "=") else { throw Self.wrong("a parameter has no =") }
        let key = try Self.decoded(parameter[..<sign])
        let value = try Self.decoded(parameter[parameter.index(after: sign)...])
        switch key {
        case "password": password = Secret(value)
        // libpq's old spelling.
        case "ssl" where value == "true": keywords["sslmode"] = "require"
        case "sslpassword": throw Self.wrong("sslpassword is not taken; use a key without a passphrase, of mode 0600")
        default:
            guard !key.isEmpty, key.utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == 0x5F })
            else {
                throw Self.wrong("a parameter's name has other than small letters and _")
            }
            keywords[key] = value
        }
    }

    private static func decoded(_ text: Substring) throws(IntegrationError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16),
                value != 0
            else { throw wrong("a % is not followed by two hexadecimal digits other than 00") }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw wrong("its text is not UTF-8") }
        return text
    }

    private static func wrong(_ why: String) -> IntegrationError {
        IntegrationError(.invalidRequest, "The setting uri is no connection URI: \(why).")
    }
}

extension ConnectionURI {
    /// A URI of these keywords, without a password, for people to copy.
    static func text(_ keywords: [String: String]) -> String {
        var text = "postgresql://"
        if let user = keywords["user"] { text += encoded(user) + "@" }
        var parameters: [String] = []
        if let host = keywords["host"] {
            if host.hasPrefix("/") {
                parameters.append("host=" + encoded(host))
            } else {
                text += host.contains(":") ? "[\(host)]" : encoded(host)
            }
        }
        if let port = keywords["port"] {
            if keywords["host"]?.hasPrefix("/") ?? true {
                parameters.append("port=" + port)
            } else {
                text += ":" + port
            }
        }
        text += "/" + encoded(keywords["dbname"] ?? "")
        for key in keywords.keys.sorted() where !["user", "host", "port", "dbname"].contains(key) {
            parameters.append("\(key)=\(encoded(keywords[key] ?? ""))")
        }
        return text + (parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&"))
    }

    /// Everything but letters, digits and `-._~` as `%` and two digits.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                scalar.properties.isAlphabetic && byte < 128 || (48...57).contains(byte) || "-._~".utf8.contains(byte)
            if isPlain {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
