// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Packs of blobs")
struct BlobPackTests {
    private let home: TemporaryFolder
    private let store: BlobStore
    private let pieces = (0..<200).map { Array("the blob of number \($0)".utf8) }

    init() throws {
        home = try TemporaryFolder("packs")
        store = BlobStore(folder: home.path("blobs"))
    }

    /// A second program's view of the same folder.
    private var other: BlobStore { BlobStore(folder: home.path("blobs")) }

    private func packs() throws -> [String] {
        try DurableFolder.names(home.path("blobs/packs")).filter { $0.hasSuffix(".pack") }
    }

    private func flip(_ pack: String, at place: (Int) -> Int) throws {
        var bytes = try home.bytes("blobs/packs/\(pack)")
        bytes[place(bytes.count)] ^= 1
        try home.write("blobs/packs/\(pack)", bytes)
    }

    @Test("Many small blobs are one file, and each is found under its name")
    func roundTrip() async throws {
        let ids = try store.putAll(pieces)
        #expect(try packs().count == 1)
        #expect(try DurableFolder.names(home.path("blobs")) == ["incoming", "packs"])
        for store in [store, other] {
            for (id, bytes) in zip(ids, pieces) {
                #expect(store.contains(id))
                #expect(store.size(of: id) == Int64(bytes.count))
                #expect(try store.bytes(of: id) == bytes)
                try store.verify(id)
            }
            #expect(try await store.stream(of: ids[7]).collect(upTo: 1000) == pieces[7])
            #expect(try store.all() == ids.sorted())
        }
    }

    @Test("A few blobs and large ones are files of their own")
    func filesOfTheirOwn() throws {
        _ = try store.putAll(Array(pieces[..<BlobBatch.mostFiles]))
        #expect(try packs().isEmpty)
        let large = [UInt8](repeating: 7, count: BlobBatch.largeBytes)
        let ids = try store.putAll([large] + pieces[10..<100])
        #expect(store.place(of: ids[0])?.offset == 0)
        #expect(try packs().count == 1)
        #expect(try store.bytes(of: ids[0]) == large)
        #expect(try store.all().count == BlobBatch.mostFiles + 91)
    }

    @Test("Bytes are kept once, whether in a file, in a pack or twice in a batch")
    func once() throws {
        let id = try store.put(pieces[0])
        let ids = try store.putAll(pieces + pieces)
        #expect(ids[0] == id && ids[200] == id)
        #expect(try store.all().count == 200)
        #expect(try store.putAll(pieces) == Array(ids[..<200]))
        #expect(try other.put(pieces[5]) == ids[5])
        #expect(try packs().count == 1)
        #expect(store.place(of: ids[5])?.path.hasSuffix(".pack") == true)
        #expect(store.place(of: id)?.path.hasSuffix(id.hex) == true)
    }

    @Test("A pack that another program made is seen")
    func concurrent() throws {
        let id = BlobID(hashing: pieces[3])
        #expect(!store.contains(id))
        _ = try other.putAll(pieces)
        #expect(store.contains(id))
        #expect(try store.bytes(of: id) == pieces[3])
    }

    @Test("A batch that was given up leaves nothing, and what a killed program left is swept")
    func givenUp() throws {
        do {
            let batch = try store.batch()
            for piece in pieces { _ = try batch.add(piece) }
        }
        #expect(try DurableFolder.names(home.path("blobs/incoming")).isEmpty)
        #expect(try store.all().isEmpty)
        try home.write("blobs/incoming/left", PackList.head + pieces[0])
        #expect(try store.all().isEmpty)
        #expect(try store.sweep() == 1)
    }

    @Test("A flipped byte of a blob is found, and the pack is named; its neighbours are sound")
    func damagedBlob() async throws {
        let ids = try store.putAll(pieces)
        let pack = try #require(try packs().first)
        let place = try #require(store.place(of: ids[50]))
        try flip(pack) { _ in Int(place.offset) }
        for store in [store, other] {
            let error = #expect(throws: BlobError(.damaged, "")) { try store.verify(ids[50]) }
            #expect(error?.message.contains(pack) == true)
            #expect(throws: BlobError(.damaged, "")) { try store.bytes(of: ids[50]) }
            await #expect(throws: BlobError(.damaged, "")) { try await store.stream(of: ids[50]).collect(upTo: 100) }
            try store.verify(ids[49])
        }
    }

    @Test(
        "A pack whose list was changed, cut or renamed is named", arguments: ["list", "count", "end", "head", "name"])
    func damagedList(part: String) throws {
        let ids = try store.putAll(pieces)
        let pack = try #require(try packs().first)
        switch part {
        case "list": try flip(pack) { $0 - 49 }
        case "count": try flip(pack) { $0 - 41 }
        case "end": try home.write("blobs/packs/\(pack)", Array(try home.bytes("blobs/packs/\(pack)").dropLast(20)))
        case "head": try flip(pack) { _ in 3 }
        default: try DurableFolder.rename(home.path("blobs/packs/\(pack)"), to: home.path("blobs/packs/other.pack"))
        }
        let name = part == "name" ? "other.pack" : pack
        let store = other
        #expect(!store.contains(ids[0]))
        for error in [
            #expect(throws: BlobError(.damaged, "")) { try store.all() },
            #expect(throws: BlobError(.damaged, "")) { try store.bytes(of: ids[0]) },
            #expect(throws: BlobError(.damaged, "")) { try store.verify(ids[0]) },
        ] { #expect(error?.message.contains(name) == true) }
        // Putting the bytes again keeps them beside the damaged pack.
        _ = try store.putAll(Array(pieces[..<50]))
        #expect(try store.bytes(of: ids[0]) == pieces[0])
    }

    @Test("Removing a blob takes its bytes out of the pack and leaves the others")
    func remove() throws {
        let ids = try store.putAll(pieces)
        let old = try packs()
        let second = other
        #expect(second.contains(ids[150]))
        try store.remove(ids[150])
        #expect(try packs().count == 1 && packs() != old)
        for store in [store, second] {
            #expect(!store.contains(ids[150]))
            #expect(try store.bytes(of: ids[10]) == pieces[10])
            #expect(try store.all().count == 199)
        }
        let left = try home.bytes("blobs/packs/\(packs()[0])")
        #expect(left.firstRange(of: pieces[150]) == nil)
        for id in ids { try store.remove(id) }
        #expect(try packs().isEmpty && store.all().isEmpty)
    }

    @Test("A pack that reached its size is ended, and another one begun")
    func manyPacks() throws {
        let large = (0..<80).map { [UInt8](repeating: UInt8($0), count: BlobBatch.largeBytes - 1) }
        let ids = try store.putAll(large)
        #expect(try packs().count == 2)
        for (id, bytes) in zip(ids, large) { #expect(try store.bytes(of: id) == bytes) }
    }

    @Test("Names and their numbers are the same", arguments: [0, 1, 0x61, 0xFF])
    func words(start: Int) throws {
        let id = BlobID(hashing: [UInt8(start)])
        #expect(BlobID(id.words) == id)
        let zeros = try #require(BlobID(String(repeating: "0", count: 63) + "f"))
        #expect(BlobID(zeros.words) == zeros && zeros.words < id.words)
    }
}
