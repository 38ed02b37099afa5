// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("Sizes: files, functions and lines")
struct SizesTests {
    @Test("every file, function and line of this package keeps to its size")
    func realTree() {
        expectNone(Sizes.violations(in: RepositoryTree.real.files, functions: RepositoryTree.functions))
    }

    @Test("the ten longest files and functions are known, and printed when STEWARD_PRINT_SIZES is set")
    func longest() {
        let files = RepositoryTree.real.files
        let longFiles = Sizes.longestFiles(of: files, 10)
        let longFunctions = Sizes.longest(of: RepositoryTree.functions, 10)
        #expect(longFiles.count == 10)
        #expect(longFunctions.count == 10)
        guard ProcessInfo.processInfo.environment["STEWARD_PRINT_SIZES"] != nil else { return }
        let fileLines = longFiles.map { "size: \($0.lines) lines  \($0.path)" }
        let functionLines = longFunctions.map { "size: \($0.length) lines  \($0.path):\($0.line) \($0.name)" }
        print(
            (["size: longest files"] + fileLines + ["size: longest functions"] + functionLines).joined(separator: "\n"))
    }

    @Test("a file over 400 lines is named, and a test over 600")
    func planted() {
        let text = String(repeating: "let a = 1\n", count: 401)
        let found = Sizes.violations(
            in: Self.small + [
                SourceFile("Sources/X/Long.swift", text), SourceFile("Tests/X/Allowed.swift", text),
                SourceFile("Tests/X/Long.swift", text + text),
            ])
        #expect(
            found.map(\.description) == [
                "Sources/X/Long.swift: has 401 lines, and 400 are allowed; split it.",
                "Tests/X/Long.swift: has 802 lines, and 600 are allowed; split it.",
            ])
    }

    @Test("the program itself stays under 21 lines")
    func program() {
        let text = String(repeating: "let a = 1\n", count: 21)
        let found = Sizes.violations(in: Self.small + [SourceFile("Sources/steward/Program.swift", text)])
        #expect(
            found.map(\.description) == [
                "Sources/steward/Program.swift: has 21 lines, and 20 are allowed; split it."
            ])
    }

    @Test("more than one file in ten at 300 lines or more is named")
    func crowd() {
        let long = SourceFile("Sources/X/Long.swift", String(repeating: "\n", count: 300))
        #expect(Sizes.violations(in: Self.small + [long]) == [])
        let found = Sizes.violations(in: Self.small + [long, long])
        #expect(
            found.map(\.description) == ["Sources: 2 of 12 files have 300 lines or more, and one in ten may."])
    }

    @Test("a function over 50 lines is named, whatever stands in its strings and closures")
    func longFunction() {
        let line = "    call(\"{\") // }\n"
        let body = String(repeating: line, count: 48)
        let text = "struct A {\nfunc fits(_ x: () -> Int = { 1 }) {\n\(body)}\nfunc tooLong() {\n\(body)\(line)}\n}\n"
        let found = Sizes.violations(in: Self.small + [SourceFile("Sources/X/A.swift", text)])
        #expect(
            found.map(\.description) == [
                "Sources/X/A.swift:52: func tooLong has 51 lines, and 50 are allowed; divide it."
            ])
    }

    @Test("a line over 120 columns is named; Thai letters count as people see them")
    func wideLine() {
        let thai = "// " + String(repeating: "ที่", count: 117)
        let wide = String(repeating: "x", count: 121)
        let found = Sizes.violations(in: Self.small + [SourceFile("Sources/X/A.swift", "\(thai)\n\(wide)\n")])
        #expect(found.map(\.description) == ["Sources/X/A.swift:2: has 121 columns, and 120 are allowed."])
    }

    @Test("functions are measured from their keyword to their closing brace")
    func spans() {
        let text = """
            protocol P { func declared() -> Int
                var read: Int { get } }
            extension P {
                func one() -> Int { 1 }
                init(text: String) {
                    self.init(text)
                }
                var computed: Int {
                    let stored = [1, 2].map { $0 }
                    return stored.count
                }
            }
            """
        let found = FunctionFinder.functions(in: SourceFile("A.swift", text))
        #expect(found.map(\.name) == ["var read:", "func one", "init", "var computed:"])
        #expect(found.map(\.length) == [1, 1, 3, 4])
        #expect(found.map(\.line) == [2, 4, 5, 8])
    }

    private static let small = (0..<10).map { SourceFile("Sources/X/Small\($0).swift", "let a = 1\n") }
}
