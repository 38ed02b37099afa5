// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logbook
import NIOCore
import StewardCore
import StewardLedger
import StewardStore
import Testing

@testable import StewardServer

@Suite("What the page that records trips knows and sends")
struct PhoneStateTests {
    private static func state(_ browser: Browser) async throws -> JSON {
        try JSON(parsing: Array(try await browser.open("/api/logbook/phone").text.utf8))
    }

    /// Adds a car of the person whose browser it is.
    private static func addCar(_ site: MadeSite, _ browser: Browser, _ name: String) async throws -> String {
        let account = try #require(try await state(browser)["account"]?.string)
        return try await site.installation.logbook.addVehicle(
            Vehicle(id: "", owner: account, name: name, country: .unitedKingdom, zone: "Europe/London"),
            account: account, actor: "person:\(account)"
        ).vehicle.id
    }

    private static func send(
        _ site: MadeSite, _ browser: Browser, _ vehicle: String, form: String?, key: String = "one"
    ) async throws -> (status: Int, body: JSON) {
        var headers: HTTPFields = [
            .contentType: "application/json", .fetchSite: "same-origin",
            .cookie: browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "),
        ]
        if let form { headers[OwnPage.header] = form }
        headers[HTTPField.Name("Idempotency-Key")!] = key
        let time = Date(microseconds: site.installation.clock.now.microseconds - 60_000_000).formatted(.iso8601)
        let body = """
            {"car_id":"\(vehicle)","points":[{"event":"start","timestamp":"\(time)"},
            {"lat":52.1,"lng":5.1,"timestamp":"\(time)","accuracy":8,"speed":14,"movement":"driving"}]}
            """
        return try await site.client.execute(
            uri: "/in/phone", method: .post, headers: headers, body: ByteBuffer(string: body)
        ) { response in
            (response.status.code, (try? JSON(parsing: Array(response.body.readableBytesView))) ?? .null)
        }
    }

    @Test("it knows its person's vehicles and nobody else's, with the unit of their country")
    func vehicles() async throws {
        try await MadeSite.with { site in
            let anna = try await site.owner()
            let ben = try await site.person("ben", .viewer, by: anna)
            let car = try await Self.addCar(site, anna, "Golf")
            let state = try await Self.state(anna)
            #expect(state["vehicles"]?.array?.map { $0["id"]?.string } == [car])
            #expect(state["vehicles"]?.array?.first?["unit"]?.string == "mi")
            #expect(state["name"]?.string == "anna" && state["live"]?.array?.isEmpty == true)
            #expect(try await Self.state(ben)["vehicles"]?.array?.isEmpty == true)
            #expect(try await site.browser().open("/api/logbook/phone").status == 401)
        }
    }

    @Test("what it sends is recorded once, and the trip that goes on is told to the other pages")
    func sends() async throws {
        try await MadeSite.with { site in
            let anna = try await site.owner()
            let car = try await Self.addCar(site, anna, "Golf")
            let form = try #require(try await Self.state(anna)["form"]?.string)
            let book = Logbook.book(vehicle: car)
            let before = try await site.installation.ledger.size(of: book)
            for _ in 0..<3 {
                let answer = try await Self.send(site, anna, car, form: form)
                #expect(answer.status == 200 && answer.body["status"]?.string == "recorded")
            }
            #expect(try await site.installation.ledger.size(of: book) == before + 1)
            let live = try await Self.state(anna)["live"]?.array
            #expect(live?.map { $0["vehicle"]?.string } == [car])
        }
    }

    @Test("after somebody else signed in, a page that is still open reports nothing in their name")
    func otherPerson() async throws {
        try await MadeSite.with { site in
            let anna = try await site.owner()
            let form = try #require(try await Self.state(anna)["form"]?.string)
            let ben = try await site.person("ben", .viewer, by: anna)
            let car = try await Self.addCar(site, ben, "Polo")
            #expect(try await Self.send(site, ben, car, form: form).status == 403)
            #expect(try await Self.send(site, ben, car, form: nil).status == 200)
        }
    }

    @Test("signing out clears a browser, but one that recorded trips clears itself and keeps what was not sent")
    func signingOut() async throws {
        try await MadeSite.with { site in
            let anna = try await site.owner()
            try await anna.open("/account")
            let plain = try await anna.submit("/sign-out")
            #expect(plain.headers[.clearSiteData] == "\"cache\", \"storage\"")
            #expect(plain.location == "/sign-in?done=out")
            _ = try await site.signIn("anna", anna)
            try await anna.open(PhonePages.path)
            #expect(anna.cookies["steward-phone"] == "1")
            try await anna.open("/account")
            let left = try await anna.submit("/sign-out")
            #expect(left.headers[.clearSiteData] == "\"cache\"" && left.location == PhonePages.left)
            let page = try await anna.follow()
            #expect(page.status == 200 && page.text.contains("/assets/phone-left.js"))
            #expect(try await anna.open("/api/logbook/phone").status == 401)
        }
    }
}
