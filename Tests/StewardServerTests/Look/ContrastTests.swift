// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import StewardServer

@Suite struct ContrastTests {
    @Test("the ratio is that of WCAG: black on white 21, the same colour 1, and known greys")
    func ratio() throws {
        func near(_ one: String, _ other: String, _ value: Double) throws {
            let ratio = try #require(Contrast.ratio(one, other))
            #expect(abs(ratio - value) < 0.005, "\(one) on \(other): \(ratio)")
        }
        try near("#000000", "#ffffff", 21)
        try near("#ffffff", "#000000", 21)
        try near("#b3261e", "#b3261e", 1)
        // The darkest and the lightest grey that just pass and just fail on white.
        try near("#767676", "#ffffff", 4.54)
        try near("#777777", "#ffffff", 4.48)
        #expect(Contrast.ratio("red", "#ffffff") == nil)
        #expect(Contrast.ratio("#fff", "#ffffff") == nil)
    }

    @Test("every pair of colours that may meet can be told apart, light and dark", arguments: Palette.pairs)
    func pairs(_ pair: Palette.Pair) throws {
        let front = try #require(Palette.color(pair.front), "\(pair.front)")
        let back = try #require(Palette.color(pair.back), "\(pair.back)")
        for (mode, value) in [("light", \Palette.Color.light), ("dark", \Palette.Color.dark)] {
            let ratio = try #require(Contrast.ratio(front[keyPath: value], back[keyPath: value]))
            #expect(ratio >= pair.level.rawValue, "\(pair.front) on \(pair.back), \(mode): \(ratio)")
        }
    }

    @Test("a rule of the style sheet that sets text and ground uses a measured pair")
    func rules() {
        let measured = Set(Palette.pairs.filter { $0.level == .text }.map { [$0.front, $0.back] })
        var found = 0
        for rule in StyleSheetText.rules {
            guard let front = rule.color("color"), let back = rule.color("background") else { continue }
            // A bar's colour is what fills it; its ground is the line behind.
            guard !rule.selector.hasPrefix("progress") else { continue }
            found += 1
            #expect(measured.contains([front, back]), "\(rule.selector): \(front) on \(back)")
        }
        #expect(found >= 12)
    }
}
