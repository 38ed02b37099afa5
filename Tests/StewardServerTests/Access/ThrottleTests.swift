// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Throttling")
struct ThrottleTests {
    private static let wrong = "not the password"

    /// Why a sign-in is refused; `nil` when it is not.
    private static func attempt(
        _ made: MadeAccess, _ name: String, _ password: String = MadePeople.password.reveal(),
        from address: String = "127.0.0.1"
    ) async -> AccessError? {
        do {
            _ = try await made.signIn(name, password, from: address)
            return nil
        } catch { return error as? AccessError }
    }

    private static func isThrottled(_ error: AccessError?) -> Bool {
        if case .throttled = error { true } else { false }
    }

    @Test("waits double from the fifth failure on, up to a quarter of an hour")
    func waits() {
        let waits = (1...20).map { Throttle.ofName.wait(after: $0) }
        #expect(waits.prefix(8) == [0, 0, 0, 0, 2, 4, 8, 16])
        #expect(waits.last == 900 && waits.max() == 900)
        #expect(Throttle.ofName.wait(after: .max) == 900)
    }

    @Test(
        "five failures, then a wait in which even the right password is not looked at; after it, it is",
        arguments: TestDatabases.engines)
    func name(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            for _ in 0..<5 {
                let refusal = await Self.attempt(made, "anna", Self.wrong)
                #expect(refusal == .wrongCredentials)
            }
            let throttled = AccessError.throttled(until: made.clock.now.addingTimeInterval(2))
            let again = await Self.attempt(made, "Anna")
            #expect(again == throttled)
            // From elsewhere too: it is the name that is slowed down.
            let elsewhere = await Self.attempt(made, "anna", from: "198.51.100.7")
            #expect(elsewhere == throttled)
            made.clock.advance(2)
            _ = try await made.signIn("anna")
            for _ in 0..<5 {
                let refusal = await Self.attempt(made, "anna", Self.wrong)
                #expect(refusal == .wrongCredentials)
            }
        }
    }

    @Test("a name that nobody has is slowed down like one that somebody has")
    func unknown() async throws {
        try await MadeAccess.with { made in
            for _ in 0..<5 {
                let refusal = await Self.attempt(made, "nobody", Self.wrong)
                #expect(refusal == .wrongCredentials)
            }
            let refusal = await Self.attempt(made, "nobody", Self.wrong)
            #expect(Self.isThrottled(refusal))
        }
    }

    @Test("an address that tries name after name waits, and another address does not; a /64 is one address")
    func address() async throws {
        try await MadeAccess.with { made in
            for number in 0..<20 {
                let refusal = await Self.attempt(made, "n\(number)", Self.wrong, from: "2001:db8:1:2::\(number + 1)")
                #expect(refusal == .wrongCredentials)
            }
            let refusal = await Self.attempt(made, "anna", from: "2001:db8:1:2::ff")
            #expect(Self.isThrottled(refusal))
            _ = try await made.signIn("anna", from: "2001:db8:1:3::1")
        }
    }

    @Test("forty attempts at once are no more than five", arguments: TestDatabases.engines)
    func atOnce(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let looked = await withTaskGroup(of: AccessError?.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        await Self.attempt(made, "anna", "guess number \(number)", from: "203.0.113.\(number)")
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 == .wrongCredentials ? 1 : 0 }
            }
            #expect((1...5).contains(looked))
        }
    }

    @Test("nobody is locked out for ever: an attempt is looked at again within a quarter of an hour")
    func notForEver() async throws {
        try await MadeAccess.with { made in
            for _ in 0..<40 {
                _ = await Self.attempt(made, "anna", Self.wrong)
                made.clock.advance(900)
            }
            _ = try await made.signIn("anna")
            // A day without a failure forgets the address's too.
            made.clock.advance(90_000)
            let refusal = await Self.attempt(made, "anna", Self.wrong)
            #expect(refusal == .wrongCredentials)
            let rows = try await made.installation.database.read {
                try $0.query("SELECT failures FROM access_failures").map { try $0.integer("failures") }
            }
            #expect(rows == [1, 1])
        }
    }

    @Test("a sign-in that succeeds between guesses gives an address no more guesses")
    func interleaved() async throws {
        try await MadeAccess.with { made in
            _ = try await made.people.person("mallory", .viewer)
            var looked = 0
            for number in 0..<60 {
                let refusal = await Self.attempt(made, "n\(number)", Self.wrong)
                looked += refusal == .wrongCredentials ? 1 : 0
                _ = await Self.attempt(made, "mallory")
            }
            #expect(looked == 20)
        }
    }
}
