// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import StewardServer

/// The style sheet as its rules.
enum StyleSheetText {
    struct Rule {
        let selector: String
        let declarations: [(name: String, value: String)]

        /// The palette's name of a colour that a declaration uses.
        func color(_ name: String) -> String? {
            let value = declarations.last { $0.name == name }?.value ?? ""
            guard value.hasPrefix("var(--"), value.hasSuffix(")") else { return nil }
            let color = String(value.dropFirst(6).dropLast())
            return Palette.color(color) == nil ? nil : color
        }
    }

    /// Every innermost block, with what stands before it.
    static var rules: [Rule] {
        StyleSheet.text.split(separator: "}").compactMap { block in
            let parts = block.split(separator: "{")
            guard parts.count >= 2, let body = parts.last else { return nil }
            let declarations = body.split(separator: ";").compactMap { line -> (String, String)? in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                return (String(line[..<colon]).trimmed, String(line[line.index(after: colon)...]).trimmed)
            }
            return Rule(selector: String(parts[parts.count - 2]).trimmed, declarations: declarations)
        }
    }
}

@Suite struct StyleSheetTests {
    private static let text = StyleSheet.text

    /// What stands between `var(` and its end.
    private static var used: Set<String> {
        Set(text.split(separator: "var(").dropFirst().compactMap { $0.split(separator: ")").first.map(String.init) })
    }

    private static var declared: Set<String> {
        Set(StyleSheetText.rules.flatMap { $0.declarations.map(\.name) }.filter { $0.hasPrefix("--") })
    }

    @Test("every custom property that is used is declared, and every one that is declared is used")
    func properties() {
        #expect(Self.used.subtracting(Self.declared) == [])
        #expect(Self.declared.subtracting(Self.used) == [])
        #expect(Self.used.count > 30)
    }

    @Test("no colour is written but in the palette, and nothing is loaded from elsewhere")
    func colors() {
        let outside = Self.text.replacing(Palette.properties, with: "")
        #expect(!outside.contains("#"))
        #expect(!Self.text.contains("url(") && !Self.text.contains("@import") && !Self.text.contains("http"))
    }

    @Test("braces close, and the sheet stays small")
    func size() {
        #expect(Self.text.count { $0 == "{" } == Self.text.count { $0 == "}" })
        #expect(Self.text.utf8.count < 32 * 1024, "\(Self.text.utf8.count)")
    }

    @Test("Thai has lines tall enough for its vowels and tone marks, headings too")
    func thai() throws {
        let rule = try #require(StyleSheetText.rules.first { $0.selector == ":lang(th)" })
        func value(_ name: String) -> Double { Double(rule.declarations.first { $0.name == name }?.value ?? "") ?? 0 }
        #expect(value("--tall") >= 1.6)
        #expect(value("--tight") >= 1.4)
    }

    @Test("what can be pressed is at least 24 pixels high")
    func targets() throws {
        let properties = StyleSheetText.rules.flatMap(\.declarations)
        #expect(properties.contains { $0.name == "--target" && $0.value == "24px" })
        for selector in [".filters a", ".links a", "nav.trail a", "label.choice", "summary"] {
            let rules = StyleSheetText.rules.filter { $0.selector.contains(selector) }
            #expect(
                rules.contains { $0.declarations.contains { $0 == ("min-height", "var(--target)") } }, "\(selector)")
        }
    }

    @Test("it knows the dark, paper, less motion, more contrast and forced colours")
    func preferences() {
        for query in [
            "screen and (prefers-color-scheme: dark)", "@media print", "prefers-reduced-motion",
            "prefers-contrast: more",
            "forced-colors: active", "max-width: 640px",
        ] {
            #expect(Self.text.contains(query), "\(query)")
        }
        #expect(Self.text.contains(":focus-visible { outline: 3px solid var(--focus)"))
        #expect(!Self.text.contains("outline: 0") && Self.text.count(of: "outline: none") == 1)
    }
}

extension String {
    func count(of part: String) -> Int { split(separator: part, omittingEmptySubsequences: false).count - 1 }
}
