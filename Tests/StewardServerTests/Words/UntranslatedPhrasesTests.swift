// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import StewardServer

@Suite("Untranslated phrases")
struct UntranslatedPhrasesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/StewardServer")

    private static func sources() throws -> [(file: String, text: String)] {
        let folder = folder.resolvingSymlinksInPath()
        let walk = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return try walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
            .sorted { $0.path() < $1.path() }
            .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
    }

    @Test("every phrase of the pages is in English, Thai and Dutch")
    func everyPhrase() throws {
        let sources = try Self.sources()
        #expect(sources.count > 50, "the sources of the pages were found")
        let count = sources.reduce(0) { $0 + PhraseScan.calls(of: "Phrase", in: $1.text).count }
        #expect(count > 200, "the phrases were found")
        let problems = sources.flatMap { PhraseScan.problems(in: $0.text, file: $0.file) }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    @Test("every counted phrase is in English, Thai and Dutch")
    func everyPlural() throws {
        let calls = try Self.sources().flatMap { PhraseScan.calls(of: "Plural", in: $0.text) }
        #expect(calls.count > 20, "the counted phrases were found")
        #expect(calls.filter { $0.arguments.count != 3 } == [])
    }

    @Test(
        "what lacks a language is found",
        arguments: [
            ("let a = Phrase(\"File\", \"ไฟล์\")", "has 2 languages"),
            ("let a = Phrase(\"File\", \"ไฟล์\", \"\")", "empty"),
            ("let a = Phrase(\"File\", \"File\", \"Bestand\")", "no Thai letter"),
            ("let a = Phrase(\n  \"Some file\", \"ไฟล์\",\n  \"Some file\")", "is its English"),
            ("let a = Phrase(\"File\", \"ไฟล์\", \"ไฟล์\")", "is Thai"),
            ("let a = Phrase(\"ไฟล์\", \"ไฟล์\", \"Bestand\")", "is Thai"),
        ])
    func found(source: String, problem: String) throws {
        let problems = PhraseScan.problems(in: "// Phrase(\"x\")\n" + source, file: "A.swift")
        #expect(problems.count == 1)
        let first = try #require(problems.first)
        #expect(first.hasPrefix("A.swift:2: ") && first.contains(problem), "\(first)")
    }

    @Test("interpolations, quotes and other types are read right")
    func reading() {
        let source = #"""
            let a = Phrase("\(count) of \(names.joined(separator: ", "))", "\(count) จาก \"x\"", "\(count) van (x)")
            let b = TwoPhrase("a"); let c = "Phrase(\"no\")"; let d = Phrase(summary, thai, dutch)
            """#
        let calls = PhraseScan.calls(of: "Phrase", in: source)
        #expect(calls.map(\.arguments.count) == [3, 3])
        #expect(calls.map(\.line) == [1, 2])
        #expect(PhraseScan.problems(in: source, file: "A.swift") == [])
    }

    @Test("words that are the same in Dutch, and what has no word in it, are no copies")
    func same() {
        #expect(PhraseScan.problems(in: "Phrase(\"Account\", \"บัญชี\", \"Account\")", file: "A.swift") == [])
        #expect(PhraseScan.problems(in: "Phrase(\"ID\", \"รหัส\", \"ID\")", file: "A.swift") == [])
        #expect(PhraseScan.problems(in: "Phrase(\"on {days}\", \"{days}\", \"op {days}\")", file: "A.swift") == [])
    }
}
