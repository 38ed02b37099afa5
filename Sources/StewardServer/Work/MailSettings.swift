// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Where alerts go by mail, from the environment variables that older scripts used.
package struct MailSettings: Sendable {
    /// A host name or an address of IPv4 or IPv6, without brackets.
    package let server: String
    package let port: Int
    /// The name and the password; `nil` for a server that asks for none.
    package let login: (name: String, password: Secret)?
    package let sender: String
    package let recipient: String

    /// Reads `SMTP_SERVER`, `SMTP_PORT` (587), `SMTP_USERNAME`, `SMTP_PASSWORD` and `NOTIFICATION_EMAIL`; an empty
    /// variable is a missing one.
    ///
    /// - Returns: `nil` when neither a server nor a recipient is given, so that nobody is to be told by mail.
    /// - Throws: `invalidRequest`, in one sentence, when one of a pair is missing or a value is malformed.
    package init?(_ environment: [String: String]) throws(IntegrationError) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let (server, recipient) = (value("SMTP_SERVER"), value("NOTIFICATION_EMAIL"))
        if server == nil, recipient == nil { return nil }
        guard let server else { throw Self.missing("SMTP_SERVER", beside: "NOTIFICATION_EMAIL") }
        guard let recipient else { throw Self.missing("NOTIFICATION_EMAIL", beside: "SMTP_SERVER") }
        guard MailForm.isHost(server) else {
            throw Self.wrong("SMTP_SERVER is not a host name or an address; write it as mail.example.org.")
        }
        guard MailForm.isAddress(recipient) else {
            throw Self.wrong("NOTIFICATION_EMAIL is not one mail address; write it as name@example.org.")
        }
        self.server = server
        self.recipient = recipient
        port = try Self.port(value("SMTP_PORT") ?? "587")
        login = try Self.login(value("SMTP_USERNAME"), value("SMTP_PASSWORD"))
        sender = login.flatMap { MailForm.isAddress($0.name) ? $0.name : nil } ?? recipient
    }

    private static func port(_ text: String) throws(IntegrationError) -> Int {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text), (1...65_535).contains(port)
        else { throw wrong("SMTP_PORT must be a number from 1 to 65535.") }
        return port
    }

    private static func login(
        _ name: String?, _ password: String?
    ) throws(IntegrationError) -> (name: String, password: Secret)? {
        if name == nil, password == nil { return nil }
        guard let name else { throw missing("SMTP_USERNAME", beside: "SMTP_PASSWORD") }
        guard let password else { throw missing("SMTP_PASSWORD", beside: "SMTP_USERNAME") }
        // The first colon is where curl takes the name to end.
        guard MailForm.isOneLine(name), !name.contains(":") else {
            throw wrong("SMTP_USERNAME must be one line without a colon.")
        }
        guard MailForm.isOneLine(password) else {
            throw wrong("SMTP_PASSWORD must be one line without control characters.")
        }
        return (name, Secret(password))
    }

    private static func missing(_ name: String, beside other: String) -> IntegrationError {
        wrong("\(other) is set but \(name) is not; set both in the environment of Steward, or neither.")
    }

    private static func wrong(_ sentence: String) -> IntegrationError { IntegrationError(.invalidRequest, sentence) }

    /// Whether the server is this machine, so that what is sent leaves it by no network.
    package var isLoopback: Bool { MailForm.isLoopback(server) }

    /// For curl: `smtps` where TLS begins with the connection, as the port for it says (RFC 8314), else `smtp`. The
    /// path is the name that curl greets with; without one it would greet with the name of the message's file.
    package var address: String {
        "\(port == 465 ? "smtps" : "smtp")://\(server.contains(":") ? "[\(server)]" : server):\(port)/localhost"
    }
}

/// The forms that a value of the environment may have. All are ASCII.
enum MailForm {
    static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// A host name, or an address of IPv4 or IPv6.
    static func isHost(_ text: String) -> Bool {
        if text.contains(":") { return text.utf8.allSatisfy(isHexColonDot) && text.utf8.count <= 45 }
        return isDomain(text)
    }

    /// One address, `local@domain`, without quotes, comments or a name before it.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return false }
        let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let isLocal = atoms.allSatisfy { atom in !atom.isEmpty && atom.utf8.allSatisfy(isAtom) }
        return isLocal && parts[0].first != "-" && isDomain(String(parts[1]))
    }

    static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let areBytes = parts.allSatisfy { UInt8($0) != nil && $0.utf8.allSatisfy(isDigit) }
        return parts.count == 4 && areBytes && parts[0] == "127"
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D }
            }
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isHexColonDot(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x66).contains(byte | 0x20) || byte == 0x3A || byte == 0x2E
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
