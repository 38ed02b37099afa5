// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import StewardServer

@Suite("People")
struct PeoplePagesTests {
    @Test("an invitation makes an account of the role that was chosen, once")
    func invite() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let code = try await site.invitation(.reviewer, by: owner)
            #expect(owner.page.text.contains("http://"))
            #expect(try await owner.open("/people").text.contains("Join this Steward"))
            let guest = site.browser()
            let form = try await guest.open("/setup/\(code)")
            #expect(form.text.contains("Reviewer"))
            let done = try await guest.submit(
                "/setup/\(code)", ["name": "Rob", "password": MadeSite.password, "again": MadeSite.password])
            #expect(done.status == 303)
            #expect(try await guest.open("/account").text.contains("Reviewer"))
            #expect(try await guest.open("/people").status == 403)
            #expect(try await site.browser().open("/setup/\(code)").status == 410)
            #expect(try await !owner.open("/people").text.contains("/withdraw"))
        }
    }

    @Test("a name that somebody has is told, and the invitation stays good")
    func taken() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let code = try await site.invitation(.viewer, by: owner)
            let guest = try await site.join(code, "ANNA")
            #expect(guest.page.status == 409)
            #expect(guest.page.text.contains("#field-name"))
            #expect(try await site.join(code, "vera").page.status == 303)
        }
    }

    @Test("an invitation that was withdrawn works no more")
    func withdraw() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let code = try await site.invitation(.viewer, by: owner)
            try await owner.open("/people")
            let action = try #require(owner.actions("/people/invitations/").first)
            #expect(try await owner.submit(action).location == "/people?done=withdrawn")
            #expect(try await site.browser().open("/setup/\(code)").status == 410)
        }
    }

    @Test("a role counts from the next request on, both ways")
    func role() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let vera = try await site.person("vera", .viewer, by: owner)
            let id = try #require(try await site.access.people().first { $0.name == "vera" }).id
            for (role, status) in [(Role.owner, 200), (.viewer, 403)] {
                try await owner.open("/people")
                let done = try await owner.submit("/people/\(id)/role", ["role": role.rawValue])
                #expect(done.location == "/people?done=role")
                #expect(try await vera.open("/people").status == status)
            }
            try await owner.open("/people")
            #expect(try await owner.submit("/people/\(id)/role", ["role": "emperor"]).status == 422)
        }
    }

    @Test("a disabled account is signed out at once and cannot sign in, until it is enabled again")
    func disable() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let vera = try await site.person("vera", .viewer, by: owner)
            let id = try #require(try await site.access.people().first { $0.name == "vera" }).id
            try await owner.open("/people")
            #expect(try await owner.submit("/people/\(id)/state", ["disabled": "yes"]).status == 303)
            #expect(try await vera.open("/account").status == 303)
            let wrong = try await site.signIn("vera", vera, password: "not the password")
            #expect(wrong.status == 422)
            #expect(!wrong.text.contains("disabled"))
            #expect(try await site.signIn("vera", vera).status == 403)
            try await owner.open("/people")
            #expect(try await owner.submit("/people/\(id)/state", ["disabled": "no"]).status == 303)
            #expect(try await site.signIn("vera", vera).status == 303)
        }
    }

    @Test("the last owner stays an owner")
    func lastOwner() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let id = try #require(try await site.access.people().first).id
            try await owner.open("/people")
            let role = try await owner.submit("/people/\(id)/role", ["role": "viewer"])
            #expect(role.status == 409)
            #expect(role.text.contains("last owner"))
            try await owner.open("/people")
            #expect(try await owner.submit("/people/\(id)/state", ["disabled": "yes"]).status == 409)
            #expect(try await owner.open("/people").status == 200)
        }
    }

    @Test("a link for a new password replaces the password and signs out every device")
    func newPassword() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let vera = try await site.person("vera", .viewer, by: owner)
            let id = try #require(try await site.access.people().first { $0.name == "vera" }).id
            try await owner.open("/people")
            let page = try await owner.submit("/people/\(id)/password")
            let code = String(try #require(page.text.components(separatedBy: "/setup/").last).prefix(43))
            let other = site.browser()
            let form = try await other.open("/setup/\(code)")
            #expect(!form.text.contains("name=\"name\""))
            let new = "a-longer-walk-home"
            #expect(try await other.submit("/setup/\(code)", ["password": new, "again": new]).status == 303)
            #expect(try await vera.open("/account").status == 303)
            #expect(try await site.signIn("vera", vera).status == 422)
            #expect(try await site.signIn("vera", vera, password: new).status == 303)
        }
    }

    @Test("names that people choose are text on every page")
    func escaping() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let name = "<img src=x>\"'&"
            let guest = try await site.join(try await site.invitation(.viewer, by: owner), name)
            #expect(guest.page.status == 303)
            for (browser, path) in [(owner, "/people"), (guest, "/account"), (guest, "/")] {
                let page = try await browser.open(path)
                #expect(!page.text.contains("<img"), "\(path)")
                #expect(page.text.contains("&lt;img src=x&gt;"), "\(path)")
            }
        }
    }
}
