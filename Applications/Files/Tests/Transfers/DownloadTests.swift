// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardTestKit
import Synchronization
import Testing

@testable import Files

@Suite struct DownloadTests {
    private static func download(_ bench: Bench) -> Download {
        Download(store: bench.drive, clock: bench.clock, settings: bench.files.settings)
    }

    @Test("a file of any size comes down whole and verified", arguments: [0, 1, 65_535, 65_537, 700_001, 1_300_000])
    func sizes(size: Int) async throws {
        try await Bench.with { bench in
            let bytes = Bench.bytes(size)
            let file = try await bench.drive.file(bench.drive.put("x.bin", bytes))
            let fetched = try await Self.download(bench).fetch(file, to: LocalPath(["a", "x.bin"]), in: bench.local())
            #expect(bench.tree("out") == ["a/x.bin": bytes])
            #expect(fetched.content.size == Int64(size) && !fetched.wasPresent)
            #expect(bench.drive.calls("read") == (size == 0 ? 0 : max(1, min(4, size / (256 << 10)))))
        }
    }

    @Test("what was interrupted goes on where it stopped, in parts as well", arguments: [200_000, 1_200_000])
    func resumes(size: Int) async throws {
        try await Bench.with { bench in
            let bytes = Bench.bytes(size)
            let file = try await bench.drive.file(bench.drive.put("x.bin", bytes))
            let limit = Countdown(size / (1 << 16) / 2)
            bench.drive.failing { operation, _ in
                if operation == "piece", !limit.take() { throw IntegrationError(.unauthorized, "Sign in again.") }
            }
            let out = try bench.local()
            await #expect(throws: IntegrationError(.unauthorized, "")) {
                try await Self.download(bench).fetch(file, to: LocalPath(["x.bin"]), in: out)
            }
            #expect(bench.tree("out").keys.sorted() == ["x.bin.partial", "x.bin.partial-state"])
            bench.drive.healed()
            let before = bench.drive.calls("piece")
            _ = try await Self.download(bench).fetch(file, to: LocalPath(["x.bin"]), in: out)
            #expect(bench.tree("out") == ["x.bin": bytes])
            #expect(bench.drive.calls("piece") - before < size / (1 << 16) + 1)
        }
    }

    @Test("a partial file of other content is not gone on with")
    func otherContent() async throws {
        try await Bench.with { bench in
            let id = bench.drive.put("x.bin", Bench.bytes(300_000))
            let limit = Countdown(3)
            bench.drive.failing { operation, _ in
                if operation == "piece", !limit.take() { throw IntegrationError(.unauthorized, "Sign in again.") }
            }
            let out = try bench.local()
            let old = try await bench.drive.file(id)
            _ = try? await Self.download(bench).fetch(old, to: LocalPath(["x.bin"]), in: out)
            bench.drive.healed()
            let bytes = Bench.bytes(300_000, seed: 9)
            bench.drive.put("x.bin", bytes, id: id)
            _ = try await Self.download(bench).fetch(bench.drive.file(id), to: LocalPath(["x.bin"]), in: out)
            #expect(bench.tree("out") == ["x.bin": bytes])
        }
    }

    @Test("a stream that breaks off is gone on with at once, with growing waits")
    func breaks() async throws {
        try await Bench.with { bench in
            let bytes = Bench.bytes(190_000)
            let file = try await bench.drive.file(bench.drive.put("x.bin", bytes))
            let breaks = Countdown(2)
            bench.drive.failing { operation, subject in
                if operation == "piece", subject.hasSuffix(" 65536"), breaks.take() {
                    throw IntegrationError(.unavailable, "The connection broke.")
                }
            }
            _ = try await Self.download(bench).fetch(file, to: LocalPath(["x.bin"]), in: bench.local())
            #expect(bench.tree("out") == ["x.bin": bytes])
            #expect(bench.clock.slept.withLock { $0 } == [.seconds(1), .seconds(2)])
        }
    }

    @Test("content that is not what the service describes is never put in place")
    func wrongDigest() async throws {
        try await Bench.with { bench in
            let id = bench.drive.put("x.bin", Bench.bytes(1000))
            bench.drive.change(id) { $0.checksums.md5 = String(repeating: "0", count: 32) }
            let file = try await bench.drive.file(id)
            await #expect(throws: IntegrationError(.malformedReply, "")) {
                try await Self.download(bench).fetch(file, to: LocalPath(["x.bin"]), in: bench.local())
            }
            #expect(bench.tree("out").isEmpty)
        }
    }

    @Test("a file that changes while it is read is read anew")
    func changes() async throws {
        try await Bench.with { bench in
            let id = bench.drive.put("x.bin", Bench.bytes(1000))
            let old = try await bench.drive.file(id)
            let bytes = Bench.bytes(2000, seed: 8)
            bench.drive.put("x.bin", bytes, id: id)
            let fetched = try await Self.download(bench).fetch(old, to: LocalPath(["x.bin"]), in: bench.local())
            #expect(fetched.file.size == 2000 && bench.tree("out") == ["x.bin": bytes])
        }
    }

    @Test("what is there already is verified and left, or replaced, or refused, as was asked")
    func existing() async throws {
        try await Bench.with { bench in
            let bytes = Bench.bytes(1000)
            let file = try await bench.drive.file(bench.drive.put("x.bin", bytes))
            let (out, place) = (try bench.local(), try LocalPath(["x.bin"]))
            _ = try await Self.download(bench).fetch(file, to: place, in: out)
            #expect(try await Self.download(bench).fetch(file, to: place, in: out).wasPresent)
            #expect(bench.drive.calls("read") == 1)
            try bench.folder.write("out/x.bin", Bench.bytes(1000, seed: 2))
            #expect(try await !Self.download(bench).fetch(file, to: place, in: out).wasPresent)
            #expect(bench.tree("out") == ["x.bin": bytes])
            await #expect(throws: FilesError(.exists, "")) {
                try await Self.download(bench).fetch(file, to: place, in: out, existing: .refuse)
            }
        }
    }

    @Test("a file that does not fit on the disk is refused before anything is read")
    func space() async throws {
        try await Bench.with { bench in
            let id = bench.drive.put("x.bin", [1])
            bench.drive.change(id) { $0.size = 1 << 60 }
            let file = try await bench.drive.file(id)
            await #expect(throws: FilesError(.diskFull, "")) {
                try await Self.download(bench).fetch(file, to: LocalPath(["x.bin"]), in: bench.local())
            }
            #expect(bench.drive.calls("read") == 0)
        }
    }

    @Test("two transfers do not write one file at the same time")
    func held() async throws {
        try await Bench.with { bench in
            let file = try await bench.drive.file(bench.drive.put("x.bin", Bench.bytes(10)))
            let (out, place) = (try bench.local(), try LocalPath(["x.bin"]))
            let other = try PartialFile(of: file, to: place, in: out, bench.files.settings)
            await #expect(throws: FilesError(.held, "")) {
                try await Self.download(bench).fetch(file, to: place, in: out)
            }
            withExtendedLifetime(other) {}
        }
    }

    @Test("a download of many files goes on after a stop, and tells names apart")
    func many() async throws {
        try await Bench.with { bench in
            let ids = (0..<30).map { bench.drive.put($0 < 3 ? "same.txt" : "f\($0).txt", Bench.bytes($0 + 1)) }
            let transfer = try await bench.files.planDownload(
                "drive", files: ids + [ids[0], "nobody"], into: bench.folder.path("out"))
            let limit = Countdown(12)
            bench.drive.failing { operation, _ in
                if operation == "read", !limit.take() { throw IntegrationError(.unavailable, "No network.") }
            }
            await #expect(throws: IntegrationError(.unavailable, "")) {
                try await bench.files.download(transfer.id, with: bench.connection)
            }
            bench.drive.healed()
            let counts = try await bench.files.download(transfer.id, with: bench.connection)
            #expect(counts.done + counts.skipped == 30 && counts.failed == 1 && counts.waiting == 0)
            let tree = bench.tree("out")
            #expect(tree.count >= 30 && Set(tree.values.map(\.count)) == Set(1...30))
            #expect(try await bench.files.transfer(transfer.id).state == .done)
        }
    }

    @Test("a file of unknown size and digest comes down whole, and a break in it is gone on with")
    func unknownSize() async throws {
        try await Bench.with { bench in
            let bytes = Bench.bytes(200_000)
            let id = bench.drive.put("x.bin", bytes)
            bench.drive.change(id) { file in
                file.size = nil
                file.checksums = .init()
            }
            let breaks = Countdown(1)
            bench.drive.failing { operation, subject in
                if operation == "piece", subject.hasSuffix(" 131072"), breaks.take() {
                    throw IntegrationError(.unavailable, "The connection broke.")
                }
            }
            let file = try await bench.drive.file(id)
            _ = try await Self.download(bench).fetch(file, to: LocalPath(["x.bin"]), in: bench.local())
            #expect(bench.tree("out") == ["x.bin": bytes] && bench.drive.calls("read") == 2)
        }
    }

    @Test("a note about a partial file that is torn, or of other content, is not believed")
    func notes() {
        let file = StoredFile(id: "a", name: "a", kind: .file, size: 1000, revision: "1")
        var settings = TransferSettings()
        settings.partSize = 300
        var state = PartialState(of: file, settings)
        #expect(state.parts.map(\.start) == [0, 333, 666] && state.parts.last?.end == 1000)
        state.parts[1].read = 400
        let text = state.bytesOfText
        #expect(PartialState(text, for: file) == state)
        for length in 0..<text.count { #expect(PartialState(Array(text.prefix(length)), for: file) == nil) }
        var other = file
        other.revision = "2"
        #expect(PartialState(text, for: other) == nil)
        let wild = Array(#"{"content":"\#(state.content)","parts":[[0,2000,1500]]}"#.utf8)
        #expect(PartialState(wild, for: file) == nil)
    }

    @Test("a stream that breaks goes on, and ends with an error when it is not the file")
    func verifiedStream() async throws {
        try await Bench.with { bench in
            let bytes = Bench.bytes(200_000)
            let id = bench.drive.put("x.bin", bytes)
            let breaks = Countdown(2)
            bench.drive.failing { operation, subject in
                if operation == "piece", subject.hasSuffix(" 65536"), breaks.take() {
                    throw IntegrationError(.unavailable, "The connection broke.")
                }
            }
            let good = VerifiedStream(try await bench.drive.file(id), Self.download(bench)) { _ in }
            #expect(try await good.bytes.collect(upTo: 1 << 20) == bytes)
            bench.drive.change(id) { $0.checksums.md5 = String(repeating: "0", count: 32) }
            let bad = VerifiedStream(try await bench.drive.file(id), Self.download(bench)) { _ in }
            await #expect(throws: IntegrationError(.malformedReply, "")) {
                try await bad.bytes.collect(upTo: 1 << 20)
            }
        }
    }
}
