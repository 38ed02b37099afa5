// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

@Suite("People")
struct PeopleTests {
    @Test("roles contain one another, and only owners administer")
    func roles() {
        #expect(Role.viewer < .reviewer && Role.reviewer < .owner)
        #expect(Role.viewer.scopes.isSubset(of: Role.reviewer.scopes))
        #expect(Role.owner.scopes == Set(Scope.allCases))
        #expect(Role.allCases.filter { $0.scopes.contains(.administer) || $0.scopes.contains(.operate) } == [.owner])
        #expect(Scope.allCases.sorted() == Scope.allCases && !Scope.ofTokens.contains(.open))
    }

    @Test("the last owner is neither disabled nor made less", arguments: TestDatabases.engines)
    func lastOwner(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let anna = try await made.anna()
            let id = anna.account.id
            await #expect(throws: AccessError.lastOwner) { try await made.access.disable(id, by: anna) }
            await #expect(throws: AccessError.lastOwner) {
                try await made.access.changeRole(of: id, to: .reviewer, by: anna)
            }
            let bob = try await made.people.person("bob", .owner)
            try await made.access.disable(bob.account.id, by: anna)
            // A disabled owner helps nobody.
            await #expect(throws: AccessError.lastOwner) { try await made.access.disable(id, by: anna) }
            try await made.access.enable(bob.account.id, by: anna)
            try await made.access.changeRole(of: id, to: .viewer, by: anna)
            #expect(try await made.anna().account.role == .viewer)
        }
    }

    @Test("two owners who disable each other at once: one stays", arguments: TestDatabases.engines)
    func eachOther(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let other = try await made.people.visitor(try await made.people.person("bob", .owner))
            let anna = try await made.anna()
            let access = made.access
            async let first: Void? = try? access.disable(other.account.id, by: anna)
            async let second: Void? = try? access.disable(anna.account.id, by: other)
            _ = await (first, second)
            #expect(try await access.people().count { !$0.isDisabled } == 1)
        }
    }

    @Test("only who administers invites, changes roles and disables")
    func forbidden() async throws {
        try await MadeAccess.with { made in
            let bob = try await made.people.visitor(try await made.people.person("bob", .reviewer))
            let anna = made.people.owner.account.id
            let access = made.access
            await #expect(throws: AccessError.forbidden) { try await access.invite(role: .viewer, by: bob) }
            await #expect(throws: AccessError.forbidden) {
                try await access.changeRole(of: bob.account.id, to: .owner, by: bob)
            }
            await #expect(throws: AccessError.forbidden) { try await access.disable(anna, by: bob) }
            await #expect(throws: AccessError.forbidden) { try await access.enable(anna, by: bob) }
            await #expect(throws: AccessError.forbidden) { try await access.newPasswordLink(for: anna, by: bob) }
            await #expect(throws: AccessError.forbidden) { try await access.setGoogle(nil, by: bob) }
            await #expect(throws: AccessError.forbidden) {
                try await access.allow("bob@example.org", role: .owner, by: bob)
            }
            await #expect(throws: AccessError.notFound) { try await access.disable("none", by: made.anna()) }
        }
    }

    @Test("an invitation gives its role once, can be withdrawn, and ends after a week")
    func invitations() async throws {
        try await MadeAccess.with { made in
            let anna = try await made.anna()
            let used = try await made.access.invite(role: .reviewer, by: anna)
            let withdrawn = try await made.access.invite(role: .viewer, by: anna)
            let late = try await made.access.invite(role: .viewer, by: anna)
            #expect(try await Set(made.access.links().map(\.id)) == [used.link.id, withdrawn.link.id, late.link.id])
            func accept(_ code: Secret, _ name: String, _ password: Secret = MadePeople.password) async throws {
                let signedIn = try await made.access.accept(
                    code: code.reveal(), name: name, password: password, from: MadePeople.caller)
                #expect(signedIn.account.role == .reviewer && signedIn.session.method == .link)
            }
            // What is refused does not use the link up.
            await #expect(throws: AccessError.nameRefused) { try await accept(used.code, " \n ") }
            await #expect(throws: AccessError.nameTaken) { try await accept(used.code, "Anna") }
            await #expect(throws: AccessError.passwordRefused(.tooShort)) {
                try await accept(used.code, "b", Secret("short"))
            }
            try await accept(used.code, "bob")
            await #expect(throws: AccessError.linkInvalid) { try await accept(used.code, "bob 2") }
            try await made.access.withdrawLink(withdrawn.link.id, by: anna)
            await #expect(throws: AccessError.linkInvalid) { try await accept(withdrawn.code, "carl") }
            made.clock.advance(7 * 86_400)
            await #expect(throws: AccessError.linkInvalid) { try await accept(late.code, "dora") }
            await #expect(throws: AccessError.linkInvalid) {
                try await made.access.setUp(
                    code: used.code.reveal(), name: "eve", password: MadePeople.password, from: MadePeople.caller)
            }
        }
    }

    @Test("a link for a new password changes it, ends the old sessions and leaves name and role")
    func newPassword() async throws {
        try await MadeAccess.with { made in
            let bob = try await made.people.person("bob", .reviewer)
            let link = try await made.access.newPasswordLink(for: bob.account.id, by: made.anna())
            let new = "seven small cats asleep"
            let signedIn = try await made.access.accept(
                code: link.code.reveal(), name: "ignored", password: Secret(new), from: MadePeople.caller)
            #expect(signedIn.account == bob.account)
            #expect(try await made.access.visitor(session: bob.token.reveal(), from: MadePeople.caller) == nil)
            await #expect(throws: AccessError.wrongCredentials) { try await made.signIn("bob") }
            _ = try await made.signIn("bob", new)
        }
    }

    @Test("a person changes the own password with the old one; other sessions end", arguments: TestDatabases.engines)
    func changePassword(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let other = try await made.signIn("anna")
            let anna = try await made.anna()
            let new = Secret("a quieter pool of water")
            await #expect(throws: AccessError.wrongCredentials) {
                try await made.access.changePassword(
                    old: Secret("wrong one, alas"), new: new, by: anna, from: MadePeople.caller)
            }
            try await made.access.changePassword(
                old: MadePeople.password, new: new, by: anna, from: MadePeople.caller)
            _ = try await made.anna()
            #expect(try await made.access.visitor(session: other.token.reveal(), from: MadePeople.caller) == nil)
            await #expect(throws: AccessError.wrongCredentials) { try await made.signIn("anna") }
            _ = try await made.signIn("anna", new.reveal())
        }
    }

    @Test("a profile keeps language and zone, and refuses what is none")
    func profile() async throws {
        try await MadeAccess.with { made in
            let anna = try await made.anna()
            let access = made.access
            let account = try await access.changeProfile(
                name: "Anna", email: "Anna@Example.org", language: .thai, timeZone: "Asia/Bangkok", theme: .dark,
                by: anna)
            #expect(account.name == "Anna" && account.email == "anna@example.org")
            #expect(account.language == .thai && account.timeZone == "Asia/Bangkok" && account.theme == .dark)
            #expect(try await access.person(account.id) == account)
            for (email, zone) in [("anna", nil), ("a@b@c", nil), (nil, "Mars/Olympus"), (nil, "../etc/passwd")] {
                let error = await #expect(throws: AccessError.self) {
                    try await access.changeProfile(
                        name: "Anna", email: email, language: nil, timeZone: zone, theme: nil, by: anna)
                }
                guard case .invalid = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
            _ = try await made.people.person("bob", .viewer)
            await #expect(throws: AccessError.nameTaken) {
                try await access.changeProfile(
                    name: "BOB", email: nil, language: nil, timeZone: nil, theme: nil, by: anna)
            }
        }
    }

    @Test(
        "every change is an entry in the ledger, with who and what, and the book verifies",
        arguments: TestDatabases.engines)
    func ledger(engine: DatabaseEngine) async throws {
        try await MadeAccess.with(engine) { made in
            let anna = try await made.anna()
            let bob = try await made.people.person("bob", .viewer)
            made.clock.advance(1)
            try await made.access.changeRole(of: bob.account.id, to: .reviewer, by: anna)
            made.clock.advance(1)
            try await made.access.disable(bob.account.id, by: anna)
            let entries = try await made.entries()
            let kinds = Set(entries.map(\.kind))
            #expect(
                kinds == [
                    "access.link-made", "access.account-made", "access.signed-in", "access.role-changed",
                    "access.disabled",
                ])
            #expect(entries.last?.kind == "access.disabled" && entries.last?.actor == anna.actor)
            let change = try #require(entries.first { $0.kind == "access.role-changed" })
            #expect(change.payload["from"] == "viewer" && change.payload["to"] == "reviewer")
            #expect(change.payload["account"]?.string == bob.account.id)
            #expect(Set(entries.map(\.actor)) == ["command line", anna.actor, bob.account.actor])
        }
    }

    @Test("a change that could not be entered at once is entered with the next, once")
    func unrecorded() async throws {
        try await MadeAccess.with { made in
            let records = made.access.records
            try await made.installation.database.write {
                try records.note(.enabled, by: "test", ["account": "x"], in: $0)
            }
            #expect(try await made.access.unrecorded() == 1)
            let before = try await made.entries().count
            _ = try await made.access.newSetUpLink()
            await withTaskGroup { group in for _ in 0..<4 { group.addTask { await records.flush() } } }
            #expect(try await made.access.unrecorded() == 0)
            #expect(try await made.entries().count == before + 2)
        }
    }
}
