// SPDX-License-Identifier: Apache-2.0

/// Why a secret cannot be kept or read. Equal when the codes are; messages never hold a secret or a key.
package struct VaultError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// There are secrets, but the key that opens them is not there.
        case keyMissing
        /// Other users of the machine could read the key.
        case keyExposed
        /// The key file is not one, or cannot be read or written.
        case keyUnusable
        /// A kept secret was changed by something else than the vault.
        case damaged
        /// Another rotation is running.
        case busy
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    package var description: String { message }
}
