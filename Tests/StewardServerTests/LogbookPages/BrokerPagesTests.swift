// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite(
    "The test of a broker's settings", .serialized, .timeLimit(.minutes(2)),
    .enabled(if: MosquittoBroker.isInstalled, "mosquitto and mosquitto-clients are not installed"))
struct BrokerPagesTests {
    private static let path = "/logbook/sources"

    private static func form(_ port: Int, password: String = MosquittoBroker.password) -> [String: String] {
        [
            "broker-host": "127.0.0.1", "broker-port": "\(port)", "broker-user": MosquittoBroker.user,
            "broker-password": password, "do": "test",
        ]
    }

    /// What the open page says of the test.
    private static func said(_ browser: Browser) throws -> String {
        let part = browser.page.text.components(separatedBy: "<div data-tested>").dropFirst().first
        return try #require(part?.components(separatedBy: "</div>").first)
    }

    @Test(
        "one that works is said to, nothing is saved, and the password is not sent back", arguments: ["en", "nl", "th"])
    func works(language: String) async throws {
        let broker = try await MosquittoBroker()
        defer { withExtendedLifetime(broker) {} }
        let port = broker.port
        try await MadeLogbook.with { made in
            try await made.driver.open("\(Self.path)?lang=\(language)")
            let page = try await made.driver.submit(Self.path + "/broker", Self.form(port))
            #expect(page.status == 200)
            let said = try Self.said(made.driver)
            #expect(said.contains("notice good") && said.contains("127.0.0.1:\(port)"), "\(said)")
            #expect(page.text.contains("id=\"broker-settings\" open") && page.text.contains("value=\"\(port)\""))
            #expect(!page.text.contains("a b&quot;c") && !page.text.contains(MosquittoBroker.password))
            #expect(try await Brokers(made.site.installation).broker(of: made.account) == nil)
            #expect(try await Brokers(made.site.installation).password(of: made.account) == nil)
        }
    }

    @Test("a wrong password, a closed port and an unknown host are each said in a sentence")
    func refused() async throws {
        let broker = try await MosquittoBroker()
        defer { withExtendedLifetime(broker) {} }
        let port = broker.port
        try await MadeLogbook.with { made in
            var nowhere = Self.form(port)
            nowhere["broker-host"] = "nowhere.invalid"
            for (form, wanted) in [
                (Self.form(port, password: "wrong-one"), "refuses the user or the password"),
                (Self.form(LoopbackPort.free()), "Nothing answers at 127.0.0.1"),
                (nowhere, "There is no host nowhere.invalid"),
            ] {
                try await made.driver.open(Self.path)
                let page = try await made.driver.submit(Self.path + "/broker", form)
                let said = try Self.said(made.driver)
                #expect(page.status == 200 && said.contains("notice bad") && said.contains(wanted), "\(said)")
                #expect(!page.text.contains("wrong-one") && !page.text.contains("a b&quot;c"))
            }
        }
    }

    @Test("the password that is kept is used when none is typed; settings that cannot be are told at their field")
    func kept() async throws {
        let broker = try await MosquittoBroker()
        defer { withExtendedLifetime(broker) {} }
        let port = broker.port
        try await MadeLogbook.with { made in
            var saved = Self.form(port)
            saved["do"] = nil
            try await made.driver.open(Self.path)
            #expect(try await made.driver.submit(Self.path + "/broker", saved).status == 303)
            try await made.driver.open(Self.path)
            try await made.driver.submit(Self.path + "/broker", Self.form(port, password: ""))
            #expect(try Self.said(made.driver).contains("notice good"))
            try await made.driver.open(Self.path)
            let other = try await made.driver.submit(
                Self.path + "/broker", Self.form(LoopbackPort.free(), password: ""))
            #expect(other.status == 422 && other.text.contains("id=\"field-broker-password-error\""))
            #expect(!other.text.contains("data-tested"))
        }
    }
}
