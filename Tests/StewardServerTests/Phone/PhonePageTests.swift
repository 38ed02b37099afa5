// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import Tally
import Testing

@testable import StewardServer

@Suite("The page that records trips")
struct PhonePageTests {
    private static func policy(_ page: Browser.Page) -> String { page.headers[.contentSecurityPolicy] ?? "" }

    @Test(
        "it is there in three languages, keeps every rule of pages, and needs a script that it says",
        arguments: Language.allCases)
    func languages(_ language: Language) async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let page = try await owner.open("\(PhonePages.path)?lang=\(language.rawValue)")
            #expect(page.status == 200)
            #expect(page.text.contains(HTML(text: Phrase.phoneTitle.text(language)).markup))
            #expect(page.text.contains(HTML(text: Phrase.phoneNoScriptHelp.text(language)).markup))
            for word in PhoneWords.all {
                #expect(
                    page.text.contains("data-word=\"\(word.name)\">\(HTML(text: word.phrase.text(language)).markup)<"))
            }
        }
    }

    @Test("only it may ask where the browser is; a person who may not keep a logbook is not let in")
    func headers() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let page = try await owner.open(PhonePages.path)
            #expect(page.headers[.permissionsPolicy] == "camera=(), geolocation=(self), microphone=(), payment=()")
            #expect(Self.policy(page) == SecurityHeaders.policy + "; manifest-src 'self'; worker-src 'self'")
            for path in ["/", "/account", "/sign-in", PhonePages.left] {
                let other = try await owner.open(path)
                #expect(
                    other.headers[.permissionsPolicy] == "camera=(), geolocation=(), microphone=(), payment=()",
                    "\(path)")
                #expect(Self.policy(other) == SecurityHeaders.policy, "\(path)")
            }
            let stranger = try await site.browser().open(PhonePages.path)
            #expect(stranger.status == 303 && stranger.location == "/sign-in?to=%2Flogbook%2Fdrive")
        }
    }

    @Test("what a phone keeps of it has nothing of whoever asked, and may ask where the browser is")
    func shells() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            for language in Language.allCases {
                let known = try await owner.open(PhonePages.shell(language))
                let stranger = try await site.browser().open(PhonePages.shell(language))
                #expect(known.status == 200 && known.text == stranger.text)
                #expect(!known.text.contains("anna") && !known.text.contains("_form"))
                #expect(known.text.contains("<html lang=\"\(language.rawValue)\""))
                #expect(known.headers[.permissionsPolicy]?.contains("geolocation=(self)") ?? false)
            }
        }
    }

    @Test("a phone can put it on its home screen: name, address, and icons of the size that they claim")
    func manifest() async throws {
        try await MadeSite.with { site in
            let browser = site.browser()
            let page = try await browser.open(PhonePages.manifest)
            #expect(page.headers[.contentType] == "application/manifest+json")
            let manifest = try JSON(parsing: Array(page.text.utf8))
            #expect(manifest["start_url"]?.string == PhonePages.path && manifest["scope"]?.string == "/logbook/")
            #expect(manifest["display"]?.string == "standalone" && manifest["name"]?.string?.isEmpty == false)
            for size in [192, 512] {
                let icon = manifest["icons"]?.array?.first { $0["sizes"]?.string == "\(size)x\(size)" }
                #expect(icon?["type"]?.string == "image/png")
            }
            for icon in manifest["icons"]?.array ?? [] {
                let answer = try await browser.open(try #require(icon["src"]?.string))
                #expect(answer.status == 200 && answer.headers[.contentType] == icon["type"]?.string)
            }
            #expect(PhoneIcon.pictures.count == 3)
            for picture in PhoneIcon.pictures {
                #expect(picture.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
                let width = picture.bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
                let height = picture.bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
                #expect(width == picture.size && height == picture.size)
                #expect(Array(picture.bytes.suffix(8).prefix(4)) == Array("IEND".utf8))
            }
        }
    }

    @Test("the worker answers for this page alone, and keeps only what is there for everybody")
    func worker() async throws {
        try await MadeSite.with { site in
            let browser = site.browser()
            let page = try await browser.open(PhonePages.worker)
            #expect(page.headers[.contentType]?.hasPrefix("text/javascript") ?? false)
            // A worker's scope is its own folder at most, unless a header says otherwise.
            #expect(page.headers[HTTPField.Name("Service-Worker-Allowed")!] == nil)
            #expect(PhonePages.workerScope.hasPrefix("/logbook/") && PhonePages.worker.hasPrefix("/logbook/"))
            #expect(PhoneScript.text.contains("scope: \"\(PhonePages.workerScope)\""))
            #expect(page.text.contains("steward-phone-\(PhoneWorkerScript.version)\""))
            #expect(!page.text.contains("VERSION") && !page.text.contains("SHELLS") && !page.text.contains("FILES"))
            for path in PhoneWorkerScript.kept + Language.allCases.map(PhonePages.shell) {
                #expect(page.text.contains("\"\(path)\""))
                #expect(try await browser.open(path).status == 200, "\(path)")
                let route = Routes.all.first { $0.path == path }
                #expect(route?.scope == .open, "\(path)")
            }
        }
    }

    @Test("every button that the page has does something, and every part that the script shows is there")
    func parts() {
        let page = PhonePage(language: .english).shellText
        let buttons = Set(page.matches(of: /data-do="(\w+)"/).map { String($0.output.1) })
        #expect(buttons.count > 10)
        let acts =
            PhoneScript.text.components(separatedBy: "const onClick = {").last?.components(separatedBy: "};")[0] ?? ""
        for button in buttons {
            #expect(acts.contains(button), "\(button)")
        }
        let parts = Set(page.matches(of: /data-part="(\w+)"/).map { String($0.output.1) })
        for part in PhoneScript.text.matches(of: /part\("(\w+)"\)/).map({ String($0.output.1) }) {
            #expect(parts.contains(part), "\(part)")
        }
        let words = Set(PhoneWords.all.map(\.name))
        for word in PhoneScript.text.matches(of: /(?:say|announce)\("(\w+)"/).map({ String($0.output.1) }) {
            #expect(words.contains(word), "\(word)")
        }
    }
}
