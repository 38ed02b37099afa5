// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardOAuth
import Testing

@Suite("A kept grant")
struct KeptGrantTests {
    private let start = Date(timeIntervalSince1970: 1_790_000_000)

    private func full() throws -> KeptGrant {
        let reply = try TokenReply(parsing: Array(#"{"access_token":"CANARY-new","expires_in":60}"#.utf8))
        return Example.grant(expiry: start + 3600, grantedAt: start, subject: "s-1").refreshed(by: reply, at: start + 9)
    }

    @Test("reads back as it was, and shows nothing of its tokens")
    func roundTrip() throws {
        for grant in [
            try full(), Example.grant(refresh: nil, scopes: [], expiry: start, grantedAt: start, account: nil),
        ] {
            #expect(try KeptGrant(grant.text) == grant)
            #expect(!Example.everything(grant).contains("CANARY"))
            #expect("\(grant.text)" == "<redacted>")
        }
    }

    @Test("is one JSON text of version 1, with these names")
    func format() throws {
        let json = try JSON(parsing: Array(try full().text.reveal().utf8))
        let names = [
            "accessToken", "account", "clientID", "expiry", "grantedAt", "refreshToken", "refreshedAt", "scopes",
            "subject", "version",
        ]
        #expect(json.members?.map(\.key) == names)
        #expect(json["version"] == 1 && json["expiry"] == 1_790_000_069 && json["refreshedAt"] == 1_790_000_009)
    }

    @Test(
        "what is no grant is unreadable, and what a newer version kept is left alone",
        arguments: [
            ("", KeptGrant.Fault.unreadable), ("{}", .unreadable), ("null", .unreadable),
            (#"{"version":1}"#, .unreadable), (#"{"version":0}"#, .unreadable), (#"{"version":2}"#, .newer),
            (#"{"version":"1"}"#, .unreadable),
        ])
    func faults(text: String, fault: KeptGrant.Fault) {
        #expect(throws: fault) { try KeptGrant(Secret(text)) }
    }

    @Test("any damage is noticed or harmless, and never a crash")
    func damage() throws {
        var random = SeededGenerator(seed: 11)
        let whole = Array(try full().text.reveal().utf8)
        for _ in 0..<5000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 1...bytes.count, using: &random)) }
            guard let read = try? KeptGrant(Secret(String(decoding: bytes, as: UTF8.self))) else { continue }
            #expect(try KeptGrant(read.text) == read)
            #expect(Token.isWellFormed(read.accessToken.reveal()))
        }
    }

    @Test("a token is used until 3 min 45 s before its end, or until a quarter of a short life is left")
    func margin() {
        let long = Example.grant(expiry: start + 3600, grantedAt: start)
        #expect(long.isUsable(at: start + 3374, refused: nil))
        #expect(!long.isUsable(at: start + 3375, refused: nil))
        #expect(!long.isUsable(at: start, refused: long.accessToken))
        #expect(long.isUsable(at: start, refused: Secret("another")))
        let short = Example.grant(expiry: start + 60, grantedAt: start)
        #expect(short.isUsable(at: start + 44, refused: nil))
        #expect(!short.isUsable(at: start + 45, refused: nil))
    }
}
