// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A sign-in that succeeded. The token belongs into the browser's cookie and nowhere else.
package struct SignedIn: Sendable {
    package let token: Secret
    package let session: Session
    package let account: Account
}
