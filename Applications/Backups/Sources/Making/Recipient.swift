// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Public keys that age encrypts for.
package enum Recipient {
    /// Why a text is no public key that backups can be encrypted for; `nil` when it is one. The text is not repeated
    /// where it may be a private key.
    package static func problem(of text: String) -> String? {
        if text.uppercased().hasPrefix("AGE-SECRET-KEY-") || text.contains("PRIVATE KEY") {
            return "A private key was given; give the public one (age-keygen -y prints it), and keep the private one."
        }
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        switch parts.first {
        case "ssh-ed25519"?, "ssh-rsa"?: return sshProblem(parts)
        default: return ageProblem(text)
        }
    }

    // MARK: age1…

    private static let letters = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

    /// age's own keys are 32 bytes in Bech32 (BIP 173) with the prefix `age`.
    private static func ageProblem(_ text: String) -> String? {
        let wrong = "“\(text.prefix(80))” is no public key: it must look like age1…, ssh-ed25519 … or ssh-rsa …."
        guard text.hasPrefix("age1") else { return wrong }
        let values = text.utf8.dropFirst(4).map { letters.firstIndex(of: $0).map { UInt32($0) } }
        let known = values.compactMap { $0 }
        guard known.count == values.count else {
            return text.contains("1", after: 4)
                ? "“\(text.prefix(80))” is a key of an age plugin; backups take age's own keys and SSH keys." : wrong
        }
        guard known.count == 58 else { return "“\(text.prefix(80))” is not as long as a public key of age." }
        let prefix = Array("age".utf8)
        let expanded = prefix.map { UInt32($0 >> 5) } + [0] + prefix.map { UInt32($0 & 31) }
        guard checksum(expanded + known) == 1 else {
            return "“\(text.prefix(80))” has a typing error: its checksum is not right."
        }
        return nil
    }

    private static func checksum(_ values: [UInt32]) -> UInt32 {
        let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
        return values.reduce(1) { sum, value in
            let top = sum >> 25
            var next = (sum & 0x1FF_FFFF) << 5 ^ value
            for (bit, number) in generator.enumerated() where top >> UInt32(bit) & 1 == 1 { next ^= number }
            return next
        }
    }

    // MARK: SSH

    /// `TYPE BASE64 COMMENT`; the bytes begin with the type again (RFC 4253 section 6.6).
    private static func sshProblem(_ parts: [Substring]) -> String? {
        let type = String(parts[0])
        guard parts.count >= 2, let blob = Data(base64Encoded: String(parts[1])) else {
            return "The key “\(type) …” is cut off or misspelt; copy the whole line of the .pub file."
        }
        var rest = Array(blob)[...]
        guard field(&rest) == Array(type.utf8), let first = field(&rest) else {
            return "The key “\(type) …” is not of the type that it says; copy the whole line of the .pub file."
        }
        if type == "ssh-ed25519" {
            return first.count == 32 && rest.isEmpty ? nil : "The key “ssh-ed25519 …” is not 32 bytes long."
        }
        guard let modulus = field(&rest), rest.isEmpty else { return "The key “ssh-rsa …” is cut off." }
        return modulus.count >= 256 ? nil : "The key “ssh-rsa …” has fewer than the 2048 bits that age asks for."
    }

    private static func field(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard bytes.count >= 4 else { return nil }
        let count = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        bytes = bytes.dropFirst(4)
        guard count <= bytes.count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return Array(bytes.prefix(count))
    }
}

extension String {
    fileprivate func contains(_ character: Character, after count: Int) -> Bool { dropFirst(count).contains(character) }
}
