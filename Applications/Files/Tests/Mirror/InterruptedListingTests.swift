// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Testing

@testable import Files

@Suite("A look at a tree that is cut off") struct InterruptedListingTests {
    /// Ends a look after so many parts of it were written down, as a kill does.
    private final class CutSource: MirrorSource, @unchecked Sendable {
        private let source: any MirrorSource
        private var left: Int

        init(_ source: any MirrorSource, after parts: Int) {
            self.source = source
            left = parts
        }

        func root(_ folder: String) async throws -> (id: String, tellsChanges: Bool) { try await source.root(folder) }
        func target(_ id: String) async throws -> StoredFile? { try await source.target(id) }

        func list(
            _ folders: [String], take: ([MirrorItem]) async throws -> Void,
            failed: (String, any Error) async throws -> Void
        ) async throws {
            try await source.list(
                folders,
                take: { items in
                    try await take(items)
                    self.left -= 1
                    if self.left == 0 { throw FilesError(.diskFull, "cut") }
                }, failed: failed)
        }
    }

    /// Three levels of folders with a file in each, none of the names twice.
    private static func plant(_ drive: MemoryDrive) -> (top: String, folders: [String]) {
        let top = drive.folder("top")
        var folders: [String] = []
        for first in 0..<3 {
            let folder = drive.folder("part \(first)", in: top)
            folders.append(folder)
            drive.put("file \(first)", Bench.bytes(10 + first), in: folder)
            let below = drive.folder("below", in: folder)
            drive.put("deep \(first)", Bench.bytes(20 + first), in: below)
        }
        return (top, folders)
    }

    private static func cut(_ bench: Bench, _ mirror: Mirror, after parts: Int) async throws {
        let listing = MirrorListing(
            source: CutSource(OwnSource(store: bench.drive), after: parts), following: nil,
            table: bench.files.mirrorTable, vault: bench.files.vault, id: mirror.id, exportsDocuments: false
        ) { _ in }
        await #expect(throws: (any Error).self) { try await listing.run(wholly: true) }
    }

    @Test("wherever it ended, every file comes to its place in the tree", arguments: 1...3)
    func first(parts: Int) async throws {
        try await Bench.with { bench in
            let (top, _) = Self.plant(bench.drive)
            let options = MirrorOptions(target: .folder(bench.folder.path("out")))
            let mirror = try await bench.files.planMirror("drive", folder: top, options: options)
            try await Self.cut(bench, mirror, after: parts)
            let run = try await bench.files.mirror(mirror.id, with: bench.connection, actor: "tester")
            #expect(run.isComplete)
            let wanted = (0..<3).flatMap { ["part \($0)/file \($0)", "part \($0)/below/deep \($0)"] }
            #expect(bench.tree("out").keys.sorted() == wanted.sorted())
        }
    }

    @Test("folders that were renamed meanwhile take along what is in them", arguments: 1...3)
    func renamed(parts: Int) async throws {
        try await Bench.with { bench in
            let (top, folders) = Self.plant(bench.drive)
            let options = MirrorOptions(target: .folder(bench.folder.path("out")))
            let mirror = try await bench.files.planMirror("drive", folder: top, options: options)
            _ = try await bench.files.mirror(mirror.id, with: bench.connection, actor: "tester")
            for (number, folder) in folders.enumerated() {
                bench.drive.change(folder) { $0.name = "renamed \(number)" }
            }
            try await Self.cut(bench, mirror, after: parts)
            let run = try await bench.files.mirror(mirror.id, with: bench.connection, actor: "tester")
            #expect(run.isComplete)
            let wanted = (0..<3).flatMap { ["renamed \($0)/file \($0)", "renamed \($0)/below/deep \($0)"] }
            #expect(bench.tree("out").keys.sorted() == wanted.sorted())
        }
    }
}
