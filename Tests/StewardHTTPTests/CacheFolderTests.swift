// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

/// What the cache keeps on disk: damage, bounds, leftovers.
struct CacheFolderTests {
    private let clock = StepClock()
    private let kept = ["Cache-Control": "max-age=600"]

    private func cache(_ service: ScriptedTransport, _ folder: Folder, _ limits: CacheLimits = .standard)
        -> CachingTransport
    {
        CachingTransport(service, folder: folder.path, limits: limits, clock: clock)
    }

    @Test(
        "a damaged file is as good as none: the reply is fetched and stored again",
        arguments: [(".body", Array("onf".utf8)), (".body", []), (".json", Array("{".utf8)), (".json", [])])
    func damaged(suffix: String, bytes: [UInt8]) async throws {
        let folder = try Folder()
        let service = ScriptedTransport(.reply(200, kept, body: "one"))
        _ = try await cache(service, folder).send(.to("https://example.org/")).told()
        try folder.write(bytes, to: try #require(try folder.names(suffix).first))
        let restarted = cache(service, folder)
        #expect(try await restarted.send(.to("https://example.org/")).told() == "200 one")
        #expect(service.calls.count == 2)
        #expect(try await restarted.send(.to("https://example.org/")).told() == "200 one")
        #expect(service.calls.count == 2)
        #expect(try folder.names().count == 2)
    }

    @Test("a body that vanished after the service said 304 is fetched again")
    func vanished() async throws {
        let folder = try Folder()
        let first = ScriptedTransport(.reply(200, ["ETag": "\"a\""], body: "one"))
        _ = try await cache(first, folder).send(.to("https://example.org/")).told()
        try folder.write(Array("two".utf8), to: try #require(try folder.names(".body").first))
        let second = ScriptedTransport(.reply(304), .reply(200, ["ETag": "\"a\""], body: "one"))
        #expect(try await cache(second, folder).send(.to("https://example.org/")).told() == "200 one")
        #expect(second.calls.map { $0.request.headerFields[.ifNoneMatch] } == ["\"a\"", nil])
    }

    @Test("the folder stays within its limit, and what was used longest ago goes, also across a restart")
    func bounded() async throws {
        let folder = try Folder()
        let body = String(repeating: "x", count: 6000)
        let service = ScriptedTransport(.reply(200, kept, body: body))
        let limits = CacheLimits(memory: 0, disk: 31_000, entry: 10_000)
        let transport = cache(service, folder, limits)
        for name in ["a", "b", "c"] {
            _ = try await transport.send(.to("https://example.org/\(name)")).told()
            clock.advance(by: .seconds(1))
        }
        _ = try await transport.send(.to("https://example.org/a")).told()
        #expect(service.calls.count == 3)
        let restarted = cache(service, folder, limits)
        _ = try await restarted.send(.to("https://example.org/d")).told()
        #expect(try folder.names(".body").count == 3)
        _ = try await restarted.send(.to("https://example.org/a")).told()
        #expect(service.calls.count == 4)
        _ = try await restarted.send(.to("https://example.org/b")).told()
        #expect(service.calls.count == 5)
    }

    @Test("a body over the entry limit passes whole and is not kept", arguments: [true, false])
    func tooLarge(announced: Bool) async throws {
        let folder = try Folder()
        let pieces = ByteStream.pieces(Array(repeating: "0123456789", count: 100), length: announced ? 1000 : nil)
        let service = ScriptedTransport(.stream(200, kept, pieces))
        let limits = CacheLimits(memory: 80, disk: 1_000_000, entry: 999)
        let reply = try await cache(service, folder, limits).send(.to("https://example.org/"))
        #expect(try await reply.text().count == 1000)
        #expect(try folder.names().isEmpty)
    }

    @Test("a body too large for memory goes to a file while it arrives, and comes back whole")
    func large() async throws {
        let folder = try Folder()
        let pieces = (0..<3000).map { String(repeating: String($0 % 10), count: 100) }
        let service = ScriptedTransport(.stream(200, kept, .pieces(pieces, length: 300_000)))
        let limits = CacheLimits(memory: 1000, disk: 10_000_000, entry: 1_000_000)
        let transport = cache(service, folder, limits)
        #expect(try await transport.send(.to("https://example.org/")).text() == pieces.joined())
        let again = try await transport.send(.to("https://example.org/"))
        #expect(again.body.length == 300_000)
        #expect(try await again.text() == pieces.joined())
        #expect(service.calls.count == 1)
        #expect(try folder.names().count == 2)
    }

    @Test("leftovers of a crash go after a day; young ones and other files stay")
    func leftovers() async throws {
        let folder = try Folder()
        for name in ["new.1.tmp", "old-1.body", "README"] { try folder.write([1], to: name) }
        clock.advance(by: .seconds(Date().timeIntervalSince(clock.now)))
        _ = try await cache(ScriptedTransport(.reply(200)), folder).send(.to("https://example.org/"))
        #expect(try folder.names() == ["README", "new.1.tmp", "old-1.body"])
        clock.advance(by: .seconds(90_000))
        _ = try await cache(ScriptedTransport(.reply(200)), folder).send(.to("https://example.org/"))
        #expect(try folder.names() == ["README"])
    }

    @Test("a folder that can't be made costs the disk's share, not the calls")
    func noFolder() async throws {
        let folder = try Folder()
        try folder.write([], to: "file")
        let service = ScriptedTransport(.reply(200, kept, body: "one"))
        let transport = CachingTransport(service, folder: "\(folder.path)/file/below", clock: clock)
        for _ in 0..<2 { #expect(try await transport.send(.to("https://example.org/")).told() == "200 one") }
        #expect(service.calls.count == 1)
    }

    @Test("files are readable by their owner alone")
    func permissions() async throws {
        let folder = try Folder()
        let service = ScriptedTransport(.reply(200, kept, body: "one"))
        _ = try await CachingTransport(service, folder: "\(folder.path)/deep/cache", clock: clock)
            .send(.to("https://example.org/")).told()
        let manager = FileManager()
        let paths = try manager.subpathsOfDirectory(atPath: folder.path)
        #expect(paths.count == 4)
        for path in paths {
            let mode = try manager.attributesOfItem(atPath: "\(folder.path)/\(path)")[.posixPermissions] as? NSNumber
            #expect((mode?.intValue ?? 0o777) & 0o077 == 0, "\(path)")
        }
    }
}
