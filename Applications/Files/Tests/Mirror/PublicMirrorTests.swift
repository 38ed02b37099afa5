// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardTestKit
import Synchronization
import Testing

@testable import Files

@Suite struct PublicMirrorTests {
    private static func with(
        _ toBlobs: Bool, _ body: (Bench, MemoryPublic, Mirror, FileConnection) async throws -> Void
    )
        async throws
    {
        try await Bench.with { bench in
            let service = MemoryPublic(bench.drive)
            let options = MirrorOptions(target: toBlobs ? .blobs : .folder(bench.folder.path("out")), isPublic: true)
            let top = bench.drive.folder("top")
            let mirror = try await bench.files.planMirror("public", folder: top, options: options)
            try await body(bench, service, mirror, FileConnection(name: "public", integration: service))
        }
    }

    @Test("a public tree is fetched once; a date that is long past is trusted, a fresh one is asked about")
    func tree() async throws {
        try await Self.with(false) { bench, service, mirror, connection in
            let sub = bench.drive.folder("ต.ทุ่งฝาย", in: mirror.folder)
            let id = bench.drive.put("ชุด8.pdf", Bench.bytes(1000), in: sub)
            bench.drive.put("big.pdf", Bench.bytes(300_000), in: sub)
            bench.drive.put("nothing.pdf", [], in: sub)
            let run = try await bench.files.mirror(mirror.id, with: connection, actor: "tester")
            #expect(run.coverage.present == 3 && run.isComplete)
            #expect(bench.tree("out")["ต.ทุ่งฝาย/big.pdf"] == Bench.bytes(300_000))
            let reads = bench.drive.calls("read")
            _ = try await bench.files.mirror(mirror.id, with: connection, actor: "tester")
            #expect(bench.drive.calls("read") == reads)
            service.shown.withLock { $0 = "12:30 PM" }
            let pieces = service.pieces.withLock { $0 }
            _ = try await bench.files.mirror(mirror.id, with: connection, actor: "tester")
            #expect(bench.drive.calls("read") - reads == 3)
            // Only the empty file is read, because it has no last byte to ask for.
            #expect(service.pieces.withLock { $0 } - pieces <= 1)
            bench.drive.put("ชุด8.pdf", Bench.bytes(1200, seed: 2), in: sub, id: id)
            let changed = try await bench.files.mirror(mirror.id, with: connection, actor: "tester")
            #expect(changed.coverage.present == 3)
            #expect(try await bench.files.versions(mirror.id, item: id).map(\.size) == [1000, 1200])
        }
    }

    @Test(
        "a transfer that is cut goes on, and what was cut off for good goes on in the next run",
        arguments: [true, false])
    func cut(toBlobs: Bool) async throws {
        try await Self.with(toBlobs) { bench, service, mirror, connection in
            let bytes = Bench.bytes(500_000)
            let id = bench.drive.put("big.pdf", bytes, in: mirror.folder)
            let cuts = Countdown(1)
            bench.drive.failing { operation, subject in
                if operation == "piece", subject.hasSuffix(" 131072"), cuts.take() {
                    throw IntegrationError(.unavailable, "Cut.")
                }
                if operation == "piece", subject.hasSuffix(" 327680") {
                    throw IntegrationError(.unauthorized, "Stop.")
                }
            }
            await #expect(throws: IntegrationError(.unauthorized, "")) {
                try await bench.files.mirror(mirror.id, with: connection, actor: "tester")
            }
            bench.drive.healed()
            let pieces = service.pieces.withLock { $0 }
            _ = try await bench.files.mirror(mirror.id, with: connection, actor: "tester")
            #expect(service.pieces.withLock { $0 } - pieces < 6)
            let file = try #require(try await bench.files.covered(mirror.id).items.first { $0.fileID == id })
            #expect(try await bench.files.content(of: file, in: mirror).collect(upTo: 1 << 20) == bytes)
        }
    }

    @Test(
        "a shown date counts only when it is a date",
        arguments: [("Oct 7, 2026", true), ("12:30 PM", false), ("", false), ("Foo 7, 2026", false)])
    func dates(text: String, isDate: Bool) {
        #expect((ShownDate(text) != nil) == isDate)
    }

    @Test("a shown date is trusted from three days later on")
    func trusted() throws {
        let day = try #require(ShownDate("Jan 2, 1970"))
        #expect(!day.isOlder(than: Date(timeIntervalSince1970: 4 * 86_400 - 1)))
        #expect(day.isOlder(than: Date(timeIntervalSince1970: 4 * 86_400)))
    }
}
