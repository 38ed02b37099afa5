// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import Testing

@testable import StewardServer

@Suite("The log of requests")
struct RequestLogTests {
    private static func line(_ full: FullSite, _ path: String, _ headers: HTTPFields) async throws -> String {
        let before = full.log.lines.count
        _ = try await full.ask(path, headers: headers)
        return try #require(full.log.lines.dropFirst(before).last { $0.hasPrefix("info request ") })
    }

    @Test("a line has the request's id, its route, status and time, and the account's id")
    func whole() async throws {
        try await FullSite.with { full in
            let line = try await Self.line(full, "/jobs/typed-by-somebody?kind=typed-too", full.cookie(full.viewer))
            let id = full.viewer.account.id
            #expect(line.contains(" account=\(id) ") && line.contains(" method=GET ") && line.contains(" status=404"))
            #expect(line.contains(" route=/jobs/{job} "))
            #expect(line.contains(#/ ms=[0-9]+ /#) && line.contains(#/ request=[0-9a-f]{15} /#))
            #expect(!line.contains("typed") && !line.contains("chai"))
            #expect(!line.contains(full.viewer.token.reveal()))
        }
    }

    @Test("what is no route is not repeated, and nobody has no id")
    func nobody() async throws {
        try await FullSite.with { full in
            let line = try await Self.line(full, "/typed/by/somebody", [:])
            #expect(line.contains(" route=none ") && !line.contains("typed") && !line.contains("account="))
            let link = try await Self.line(full, "/setup/lets-somebody-in", [:])
            #expect(link.contains(" route=/setup/{code} ") && !link.contains("lets-somebody-in"))
        }
    }
}
