// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardOAuth
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("API tokens")
struct TokenTests {
    private static func visitor(_ made: MadeAccess, _ token: Secret) async throws -> Visitor? {
        try await made.access.visitor(apiToken: token.reveal())
    }

    @Test("a token is stwd_, 43 letters and digits, and the CRC-32 of those")
    func text() {
        #expect(TokenText.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(AccessCodes.base62(0xCBF4_3926, width: 6) == "3jZRME")
        let token = TokenText.make(AccessCodes(random: .system)).reveal()
        #expect(token.hasPrefix("stwd_") && token.utf8.count == 54)
        #expect(TokenText.isOne(token))
        for place in token.indices {
            let other: Character = token[place] == "x" ? "y" : "x"
            #expect(!TokenText.isOne(token.replacingCharacter(at: place, with: other)), "\(place)")
        }
        #expect(!TokenText.isOne(token + "0") && !TokenText.isOne(""))
    }

    @Test("every letter of a code is as likely as any other")
    func letters() {
        // A source that counts through all bytes: what is above 247 must be left out.
        let random = RandomBytes { count in (0..<count).map { UInt8(truncatingIfNeeded: $0) } }
        let text = AccessCodes(random: random).text(248)
        let counts = Dictionary(grouping: text) { $0 }.mapValues(\.count)
        #expect(counts.count == 62 && counts.values.allSatisfy { $0 == 4 })
    }

    @Test("a token works for its account, with its own scopes, until it is revoked", arguments: TestDatabases.engines)
    func life(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let anna = try await made.anna()
            let (secret, token) = try await made.access.makeToken(
                name: " figures ", scopes: [.read, .metrics], expiresAt: nil, by: anna)
            #expect(token.name == "figures" && token.usedAt == nil)
            let visitor = try #require(try await Self.visitor(made, secret))
            #expect(visitor.account == anna.account && visitor.session == nil && visitor.formToken.isEmpty)
            #expect(visitor.scopes == [.open, .read, .metrics])
            let listed = try await made.access.tokens(of: anna.account.id)
            #expect(listed.map(\.usedAt) == [made.clock.now] && listed.first?.scopes == [.read, .metrics])
            made.clock.advance(59)
            _ = try await Self.visitor(made, secret)
            #expect(try await made.access.tokens(of: anna.account.id).first?.usedAt != made.clock.now)
            try await made.access.revokeToken(token.id, by: anna)
            #expect(try await Self.visitor(made, secret) == nil)
            #expect(try await made.access.tokens(of: anna.account.id).isEmpty)
        }
    }

    @Test("a token ends when it was made to")
    func expiry() async throws {
        try await MadeAccess.with { made in
            let secret = try await made.access.makeToken(
                name: "t", scopes: [.read], expiresAt: made.clock.now.addingTimeInterval(10), by: made.anna()
            ).secret
            made.clock.advance(9)
            #expect(try await Self.visitor(made, secret) != nil)
            made.clock.advance(1)
            #expect(try await Self.visitor(made, secret) == nil)
        }
    }

    @Test("a token can never do more than its account can now")
    func roles() async throws {
        try await MadeAccess.with { made in
            let bob = try await made.people.person("bob", .owner)
            let secret = try await made.access.makeToken(
                name: "t", scopes: [.read, .administer], expiresAt: nil, by: made.people.visitor(bob)
            ).secret
            let anna = try await made.anna()
            try await made.access.changeRole(of: bob.account.id, to: .viewer, by: anna)
            #expect(try await Self.visitor(made, secret)?.scopes == [.open, .read])
            try await made.access.disable(bob.account.id, by: anna)
            #expect(try await Self.visitor(made, secret) == nil)
            try await made.access.enable(bob.account.id, by: anna)
            #expect(try await Self.visitor(made, secret) == nil)
        }
    }

    @Test("a token with no name, no scope, a scope too many or an end in the past is not made; nor one by a token")
    func refused() async throws {
        try await MadeAccess.with { made in
            let bob = try await made.people.visitor(try await made.people.person("bob", .viewer))
            let wrong: [(String, Set<Scope>, Date?)] = [
                ("", [.read], nil), ("t", [], nil), ("t", [.read, .review], nil), ("t", [.open], nil),
                ("t", [.read], made.clock.now), (String(repeating: "x", count: 65), [.read], nil),
            ]
            for (name, scopes, end) in wrong {
                await #expect(throws: AccessError.tokenRefused) {
                    try await made.access.makeToken(name: name, scopes: scopes, expiresAt: end, by: bob)
                }
            }
            let secret = try await made.access.makeToken(
                name: "t", scopes: [.administer], expiresAt: nil, by: made.anna()
            ).secret
            let program = try #require(try await Self.visitor(made, secret))
            await #expect(throws: AccessError.forbidden) {
                try await made.access.makeToken(name: "t", scopes: [.administer], expiresAt: nil, by: program)
            }
            await #expect(throws: AccessError.forbidden) {
                try await made.access.changePassword(
                    old: MadePeople.password, new: Secret("another long one"), by: program, from: MadePeople.caller)
            }
        }
    }
}

extension String {
    fileprivate func replacingCharacter(at place: Index, with other: Character) -> String {
        String(self[..<place]) + String(other) + String(self[index(after: place)...])
    }
}
