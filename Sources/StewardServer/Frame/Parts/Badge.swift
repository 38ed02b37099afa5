// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What a colour means.
enum Tone: String, Sendable, CaseIterable {
    case good, info, hint, low, medium, high, critical, missing
}

/// A state in one or two words. The word says all that the colour says.
struct Badge: Part, Hashable {
    let text: String
    let tone: Tone

    init(_ text: String, _ tone: Tone) {
        self.text = text
        self.tone = tone
    }

    var html: HTML { "<span class=\"tag \(tone.rawValue)\">\(text)</span>" }
}
