// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import Logbook
import StewardCore
import StewardLedger
import Testing

@testable import StewardServer

/// Over sockets, byte by byte where that matters.
@Suite("Reports on a connection", .timeLimit(.minutes(2)))
struct ReportConnectionTests {
    /// A device of the owner, and what it sends.
    private struct Phone: Sendable {
        let site: LimitedSite
        let token: String
        let book: String

        init(_ site: LimitedSite) async throws {
            self.site = site
            let logbook = site.installation.logbook
            let owner = try #require(
                try await Access(installation: site.installation, cost: MadePeople.cost).people().first)
            let vehicle = try await logbook.addVehicle(
                Vehicle(id: "new", owner: owner.id, name: "Car", country: .netherlands, zone: "Europe/Amsterdam"),
                account: owner.id, actor: "test"
            ).vehicle
            let device = try await logbook.makeToken(account: owner.id, name: "phone")
            token = device.secret.reveal()
            book = vehicle.id
        }

        func report(_ number: Int, more: String = "") -> String {
            let body = "{\"lat\":\(52.0 + Double(number) / 1000),\"lng\":5.1,\"timestamp\":\(1_760_000_000 + number)}"
            return "POST /webhook/ping HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\(more)"
                + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }

        var recorded: Int64 {
            get async throws { try await site.installation.ledger.size(of: Logbook.book(vehicle: book)) }
        }
    }
    private static let get = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"

    private static func statuses(_ text: String) -> [String] {
        text.split(separator: "HTTP/1.1 ").dropFirst(text.hasPrefix("HTTP/1.1 ") ? 0 : 1).map { String($0.prefix(3)) }
    }

    @Test("requests that were sent at once are answered in their order, whoever answers them")
    func pipelined() async throws {
        try await LimitedSite.with { site in
            let phone = try await Phone(site)
            let before = try await phone.recorded
            let socket = try RawSocket(port: site.port)
            var sent = ""
            for number in 0..<20 { sent += phone.report(number) + (number.isMultiple(of: 3) ? Self.get : "") }
            socket.send(sent + "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let text = await socket.receive(until: " 404 ").text
            #expect(Self.statuses(text) == Array(repeating: "200", count: 27) + ["404"])
            let order = text.components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.contains("\"user\"") }
            let wanted = (0..<20).flatMap { $0.isMultiple(of: 3) ? [true, false] : [true] } + [false]
            #expect(Array(order) == wanted)
            #expect(try await phone.recorded == before + 20)
        }
    }

    @Test("a report that comes in pieces, wherever it is cut, is taken like one that comes whole")
    func pieces() async throws {
        try await LimitedSite.with { site in
            let phone = try await Phone(site)
            let before = try await phone.recorded
            let socket = try RawSocket(port: site.port)
            for number in 0..<12 {
                let report = Array(phone.report(number).utf8)
                let cut = report.count * (number + 1) / 13
                socket.send(String(decoding: report[..<cut], as: UTF8.self))
                try await Task.sleep(for: .milliseconds(5))
                // The rest, and the next one whole.
                socket.send(String(decoding: report[cut...], as: UTF8.self) + phone.report(100 + number))
                var text = ""
                while Self.statuses(text).count < 2 || !text.hasSuffix("}") {
                    text += await socket.receive(until: "}").text
                }
                #expect(Self.statuses(text) == ["200", "200"])
            }
            #expect(try await phone.recorded == before + 24)
        }
    }

    @Test("what is no HTTP behind a report is refused after the report's answer")
    func nonsense() async throws {
        try await LimitedSite.with { site in
            let phone = try await Phone(site)
            let socket = try RawSocket(port: site.port)
            socket.send(phone.report(1) + "no http at all\r\n\r\n")
            let (text, isClosed) = await socket.receive()
            #expect(Self.statuses(text) == ["200", "400"])
            #expect(isClosed)
        }
    }

    @Test("who says that nothing more will come, or asks to close, gets the answer first", arguments: [true, false])
    func closing(says: Bool) async throws {
        try await LimitedSite.with { site in
            let phone = try await Phone(site)
            let before = try await phone.recorded
            let socket = try RawSocket(port: site.port)
            socket.send(phone.report(1) + phone.report(2, more: says ? "Connection: close\r\n" : ""))
            if !says { socket.finish() }
            let (text, isClosed) = await socket.receive()
            #expect(Self.statuses(text) == ["200", "200"])
            #expect(isClosed)
            #expect(try await phone.recorded == before + 2)
        }
    }

    @Test("who hangs up without waiting for the answer loses nothing")
    func hangingUp() async throws {
        try await LimitedSite.with { site in
            let phone = try await Phone(site)
            let before = try await phone.recorded
            for number in 0..<30 {
                let socket = try RawSocket(port: site.port)
                socket.send(phone.report(number))
            }
            for _ in 0..<200 where try await phone.recorded < before + 30 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await phone.recorded == before + 30)
            #expect(try await site.get("/healthz").status == .ok)
        }
    }

    @Test("a connection with reports alone is not taken for a quiet one; afterwards it ends")
    func quiet() async throws {
        var limits = ConnectionLimits()
        limits.quiet = .milliseconds(400)
        try await LimitedSite.with(connections: limits) { site in
            let phone = try await Phone(site)
            let socket = try RawSocket(port: site.port)
            for number in 0..<8 {
                socket.send(phone.report(number))
                #expect(await socket.receive(until: "}").text.hasPrefix("HTTP/1.1 200"))
                try await Task.sleep(for: .milliseconds(150))
            }
            #expect(await socket.receive().isClosed)
        }
    }
}
