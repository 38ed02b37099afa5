// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit

@testable import StewardServer

/// A site with a book of its own, an owner and a viewer, whose jobs are done when a test says so.
struct LedgerSite {
    static let book: BookID = "vehicle:made"
    static let address = "/ledger/vehicle%3Amade"
    static let hostile = "<script>alert(1)</script>"

    let installation: Installation
    let clock: PlayedClock
    let people: MadePeople
    let owner: Browser
    let viewer: Browser
    let viewerAccount: Account
    let client: any TestClientProtocol

    static func with(entries: Int = 5, _ body: @Sendable (LedgerSite) async throws -> Void) async throws {
        let folder = try TemporaryFolder("ledger-pages")
        defer { withExtendedLifetime(folder) {} }
        let clock = PlayedClock(try Date("2026-11-21T12:00:00Z", strategy: .iso8601))
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let people = try await MadePeople(installation)
            let bob = try await people.person("bob", .viewer)
            let account = try await people.visitor(bob).account
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let server = try SiteServer(installation: installation, access: people.access, logger: logger)
            try await server.application().test(.router) { client in
                let site = LedgerSite(
                    installation: installation, clock: clock, people: people,
                    owner: browser(client, people.owner), viewer: browser(client, bob), viewerAccount: account,
                    client: client)
                for number in 0..<entries { try await site.add(number) }
                try await body(site)
            }
        }
    }

    private static func browser(_ client: any TestClientProtocol, _ person: SignedIn) -> Browser {
        let browser = Browser(client)
        browser.take(["steward": person.token.reveal()])
        return browser
    }

    /// Adds an entry; each names a blob that is kept, and holds markup.
    @discardableResult
    func add(_ number: Int) async throws -> Entry {
        let blob = try installation.blobs.put(Array("evidence \(number)".utf8))
        return try await installation.ledger.append(
            EntryDraft(
                kind: "made.noted", actor: "tester",
                payload: [
                    "number": .integer(Int64(number)), "sha256": .string(blob.hex), "text": .string(Self.hostile),
                ]), to: Self.book)
    }

    /// Does the verification that waits.
    func verify(_ book: BookID = book) async throws {
        guard let job = try await BookVerifications(installation).underWay(book) else { return }
        _ = try await Handlers.perform(job, installation)
    }

    /// Changes a row behind the ledger's back.
    func tamper(_ sql: String, _ values: [SQLValue] = []) async throws {
        _ = try await installation.database.write { try $0.execute(sql, values) }
    }
}
