// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import StewardCore
import Testing

@testable import StewardServer

/// Over sockets, with short times of their own.
@Suite("Limits on connections", .timeLimit(.minutes(1)))
struct ConnectionLimitTests {
    private static func limits(_ change: (inout ConnectionLimits) -> Void) -> ConnectionLimits {
        var limits = ConnectionLimits()
        change(&limits)
        return limits
    }
    private static let head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n"

    @Test("a head that never ends is not waited for, whether nothing comes or a little now and then")
    func slowHead() async throws {
        try await LimitedSite.with(connections: Self.limits { $0.quiet = .milliseconds(300) }) { site in
            let silent = try RawSocket(port: site.port)
            silent.send(Self.head)
            #expect(await silent.receive().isClosed)

            let dripping = try RawSocket(port: site.port)
            dripping.send(Self.head)
            let drip = Task {
                var drops = 0
                // Ends when the other end has hung up.
                while dripping.send("X-\(drops): 1\r\n"), drops < 500 {
                    drops += 1
                    try await Task.sleep(for: .milliseconds(20))
                }
                return drops
            }
            #expect(await dripping.receive().isClosed)
            #expect(try await drip.value < 400)
        }
    }

    @Test("a body that stops coming is not waited for")
    func slowBody() async throws {
        try await LimitedSite.with(connections: Self.limits { $0.quiet = .milliseconds(300) }) { site in
            let socket = try RawSocket(port: site.port)
            socket.send(
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=")
            #expect(await socket.receive().isClosed)
        }
    }

    @Test("a connection without a request ends after a while; one with requests goes on")
    func idle() async throws {
        try await LimitedSite.with(connections: Self.limits { $0.quiet = .milliseconds(400) }) { site in
            let silent = try RawSocket(port: site.port)
            let busy = try RawSocket(port: site.port)
            for _ in 0..<3 {
                busy.send(Self.head + "\r\n")
                #expect(await busy.receive(until: "ok\n").text.hasPrefix("HTTP/1.1 200"))
            }
            #expect(await silent.receive().isClosed)
            #expect(await busy.receive().isClosed)
        }
    }

    @Test("large heads and too many fields are refused")
    func heads() async throws {
        let limits = Self.limits {
            $0.headBytes = 8000
            $0.fieldBytes = 4000
            $0.fields = 20
        }
        try await LimitedSite.with(connections: limits) { site in
            func ask(_ fields: String) async throws -> (text: String, isClosed: Bool) {
                let socket = try RawSocket(port: site.port)
                socket.send(Self.head + fields + "Connection: close\r\n\r\n")
                return await socket.receive()
            }
            #expect(try await ask("X: \(String(repeating: "x", count: 3000))\r\n").text.hasPrefix("HTTP/1.1 200"))
            let wide = try await ask("X: \(String(repeating: "x", count: 5000))\r\n")
            #expect(wide.text.hasPrefix("HTTP/1.1 400") && wide.isClosed)
            let long = (0..<3).map { "X\($0): \(String(repeating: "x", count: 3000))\r\n" }.joined()
            #expect(try await ask(long).text.hasPrefix("HTTP/1.1 400"))
            let many = (0..<30).map { "X\($0): 1\r\n" }.joined()
            #expect(try await ask(many).text.hasPrefix("HTTP/1.1 400"))
        }
    }

    @Test("one address has only so many connections, and gets them back")
    func connections() async throws {
        try await LimitedSite.with(connections: Self.limits { $0.mostOfOne = 3 }) { site in
            // The client of the test has one of its own.
            #expect(try await site.get("/healthz").status == .ok)
            var kept: [RawSocket] = []
            for _ in 0..<2 {
                let socket = try RawSocket(port: site.port)
                socket.send(Self.head + "\r\n")
                #expect(await socket.receive(until: "ok\n").text.contains("200 OK"))
                kept.append(socket)
            }
            let refused = try RawSocket(port: site.port)
            #expect(await refused.receive() == ("", true))
            kept.removeAll()
            // How soon the server hears of it is the system's affair.
            var answer = ""
            for _ in 0..<200 where !answer.contains("200 OK") {
                let again = try RawSocket(port: site.port)
                again.send(Self.head + "Connection: close\r\n\r\n")
                answer = await again.receive().text
                if answer.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            }
            #expect(answer.contains("200 OK"))
        }
    }

    @Test("the connections of a trusted proxy are not counted")
    func proxies() async throws {
        let reach = Reach(proxy: try #require(TrustedProxy(["127.0.0.1"])))
        try await LimitedSite.with(connections: Self.limits { $0.mostOfOne = 1 }, reach: reach) { site in
            var kept: [RawSocket] = []
            for _ in 0..<5 {
                let socket = try RawSocket(port: site.port)
                socket.send(Self.head + "\r\n")
                #expect(await socket.receive(until: "ok\n").text.contains("200 OK"))
                kept.append(socket)
            }
        }
    }

    @Test("who does not take the answer loses the connection")
    func unread() async throws {
        try await LimitedSite.with(connections: Self.limits { $0.unread = .milliseconds(300) }) { site in
            let socket = try RawSocket(port: site.port, window: 2048)
            // More answers than the system keeps for a client that reads nothing.
            let request = "GET /assets/steward.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
            for _ in 0..<2000 { socket.send(request) }
            var tries = 0
            // Ends when the other end has hung up.
            while socket.send(request), tries < 400 {
                tries += 1
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(tries < 400)
        }
    }
}
