// SPDX-License-Identifier: Apache-2.0
import Foundation
import Tally
import Testing

@testable import StewardServer

@Suite("One's own account")
struct AccountPagesTests {
    @Test("language and time zone are chosen, kept, and used at once")
    func preferences() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            try await browser.open("/account")
            let saved = try await browser.submit(
                "/account", ["name": "Anna", "language": "nl", "zone": "Asia/Bangkok"])
            #expect(saved.location == "/account?done=saved")
            let page = try await browser.follow()
            #expect(page.text.contains("<html lang=\"nl\">"))
            #expect(page.text.contains("Opgeslagen."))
            #expect(page.text.contains("<option value=\"Asia/Bangkok\" selected>"))
            let account = try #require(try await site.access.people().first)
            #expect(account.name == "Anna")
            #expect(account.language == .dutch)
            #expect(account.timeZone == "Asia/Bangkok")
        }
    }

    @Test("what is not on a list is refused, and nothing changes")
    func refused() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            try await browser.open("/account")
            for fields in [
                ["name": "anna", "language": "xx", "zone": ""], ["name": "anna", "language": "", "zone": "Mars/Base"],
                ["name": "", "language": "", "zone": ""], ["name": "a\u{202E}b", "language": "", "zone": ""],
            ] {
                #expect(try await browser.submit("/account", fields).status == 422, "\(fields)")
            }
            let account = try #require(try await site.access.people().first)
            #expect(account.name == "anna")
            #expect(account.language == nil)
            #expect(account.timeZone == nil)
        }
    }

    @Test("a new password needs the one now, and signs out every other device")
    func password() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            let other = site.browser()
            _ = try await site.signIn("anna", other)
            try await browser.open("/account")
            let new = "a-longer-walk-home"
            let wrong = try await browser.submit(
                "/account/password", ["now": "not mine at all", "password": new, "again": new])
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("#field-now"))
            let differ = try await browser.submit(
                "/account/password", ["now": MadeSite.password, "password": new, "again": "else-else-else"])
            #expect(differ.text.contains("#field-again"))
            let done = try await browser.submit(
                "/account/password", ["now": MadeSite.password, "password": new, "again": new])
            #expect(done.location == "/account?done=password")
            #expect(try await browser.follow().status == 200)
            #expect(try await other.open("/account").status == 303)
            #expect(try await site.signIn("anna", other).status == 422)
            #expect(try await site.signIn("anna", other, password: new).status == 303)
        }
    }

    @Test("every device is listed with its name, and can be signed out by itself or with all others")
    func sessions() async throws {
        try await MadeSite.with { site in
            let here = try await site.owner()
            site.clock.advance(60)
            let phone = site.browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1")
            _ = try await site.signIn("anna", phone)
            let page = try await here.open("/account")
            #expect(page.text.contains("Safari, iPhone"))
            #expect(page.text.contains("Firefox, Linux"))
            #expect(page.text.components(separatedBy: "this device</").count == 2)
            let revoke = try #require(here.actions("/account/sessions/").first)
            // The one used last comes first: here, just now, unless both were seen in the same minute.
            let phoneSession = try await site.access.sessions(
                of: try #require(try await site.access.people().first).id
            ).first { $0.userAgent.contains("iPhone") }
            let action = "/account/sessions/\(try #require(phoneSession).id)/revoke"
            #expect(here.actions("/account/sessions/").contains(action))
            #expect(revoke.hasPrefix("/account/sessions/"))
            #expect(try await here.submit(action).location == "/account?done=session")
            #expect(try await phone.open("/account").status == 303)
            #expect(try await here.follow().status == 200)

            _ = try await site.signIn("anna", phone)
            try await here.open("/account")
            #expect(try await here.submit("/account/sign-out-everywhere").status == 303)
            #expect(try await here.open("/account").status == 303)
            #expect(try await phone.open("/account").status == 303)
        }
    }

    @Test("nobody ends a session of somebody else by its id")
    func others() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let viewer = try await site.person("vera", .viewer, by: owner)
            let anna = try #require(try await site.access.people().first { $0.name == "anna" })
            let session = try #require(try await site.access.sessions(of: anna.id).first)
            try await viewer.open("/account")
            let token = try #require(viewer.page.text.components(separatedBy: "name=\"_form\" value=\"").last)
            let answer = try await viewer.post(
                "/account/sessions/\(session.id)/revoke", ["_form": token.components(separatedBy: "\"")[0]])
            #expect(answer.status == 403)
            #expect(try await owner.open("/account").status == 200)
        }
    }

    @Test("only words of ours are said after a redirect")
    func notices() async throws {
        try await MadeSite.with { site in
            let browser = try await site.owner()
            #expect(try await browser.open("/account?done=saved").text.contains("role=\"status\""))
            let page = try await browser.open("/account?done=%3Cb%3Ecall%20us%3C/b%3E")
            #expect(!page.text.contains("role=\"status\""))
            #expect(!page.text.contains("call us"))
        }
    }
}
