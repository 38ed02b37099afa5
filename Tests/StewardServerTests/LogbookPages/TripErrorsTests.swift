// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import Testing

import enum Tally.Language

@testable import StewardServer

@Suite("What is refused is said in the reader's language")
struct TripErrorsTests {
    private static func holds(_ page: Browser.Page, _ english: String, _ language: String) throws {
        let reader = try #require(Language(rawValue: language))
        let known = try #require(LogbookSentences.text(english, reader))
        #expect(page.text.contains(HTML(text: known).markup), "\(known)")
        #expect(language == "en" || !page.text.contains(HTML(text: english).markup), "\(english)")
    }

    @Test("a correction that cannot be, and one that comes too late", arguments: ["en", "nl", "th"])
    func corrections(language: String) async throws {
        try await MadeLogbook.with { made in
            let id = try #require(try await made.trips().first).id
            let path = "/logbook/trips/\(id)"
            try await made.driver.open("\(path)?lang=\(language)")
            let many = try await made.driver.submit(path + "/use", ["use": "mixed", "detour": "9000"], number: 1)
            #expect(many.status == 422)
            try Self.holds(many, "The private detour is longer than the whole trip; shorten it.", language)
            try await made.driver.open("\(path)?lang=\(language)")
            let long = try await made.driver.submit(
                path + "/details", ["purpose": String(repeating: "x", count: 9_000)])
            #expect(long.status == 422)
            try Self.holds(
                long, "The trip's purpose has 9000 characters; at most 300 are kept.", language)
            try await made.driver.open("\(path)?lang=\(language)")
            try await made.logbook.correct(id, to: [.purpose: .text("theirs")], account: made.account)
            let late = try await made.driver.submit(path + "/details", ["purpose": "mine"])
            #expect(late.status == 409)
            try Self.holds(late, "The trip \(id) was changed meanwhile; look at it again and repeat.", language)
        }
    }

    @Test("a device without a name, and a month that is sealed too early", arguments: ["en", "nl", "th"])
    func setup(language: String) async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open("/logbook/sources?lang=\(language)")
            let name = try await made.driver.submit(
                "/logbook/sources/tokens",
                ["device-name": "", "device-kind": "other", "device-car": "", "device-shows": "header"])
            #expect(name.status == 422)
            try Self.holds(name, "A name has 1 to 64 characters and none that cannot be seen.", language)
            let token = name.text.components(separatedBy: "name=\"_form\" value=\"").dropFirst().first
            let month = try #require(try await made.view().months.first?.month)
            let early = try await made.driver.post(
                "/logbook/cars/\(made.vehicle)/months/\(month)",
                ["_form": try #require(token?.components(separatedBy: "\"").first)])
            #expect(early.status == 422)
            try Self.holds(early, "The month \(month) is not over yet; close it when it is.", language)
        }
    }
}
