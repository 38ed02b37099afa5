// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardOAuth

/// What every form of a session has to bring along: it shows that the form came from a page of ours. It follows from
/// the session's token and does not give it away.
package enum FormToken {
    /// The form token of a session, or of any other secret that a browser keeps in a cookie.
    package static func of(_ token: String) -> String {
        let key = SymmetricKey(data: Array(token.utf8))
        return Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Array("steward form 1".utf8), using: key))
    }

    /// Whether both are the same, in a time that does not depend on where they differ.
    package static func matches(_ given: String, _ wanted: String) -> Bool {
        let (given, wanted) = (Array(given.utf8), Array(wanted.utf8))
        guard given.count == wanted.count, !wanted.isEmpty else { return false }
        return zip(given, wanted).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
