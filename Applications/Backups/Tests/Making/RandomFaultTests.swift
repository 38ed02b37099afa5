// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import Backups

@Suite("Whatever fails, and whenever", .enabled(if: hasPrograms))
struct RandomFaultTests {
    /// What goes wrong in one run.
    private enum Fault: CaseIterable { case none, dump, compressor, encryption, stopped, truncated, offsite }

    @Test("Every file is a whole backup that the book knows, and opens; nothing else is left", arguments: [1, 2, 3])
    func invariants(seed: UInt64) async throws {
        try await Bench.with { bench in
            var random = SeededGenerator(seed: seed)
            let pair = try await bench.keyPair()
            let store = MemoryStore()
            var texts: [BackupID: String] = [:]
            for number in 0..<14 {
                var bench = bench
                let fault = Fault.allCases[random.below(Fault.allCases.count)]
                let text = ScriptedDumping.text("a", rows: 20_000 + random.below(200_000))
                let place = random.below(text.utf8.count)
                let server = ScriptedDumping(["a": .init(text)])
                let set = bench.set("a") {
                    $0.compression = fault == .compressor ? 1 : random.below(3)
                    if fault == .encryption || random.below(2) == 0 { $0.encryption = .recipients([pair.recipient]) }
                    $0.offsite = OffsitePlace(connection: "drive")
                }
                try await arrange(fault, at: place, text, server, store, &bench)
                let run = try await run(bench, set, server, store, id: "r\(number)", stops: fault == .stopped)
                for backup in run?.made ?? [] { texts[backup.id] = text }
                if [.none, .offsite].contains(fault) { #expect(run?.isSuccess == true) }
                store.refuse(nil)
                bench.clock.advance(.seconds(3600))
                try await check(bench, texts, pair.identity)
            }
            let set = bench.set("a") { $0.offsite = OffsitePlace(connection: "drive") }
            let last = try #require(try await run(bench, set, .with("a"), store, id: "last", stops: false))
            #expect(last.isSuccess && last.storeFailures == [])
            let history = try await bench.history()
            #expect(history.present("a").count == store.count)
            #expect(history.present("a").allSatisfy { $0.copies.count == 1 })
        }
    }

    private func arrange(
        _ fault: Fault, at place: Int, _ text: String, _ server: ScriptedDumping, _ store: MemoryStore,
        _ bench: inout Bench
    ) async throws {
        var script = ScriptedDumping.Script(text)
        switch fault {
        case .none: break
        case .dump: script.failsAfter = place
        case .truncated: script.text = String(text.prefix(place))
        case .stopped: script.waitsAfter = place
        case .offsite: store.tear(after: 1 + place / 10)
        case .compressor:
            bench.backups.programs.zstd = try bench.script("zstd", "head -c \(place) >/dev/null\nkill -9 $$")
        case .encryption: bench.backups.programs.age = try bench.script("age", "head -c \(place) >/dev/null\nexit 1")
        }
        server.set("a", script)
    }

    /// A run; `nil` when it was stopped.
    private func run(
        _ bench: Bench, _ set: BackupSet, _ server: ScriptedDumping, _ store: MemoryStore, id: String, stops: Bool
    ) async throws -> BackupRun? {
        let task = Task { try await bench.run(set, server, store: store, id: id) }
        if stops {
            // At any moment: it has begun, or not, or is half-way.
            for _ in 0..<50 where server.asked.isEmpty { await Task.yield() }
            task.cancel()
        }
        do { return try await task.value } catch is CancellationError { return nil }
    }

    private func check(_ bench: Bench, _ texts: [BackupID: String], _ identity: String) async throws {
        let history = try await bench.history()
        #expect(Set(history.backups.map(\.id)) == Set(texts.keys))
        let files = history.backups.flatMap { [$0.file, BackupManifest.name(of: $0.file)] }
        #expect(bench.files() == files.sorted())
        guard let newest = history.present("a").last else { return }
        let key: DecryptionKey = newest.encryption.isNone ? .none : .identity(identity)
        let text = try await bench.plain(newest, key: key)
        #expect(text == texts[newest.id])
    }
}
