// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// How a set's backups are encrypted, in the age format.
package enum Encryption: Sendable, Hashable {
    /// Not at all.
    case none
    /// For these public keys: `age1…`, `ssh-ed25519 …` or `ssh-rsa …`. Any one of the private keys opens it.
    case recipients([String])
    /// With a passphrase, the secret of this name in the vault.
    case passphrase(secret: String)

    /// Whether what is written can be read without a key.
    package var isNone: Bool { self == .none }

    /// As it is kept in sets and manifests.
    package var json: JSON {
        switch self {
        case .none: .known(["kind": "none"])
        case .recipients(let keys): .known(["kind": "recipients", "recipients": .texts(keys)])
        case .passphrase(let secret): .known(["kind": "passphrase", "secret": .string(secret)])
        }
    }

    /// Reads ``json``; `nil` for anything else.
    package init?(_ json: JSON) {
        switch json["kind"]?.string {
        case "none": self = .none
        case "recipients": self = .recipients(json["recipients"]?.texts ?? [])
        case "passphrase":
            guard let secret = json["secret"]?.string else { return nil }
            self = .passphrase(secret: secret)
        default: return nil
        }
    }
}
