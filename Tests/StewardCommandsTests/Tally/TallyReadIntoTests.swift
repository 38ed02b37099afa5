// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardProcess
import StewardServer
import StewardTestKit
import Tally
import Testing

@testable import StewardCommands

/// `steward tally read FILE… --into ELECTION`, with a shell script in the place of `steward-read`.
@Suite(.timeLimit(.minutes(2))) struct TallyReadIntoTests {
    private static let script = """
        for FILE; do :; done
        case "$FILE" in
        *bad*) echo "bad.pdf is no whole PDF." >&2; exit 1;;
        *) cat "$FOLDER/answer.json";;
        esac
        """

    private struct Made {
        let standIn: ReaderStandIn
        let data: String

        func run(_ arguments: String...) async throws -> ProgramResult {
            let steward = Program(
                try BuiltProgram("steward").path, ["tally", "read"] + arguments + ["--data", data],
                environment: ["STEWARD_READ": standIn.path, "HOME": standIn.folder.path, "USER": "anna"])
            return try await steward.run()
        }

        func entries() async throws -> [JSON] {
            try await Installation.with(DataFolder(data), server: nil) { installation in
                try await installation.ledger.entries(in: Elections.book("made"), from: 0, limit: 100)
                    .filter { $0.kind == "source.imported" }.map(\.payload)
            }
        }
    }

    private func with(_ body: (Made) async throws -> Void) async throws {
        let standIn = try ReaderStandIn(Self.script)
        let data = standIn.folder.path("data")
        _ = try await Installation.with(DataFolder(data), server: nil) { installation in
            try await installation.elections.create(
                "made", title: "Made", dataset: TinyDataset.dataset, actor: "tester")
        }
        try await body(Made(standIn: standIn, data: data))
    }

    @Test("scans become sources of the election, once; what is refused is named, and the others are recorded")
    func record() async throws {
        try await with { made in
            let (bad, good) = (try made.standIn.scan("bad.pdf"), try made.standIn.scan("good.pdf"))
            let result = try await made.run(bad, good, "--into", "made", "--area", "10_1", "--set", "3")
            #expect(result.ending == .exited(1))
            #expect(result.errorText.contains("steward: bad.pdf is no whole PDF.\n"))
            #expect(result.text == "\(bad): not read\n\(good): 1 form, 0 accepted, 5 cells for people\n")
            let again = try await made.run(good, "--into", "made", "--area", "10_1", "--set", "3", "--json")
            #expect(again.ending == .exited(0))
            let file = try #require(try JSON(parsing: again.output)["files"]?.array?.first)
            #expect(file["state"]?.string == "done" && file["result"]?["known"] == .bool(true))
            let entries = try await made.entries()
            #expect(entries.count == 1)
            #expect(entries.first?["scans"]?.array?.first?["name"]?.string == "good.pdf")
        }
    }

    @Test("a model is asked by a connection that reads pictures, and by no other")
    func ask() async throws {
        try await with { made in
            let scan = try made.standIn.scan("a.pdf")
            let unknown = try await made.run(scan, "--into", "made", "--ask", "nobody")
            #expect(unknown.ending != .exited(0) && unknown.errorText.contains("“nobody”"))
            let nowhere = try await made.run(scan, "--ask", "nobody")
            #expect(nowhere.ending == .exited(64) && nowhere.errorText.contains("--ask needs --into"))
            #expect(try await made.entries().isEmpty)
        }
    }

    @Test("with --later the job waits for the server")
    func later() async throws {
        try await with { made in
            let scan = try made.standIn.scan("a.pdf")
            let result = try await made.run(scan, "--into", "made", "--area", "10_1", "--set", "3", "--later")
            #expect(result.ending == .exited(0))
            #expect(result.text.hasPrefix("\(scan): waits as job "))
            #expect(try await made.entries().isEmpty)
        }
    }

    @Test("what is not known of a form leaves it out; what makes no sense is a sentence that says what to do")
    func usage() async throws {
        try await with { made in
            let scan = try made.standIn.scan("a.pdf")
            let noPlace = try await made.run(scan, "--into", "made")
            #expect(noPlace.text.contains("pages 1, 2 left out: Of which constituency it is could not be read"))
            for area in ["54", "11_x", "99_1", "10_1_2"] {
                let wrong = try await made.run(scan, "--into", "made", "--area", area)
                #expect(wrong.ending == .exited(64) && wrong.errorText.contains("“\(area)” is no constituency"))
            }
            let unit = try await made.run(scan, "--into", "made", "--area", "10_1", "--unit", "0")
            #expect(unit.errorText.contains("--unit takes a number from 1 to 9999."))
            let nowhere = try await made.run(scan, "--into", "nowhere", "--area", "10_1")
            #expect(nowhere.errorText.contains("There is no election “nowhere”"))
            let alone = try await made.run(scan, "--area", "10_1")
            #expect(alone.errorText.contains("say how forms go --into an election; name it."))
            #expect(try await made.run().errorText.contains("Name the files to read, or say --collected"))
            let both = try await made.run("--collected", "--into", "made", "--area", "10_1")
            #expect(both.errorText.contains("--collected needs --into, and takes every file by itself"))
            let nothing = try await made.run("--collected", "--into", "made")
            #expect(nothing.text == "Nothing was collected that can be read.\n")
            #expect(try await made.entries().isEmpty)
        }
    }
}
