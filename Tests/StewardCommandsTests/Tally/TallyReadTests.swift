// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import StewardTestKit
import Tally
import Testing

@testable import StewardCommands

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite(.timeLimit(.minutes(2))) struct TallyReadTests {
    private static let script = """
        case "$2" in
        *bad*) echo "bad.pdf is no whole PDF." >&2; exit 1;;
        *) cat "$FOLDER/answer.json";;
        esac
        """

    private func run(_ standIn: ReaderStandIn, _ arguments: String...) async throws -> ProgramResult {
        let steward = Program(
            try BuiltProgram("steward").path, ["tally", "read"] + arguments,
            environment: ["STEWARD_READ": standIn.path, "HOME": standIn.folder.path])
        return try await steward.run()
    }

    @Test("two files are read at a time, and their results stand in the order of the arguments")
    func order() async throws {
        let standIn = try ReaderStandIn(
            """
            case "$2" in
            *first*) read word < "$FOLDER/pipe";;
            *second*) echo go > "$FOLDER/pipe";;
            esac
            cat "$FOLDER/answer.json"
            """)
        #expect(mkfifo(standIn.folder.path("pipe"), 0o600) == 0)
        let files = try ["first.pdf", "second.pdf", "third.pdf"].map(standIn.scan)
        var seen: [Int] = []
        let read = try await ReadDocument.read(files.map { [$0] }, with: try standIn.reader(), atOnce: 2) {
            seen.append($0)
        }
        #expect(read.map(\.file) == files)
        #expect(read.allSatisfy { $0.forms.count == 1 })
        #expect(seen == [1, 2, 3])
    }

    @Test("JSON has the forms of all files, rows in the order of their numbers, and null for what was not read")
    func json() async throws {
        let standIn = try ReaderStandIn(Self.script)
        let file = try standIn.scan("a.pdf")
        let result = try await run(standIn, file, "--json")
        #expect(result.ending == .exited(0))
        let form = try #require(try JSON(parsing: result.output)["forms"]?.array?.first)
        #expect(form["file"]?.string == file)
        #expect(form["form"]?.string == "5/17")
        #expect(form["unit"]?.integer == 3)
        #expect(form["province"] == .null)
        #expect(form["pages"] == [1, 2])
        #expect(form["votes"]?.members?.map(\.key) == ["1", "2", "10"])
        #expect(form["votes"]?["2"]?["value"] == .null)
        #expect(form["votes"]?["2"]?["mark"]?.string == "unreadable")
        #expect(form["header"]?["received"]?["value"]?.integer == 700)
        #expect(form["total"]?["box"] == [10, 20, 30, 40])
        #expect(form["problems"]?.array?.first?["code"]?.string == "does_not_add_up")
    }

    @Test("the summary has pages, form, ballot, cells by state, problems, and whether a person is needed")
    func summary() async throws {
        let standIn = try ReaderStandIn(Self.script)
        let file = try standIn.scan("a.pdf")
        #expect(
            try await run(standIn, file).text == """
                \(file): 1 form, page 3 is blank
                  pages 1, 2: 5/17, constituency, unit 3: cells 3 certain, 1 proposed, 1 unreadable: for a person
                    The rows do not make the total. (does_not_add_up)
                Forms read: 1; accepted: 0; for a person: 1.

                """)
    }

    @Test("a file that is refused is named with the reason and makes status 1, and the others are read")
    func refused() async throws {
        let standIn = try ReaderStandIn(Self.script)
        let (bad, good) = (try standIn.scan("bad.pdf"), try standIn.scan("good.pdf"))
        let result = try await run(standIn, bad, good, "/nowhere/c.pdf", "--json")
        #expect(result.ending == .exited(1))
        #expect(result.errorText.contains("steward: bad.pdf is no whole PDF.\n"))
        let json = try JSON(parsing: result.output)
        #expect(json["forms"]?.array?.map { $0["file"]?.string } == [good])
        #expect(json["files"]?.array?.first?["refused"]?.string == "bad.pdf is no whole PDF.")
        #expect(json["files"]?.array?[1]["reader"]?["digits"]?.string == "aa")
    }

    @Test("files that do not exist make status 4")
    func missing() async throws {
        let result = try await run(try ReaderStandIn(Self.script), "/nowhere/c.pdf")
        #expect(result.ending == .exited(4))
        #expect(result.errorText.contains("There is no file at /nowhere/c.pdf; correct the path."))
    }

    @Test("files that are together go to one start of the program")
    func together() async throws {
        let standIn = try ReaderStandIn("echo \"$2 $3\" >> \"$FOLDER/starts\"; cat \"$FOLDER/answer.json\"")
        let (one, two) = (try standIn.scan("1.png"), try standIn.scan("2.png"))
        let result = try await run(standIn, one, two, "--together", "--quiet")
        #expect(result.ending == .exited(0))
        #expect(result.output.isEmpty)
        #expect(String(decoding: try standIn.folder.bytes("starts"), as: UTF8.self) == "\(one) \(two)\n")
    }
}
