// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension Anthropic {
    static let remedies = ModelConnection.remedies()
}
