// SPDX-License-Identifier: Apache-2.0

/// What a token endpoint says: yes or no. No is not an error: in some flows it is the usual answer.
package enum TokenOutcome: Sendable, Hashable {
    /// Yes.
    case granted(TokenReply)
    /// No.
    case refused(TokenRefusal)
}
