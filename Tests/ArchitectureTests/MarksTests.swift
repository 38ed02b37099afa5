// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite("Marks: what no file may hold")
struct MarksTests {
    @Test("no file of this package lacks its licence, puts work off, or crashes on purpose")
    func realTree() {
        expectNone(Marks.violations(in: RepositoryTree.real.files))
    }

    @Test("a file without its licence is named")
    func licence() {
        let file = SourceFile("Tests/X/A.swift", "import Testing\n")
        #expect(
            Marks.violations(in: [file]).map(\.description) == [
                "Tests/X/A.swift:1: does not begin with \"\(Self.header)\"."
            ])
    }

    @Test("a postponed piece of work is named, in comments as in strings", arguments: ["TO" + "DO", "FIX" + "ME"])
    func postponed(word: String) {
        let found = Self.marks("let a = \"\(word)\"\n// \(word): later\n")
        #expect(
            found == [
                "Sources/X/A.swift:2: says \(word); do it now, or take the sentence out.",
                "Sources/X/A.swift:3: says \(word); do it now, or take the sentence out.",
            ])
    }

    @Test(
        "whatever crashes instead of saying why is named",
        arguments: [
            ("fatalError()", "calls fatalError; throw an error, or state a precondition."),
            ("try! call()", "uses try!; say what happens when it fails."),
            ("let a = b as! Int", "uses as!; say what happens when it fails."),
            ("let a = b!", "uses a force unwrap; say what happens when it fails."),
            ("let a = b()!.c", "uses a force unwrap; say what happens when it fails."),
            ("let a = b[0]!", "uses a force unwrap; say what happens when it fails."),
            ("let a = \"\\(b!)\"", "uses a force unwrap; say what happens when it fails."),
            ("var a: Int!", "uses a force unwrap; say what happens when it fails."),
        ])
    func crash(code: String, sentence: String) {
        #expect(Self.marks(code + "\n") == ["Sources/X/A.swift:2: \(sentence)"])
    }

    @Test(
        "a negation, a comparison, a comment and a string are none of these",
        arguments: [
            "if !a, b != c, (!d) { return !e }", "#if !os(Linux)\n#endif", "// fatalError() and b! in words",
            "let a = \"Stop! try! fatalError()\"", "let a = #\"b\"!\"#", "let a = \"\"\"\n    \"b!\" c!\n    \"\"\"",
            "let a = /b\"!c!/", "func `stop! now`() {}",
        ])
    func innocent(code: String) {
        #expect(Self.marks(code + "\n") == [])
    }

    @Test("a test may force")
    func tests() {
        #expect(Marks.violations(in: [SourceFile("Tests/X/A.swift", "\(Self.header)\nlet a = b!\n")]) == [])
    }

    private static let header = "// SPDX-License-Identifier: Apache-2.0"
    private static func marks(_ code: String) -> [String] {
        Marks.violations(in: [SourceFile("Sources/X/A.swift", "\(header)\n\(code)")]).map(\.description)
    }
}
