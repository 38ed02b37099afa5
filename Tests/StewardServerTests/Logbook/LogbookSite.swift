// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import Logging
import NIOCore
import NIOEmbedded
import StewardCore
import StewardLedger
import StewardStore

import StewardTestKit
import Synchronization

@testable import StewardServer

/// A site with two people, `anna` and `bo`, who have a vehicle and a device token each. Its clock is set by hand.
struct LogbookSite: Sendable {
    /// Somebody with a logbook.
    struct Person: Sendable {
        let signedIn: SignedIn
        let visitor: Visitor
        let vehicle: Vehicle
        /// May stand in an address.
        let device: String
        let deviceID: String
        /// An API token with every right of the account.
        let token: String

        var account: String { visitor.account.id }
        var bearer: HTTPFields { [.authorization: "Bearer \(token)"] }
        var reporting: HTTPFields { [.authorization: "Bearer \(device)"] }
        var cookie: HTTPFields { [.cookie: "steward=\(signedIn.token.reveal())"] }
    }

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var json: JSON { (try? JSON(parsing: bytes)) ?? .null }
        subscript(_ name: String) -> JSON? { json[name] }
        /// Whether it is this value, whatever the order of members.
        func holds(_ value: JSON) -> Bool { (try? value.canonicalBytes()) == bytes }
    }

    let site: Site
    let people: MadePeople
    let clock: HandClock
    let log: CollectedLog
    let anna: Person
    let bo: Person
    private let door: FrontDoor
    private let channel = NIOAsyncTestingChannel()

    var logbook: Logbook { site.installation.logbook }

    static func with(
        limits: RequestLimits = .init(), _ body: @Sendable (LogbookSite) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder("logbook-site")
        defer { withExtendedLifetime(folder) {} }
        let clock = HandClock()
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let people = try await MadePeople(installation)
            let site = Site(installation: installation, limits: limits, access: people.access)
            let anna = try await person(people.owner, people, installation)
            let bo = try await person(try await people.person("bo", .viewer), people, installation)
            let log = CollectedLog()
            try await body(
                LogbookSite(
                    site: site, people: people, clock: clock, log: log, anna: anna, bo: bo,
                    door: FrontDoor(site, records: LoggedRequests(logger: log.logger))))
        }
    }

    private static func person(
        _ signedIn: SignedIn, _ people: MadePeople, _ installation: Installation
    ) async throws -> Person {
        let visitor = try await people.visitor(signedIn)
        let logbook = installation.logbook
        let vehicle = try await logbook.addVehicle(
            Vehicle(
                id: "new", owner: visitor.account.id, name: "Car of \(visitor.account.name)", country: .netherlands,
                zone: "Europe/Amsterdam"), account: visitor.account.id, actor: visitor.actor
        ).vehicle
        let device = try await logbook.makeToken(account: visitor.account.id, name: "phone", isUsableInAddress: true)
        let token = try await people.access.makeToken(
            name: "all", scopes: visitor.scopes.subtracting([.open]), expiresAt: nil, by: visitor)
        return Person(
            signedIn: signedIn, visitor: visitor, vehicle: vehicle, device: device.secret.reveal(),
            deviceID: device.token.id, token: token.secret.reveal())
    }

    /// Asks in this process. Every call comes over the same connection, unless another is named.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: String? = nil,
        bytes: [UInt8]? = nil, over peer: Peer? = nil
    ) async throws -> Answer {
        let bytes = bytes ?? body.map { Array($0.utf8) } ?? []
        var all = headers
        if all[.contentLength] == nil, !bytes.isEmpty { all[.contentLength] = "\(bytes.count)" }
        let request = Request(
            head: .init(method: method, scheme: "http", authority: "localhost", path: path, headerFields: all),
            body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
        let source = ApplicationRequestContextSource(channel: channel, logger: log.logger)
        let context = peer.map { PageContext(source: source, peer: $0) } ?? PageContext(source: source)
        let response = await door.respond(to: request, context: context)
        let kept = Kept()
        try await response.body.write(Writer(kept: kept))
        return Answer(status: response.status.code, headers: response.headers, bytes: kept.bytes)
    }

    /// A connection of its own.
    func peer() -> Peer { Peer(channel) }

    /// Posts JSON.
    func post(_ path: String, _ headers: HTTPFields, _ body: String = "") async throws -> Answer {
        try await ask(.post, path, headers, body: body)
    }

    /// What the books of a vehicle hold.
    func entries(of person: Person) async throws -> Int64 {
        try await site.installation.ledger.size(of: Logbook.book(vehicle: person.vehicle.id))
    }

    private final class Kept: Sendable {
        private let buffer = Mutex(ByteBuffer())
        var bytes: [UInt8] { buffer.withLock { Array($0.readableBytesView) } }
        func add(_ part: ByteBuffer) { buffer.withLock { _ = $0.writeImmutableBuffer(part) } }
    }

    private struct Writer: ResponseBodyWriter {
        let kept: Kept
        mutating func write(_ buffer: ByteBuffer) async throws { kept.add(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
