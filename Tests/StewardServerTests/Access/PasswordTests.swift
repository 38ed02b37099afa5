// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Passwords")
struct PasswordTests {
    @Test("scrypt gives what RFC 7914 section 12 lists, written in the PHC string form")
    func vector() throws {
        let cost = PasswordHash.Cost(logRounds: 14, blockSize: 8, parallelism: 1)
        let hash = try PasswordHash(Secret("pleaseletmein"), cost: cost, salt: Array("SodiumChloride".utf8))
        let text = "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"
        #expect(hash.text == text)
        let read = try #require(PasswordHash(text))
        #expect(read == hash)
        #expect(try read.matches(Secret("pleaseletmein")))
        #expect(try !read.matches(Secret("pleaseletmein ")))
    }

    @Test(
        "a text that is no hash, or would cost too much to check, is refused",
        arguments: [
            "", "$scrypt$", "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$", "$argon2id$ln=14,r=8,p=1$U29kaXVtQ2g$AAAA",
            "$scrypt$r=8,ln=14,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
            "$scrypt$ln=60,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
            "$scrypt$ln=20,r=32,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
            "$scrypt$ln=14,r=8,p=-1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
            "$scrypt$ln=14,r=8,p=1$AA$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
        ])
    func refused(text: String) { #expect(PasswordHash(text) == nil) }

    @Test("the usual cost is one of OWASP's settings and needs 32 MiB")
    func cost() {
        #expect(PasswordHash.Cost.standard == .init(logRounds: 15, blockSize: 8, parallelism: 3))
        #expect(PasswordHash.Cost.standard.memory == 32 << 20)
        #expect(PasswordHash.Cost.standard.isBearable)
    }

    @Test(
        "short, long and well-known passwords are refused, with the reason",
        arguments: [
            ("elevenchars", PasswordPolicy.Refusal.tooShort), (String(repeating: "ก", count: 129), .tooLong),
            ("Password1234", .common), ("1Q2w3e4r5t6y", .common), ("wachtwoord123", .common),
            ("abcabcabcabcabc", .common), ("xxxxxxxxxxxxxxxx", .common), ("Longest-Name-Here", .name),
        ])
    func policy(password: String, refusal: PasswordPolicy.Refusal) {
        #expect(throws: AccessError.passwordRefused(refusal)) {
            try PasswordPolicy.checked(Secret(password), name: "longest-name-here")
        }
    }

    @Test("12 and 128 characters do, in any script, whatever they are made of")
    func allowed() throws {
        let longest = String(repeating: "ก", count: 127) + "ข"
        for password in ["สวัสดีชาวโลก", longest, "a b c d e f ", "zeven kleine katten"] {
            _ = try PasswordPolicy.checked(Secret(password), name: "anna")
        }
    }

    @Test("a password is the same however its letters are composed")
    func normalized() throws {
        let composed = try #require(PasswordPolicy.normalized(Secret("caf\u{E9} caf\u{E9} caf\u{E9}")))
        let apart = try #require(PasswordPolicy.normalized(Secret("cafe\u{301} cafe\u{301} cafe\u{301}")))
        #expect(Array(composed.reveal().utf8) == Array(apart.reveal().utf8))
        #expect(PasswordPolicy.normalized(Secret(String(repeating: "a", count: 100_000))) == nil)
    }

    @Test("a flood is hashed two at a time; those beyond the queue are turned away and the others all served")
    func flood() async throws {
        let hashing = PasswordHashing(
            cost: .init(logRounds: 10, blockSize: 8, parallelism: 1), places: 2, longestQueue: 5)
        let salt = [UInt8](repeating: 1, count: 16)
        let served = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask { (try? await hashing.make(Secret("password \(number)"), salt: salt)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect((7...100).contains(served))
        #expect(hashing.mostAtOnce <= 2)
        #expect(try await hashing.matches(Secret("a"), try await hashing.make(Secret("a"), salt: Array(0..<16))))
    }

    @Test("who comes to a full queue hears that it is full")
    func full() async throws {
        let hashing = PasswordHashing(cost: MadePeople.cost, places: 0, longestQueue: 0)
        await #expect(throws: AccessError.busy) { try await hashing.matches(Secret("a"), nil) }
    }
}
