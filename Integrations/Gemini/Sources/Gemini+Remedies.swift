// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension Gemini {
    static let remedies = ModelConnection.remedies(own: [
        .dailyLimit: "The questions of today are used up; there are new ones tomorrow."
    ])
}
