// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import ElectionCommissionSimulator
import Foundation
import HTTPTypes
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

@Suite("Kept copies")
struct KeptCopiesTests {
    @Test("the count is asked for again after a minute, the lists after a day")
    func freshness() async throws {
        try await Subject.with { subject, server in
            let reader = try #require(
                try subject.integration(cacheFolder: subject.scratchFolder) as? any DatasetReading)
            _ = try await reader.dataset()
            server.log.clear()
            try await subject.clock.sleep(for: .seconds(61))
            _ = try await reader.dataset()
            #expect(
                Set(server.log.all.map(\.path)) == ["/data/records/stats_cons.json", "/data/records/stats_party.json"])
            server.log.clear()
            try await subject.clock.sleep(for: .seconds(86400))
            _ = try await reader.dataset()
            #expect(server.log.count == 7)
        }
    }

    @Test("a count that moved is fetched anew and replaces the copy")
    func moved() async throws {
        try await Subject.with(.whole) { subject, server in
            let reader = try #require(
                try subject.integration(cacheFolder: subject.scratchFolder) as? any DatasetReading)
            let first = try await reader.dataset()
            let control = HTTPRequest(
                method: .post, scheme: "http", authority: "127.0.0.1:\(server.port)", path: "/_simulator/progress")
            let reply = try await subject.transport.send(.init(control))
            _ = try await reply.body.collect(upTo: 1000)
            try await subject.clock.sleep(for: .seconds(61))
            let second = try await reader.dataset()
            #expect(first.files[5].sha256 != second.files[5].sha256)
            #expect(first.files[0] == second.files[0])
            let kept = try Data(contentsOf: URL(filePath: subject.scratchFolder + "/stats_cons.json"))
            #expect([UInt8](kept) == second.files[5].bytes)
            #expect(second.files[5].etag != nil)
        }
    }

    @Test(
        "a copy with a changed byte, or a note that is no note, counts as no copy",
        arguments: [
            "stats_party.json", "stats_party.copy.json",
        ])
    func damaged(name: String) async throws {
        try await Subject.with { subject, server in
            let reader = try #require(
                try subject.integration(cacheFolder: subject.scratchFolder) as? any DatasetReading)
            let first = try await reader.dataset()
            let url = URL(filePath: subject.scratchFolder + "/" + name)
            try Data("{}".utf8).write(to: url)
            server.log.clear()
            let second = try await reader.dataset()
            #expect(server.log.all.map(\.path) == ["/data/records/stats_party.json"])
            #expect(server.log.all[0].headerFields[.ifNoneMatch] == nil)
            #expect(first.files.map(\.sha256) == second.files.map(\.sha256))
        }
    }

    @Test("a folder that cannot be written is said, not swallowed")
    func unwritable() async throws {
        try await Subject.with { subject, _ in
            let reader = try #require(try subject.integration(cacheFolder: "/dev/null/cache") as? any DatasetReading)
            let error = try await #require(throws: IntegrationError.self) { try await reader.dataset() }
            #expect(error.code == .unavailable)
            #expect(error.message.contains("/dev/null/cache"))
        }
    }
}
