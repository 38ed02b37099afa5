// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Tally
import Testing

@testable import StewardCommands

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite(.timeLimit(.minutes(2))) struct PageReaderTests {
    @Test("what the program prints is what was read")
    func good() async throws {
        let standIn = try ReaderStandIn("cat \"$FOLDER/answer.json\"")
        let read = try await standIn.reader().read([try standIn.scan("a.pdf")])
        #expect(read.forms.first?.votes["10"]?.value == 8)
        #expect(read.forms.first?.total?.page == 1)
        #expect(read.otherPages.map(\.page) == [3])
        #expect(read.reader.words == "bb")
    }

    @Test("the program gets absolute paths, no input, a small environment, and a folder that is removed after it")
    func surroundings() async throws {
        let standIn = try ReaderStandIn(
            """
            (echo "$@"; env; cat; ulimit -v) > "$FOLDER/seen"
            touch "$TMPDIR/left"
            cat "$FOLDER/answer.json"
            """
        )
        let scan = try standIn.scan("-f a.pdf")
        _ = try await standIn.reader().read([scan])
        let seen = String(decoding: try standIn.folder.bytes("seen"), as: UTF8.self).split(separator: "\n")
        #expect(seen.first == "forms \(scan)")
        #expect(seen.contains("OMP_THREAD_LIMIT=1"))
        #expect(!seen.contains { $0.hasPrefix("HOME=") || $0.hasPrefix("USER=") || $0.hasPrefix("STEWARD") })
        let scratch = try #require(seen.first { $0.hasPrefix("TMPDIR=") }).dropFirst(7)
        #expect(!FileManager.default.fileExists(atPath: String(scratch)))
        if FileManager.default.isExecutableFile(atPath: "/usr/bin/prlimit") { #expect(seen.last == "4194304") }
    }

    @Test(
        "whatever goes wrong is one sentence that names the file and the repair",
        arguments: [
            (
                "echo 'a.pdf is encrypted; save it without a password first.' >&2; exit 1",
                "a.pdf is encrypted; save it without a password first."
            ),
            ("exit 1", "steward-read refused a.pdf and did not say why; look at the file."),
            (
                "kill -s SEGV $$",
                "steward-read was ended by signal 11 while it read a.pdf, which is damaged or needs more than "
                    + "4096 MiB; scan it again, or split it."
            ),
            (
                "echo '{\"forms\":'",
                "steward-read answered about a.pdf with something that is no reading; install the steward-read that "
                    + "belongs to this steward."
            ),
            (
                "exit 64",
                "steward-read ended with status 64 on a.pdf; install the steward-read that belongs to this steward."
            ),
        ])
    func faults(script: String, sentence: String) async throws {
        let standIn = try ReaderStandIn(script)
        #expect(try await refusal(standIn)?.description == sentence)
    }

    @Test("a program that takes too long is ended")
    func slow() async throws {
        let standIn = try ReaderStandIn("exec sleep 600")
        let refusal = try await refusal(standIn, .init(time: .milliseconds(50)))
        #expect(refusal?.description.hasSuffix(" to read; split it into smaller files.") == true)
        #expect(refusal?.description.hasPrefix("a.pdf took longer than ") == true)
    }

    @Test("a program that never stops printing is ended")
    func endless() async throws {
        let standIn = try ReaderStandIn("while :; do echo more and more and more; done")
        #expect(
            try await refusal(standIn, .init(output: 1_000))?.description
                == "steward-read answered about a.pdf with more than 1000 bytes; split it into smaller files.")
    }

    @Test("a file that is not there is said to be missing, without a start of the program")
    func noFile() async throws {
        let standIn = try ReaderStandIn("touch \"$FOLDER/started\"; exit 1")
        await #expect(
            throws: PageReader.Refusal(
                missing: .document, description: "There is no file at /nowhere/a.pdf; correct the path.")
        ) { try await standIn.reader().read(["/nowhere/a.pdf"]) }
        #expect(!FileManager.default.fileExists(atPath: standIn.folder.path("started")))
    }

    @Test("without the program the sentence says where it belongs")
    func noProgram() throws {
        let error = #expect(throws: PageReader.Refusal.self) {
            try PageReader(["STEWARD_READ": "/nowhere/steward-read"])
        }
        #expect(
            error?.description
                == "Reading scans needs the program steward-read, and there is none at /nowhere/steward-read. Install "
                + "it there, or name it in STEWARD_READ.")
    }

    @Test("cancelling ends the program")
    func cancelling() async throws {
        let standIn = try ReaderStandIn("echo $$ > \"$FOLDER/pipe\"; exec sleep 600")
        let pipe = standIn.folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let scan = try standIn.scan("a.pdf")
        let reader = try standIn.reader()
        let work = Task { try await reader.read([scan]) }
        let said: Data? = await withCheckedContinuation { continuation in
            // Opening a pipe waits for who writes, so it has a thread of its own.
            Thread.detachNewThread {
                continuation.resume(returning: try? FileHandle(forReadingAtPath: pipe)?.readToEnd())
            }
        }
        let text = String(decoding: try #require(said), as: UTF8.self).trimmingCharacters(in: .newlines)
        let child = try #require(Int32(text))
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(kill(child, 0) == -1)
    }

    private func refusal(_ standIn: ReaderStandIn, _ limits: PageReader.Limits = .init()) async throws
        -> PageReader.Refusal?
    {
        let (scan, reader) = (try standIn.scan("a.pdf"), try standIn.reader(limits))
        return await #expect(throws: PageReader.Refusal.self) { try await reader.read([scan]) }
    }
}
