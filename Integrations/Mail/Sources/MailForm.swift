// SPDX-License-Identifier: Apache-2.0

/// The forms that a setting may have. All are ASCII.
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
