// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("API tokens made on the command line")
struct CommandLineTokenTests {
    private static func with(_ body: (Installation, Access) async throws -> Void) async throws {
        let folder = try TemporaryFolder("tokens")
        defer { withExtendedLifetime(folder) {} }
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
            try await body(installation, Access(installation: installation, cost: MadePeople.cost))
        }
    }

    @Test("a token works for the only owner, or for the account that is named, as far as that account may")
    func works() async throws {
        try await Self.with { installation, _ in
            let people = try await MadePeople(installation)
            _ = try await people.person("chai", .viewer)
            let access = people.access
            let own = try await access.newToken(name: "script", for: nil, scopes: [.read, .operate], expiresAt: nil)
            let owner = try #require(try await access.visitor(apiToken: own.reveal()))
            #expect(owner.account.name == "anna" && owner.scopes == [.open, .read, .operate] && owner.session == nil)
            let theirs = try await access.newToken(name: "reader", for: "Chai", scopes: [.read], expiresAt: nil)
            let viewer = try #require(try await access.visitor(apiToken: theirs.reveal()))
            #expect(viewer.account.name == "chai")
            await #expect(throws: AccessError.tokenRefused) {
                try await access.newToken(name: "more", for: "chai", scopes: [.review], expiresAt: nil)
            }
            await #expect(throws: AccessError.tokenRefused) {
                try await access.newToken(name: "", for: "chai", scopes: [.read], expiresAt: nil)
            }
            await #expect(throws: AccessError.notFound) {
                try await access.newToken(name: "x", for: "nobody", scopes: [.read], expiresAt: nil)
            }
        }
    }

    @Test("without an owner, or with several, one sentence says what to do")
    func owners() async throws {
        try await Self.with { installation, access in
            func refusal() async -> String {
                do {
                    _ = try await access.newToken(name: "x", for: nil, scopes: [.read], expiresAt: nil)
                    return "none"
                } catch { return "\(error)" }
            }
            #expect(await refusal().contains("steward access link"))
            let people = try await MadePeople(installation)
            #expect(await refusal() == "none")
            _ = try await people.person("bo", .owner)
            #expect(await refusal().contains("--for"))
        }
    }
}
