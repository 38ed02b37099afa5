// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import HummingbirdTesting
import StewardCore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Hostile bytes over a socket")
struct HostileBytesTests {
    private static let host = "Host: localhost\r\n"
    private static let end = "Connection: close\r\n\r\n"

    /// Bytes that are no request, or one that is read in two ways.
    private static let malformed: [String] = [
        "", "\r\n\r\n", "\0\0\0\0", "GET", "GET /healthz", "GET /healthz\r\n\r\n",
        "GET  /healthz HTTP/1.1\r\n" + host + end,
        "get /healthz HTTP/1.1\r\n" + host + end, "GET /healthz HTTP/9.9\r\n" + host + end,
        "GET /healthz HTTP/1.1\r\n" + end, "GET /healthz HTTP/1.1\n" + "Host: localhost\n\n",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere.example\r\n" + end,
        "GET /healthz HTTP/1.1\r\nHost localhost\r\n" + end, "GET /healthz HTTP/1.1\r\n Host: localhost\r\n" + end,
        "GET /healthz HTTP/1.1\r\nHost : localhost\r\n" + end, "GET /healthz HTTP/1.1\r\n" + host + "X: a\0b\r\n" + end,
        "GET /healthz HTTP/1.1\r\n" + host + "X: a\r\n folded\r\n" + end, "GET /heal\0thz HTTP/1.1\r\n" + host + end,
        "GET /ก HTTP/1.1\r\n" + host + end, "GET /healthz#x HTTP/1.1\r\n" + host + end,
        "GET * HTTP/1.1\r\n" + host + end,
        "CONNECT localhost:443 HTTP/1.1\r\n" + host + end, "OPTIONS * HTTP/1.1\r\n" + host + end,
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}\u{00}\u{01}\u{FC}\u{03}",
        "GET http://elsewhere.example/healthz HTTP/1.1\r\n" + host + end, "SSH-2.0-OpenSSH_9.2\r\n",
        "GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\n" + host + end,
        "GET /healthz HTTP/1.1\r\n" + host + "X: " + String(repeating: "a", count: 200_000) + "\r\n" + end,
        "GET /healthz HTTP/1.1\r\n" + host + String(repeating: "X: a\r\n", count: 5_000) + end,
        "POST /sign-in HTTP/1.1\r\n" + host + "Content-Length: -1\r\n" + end + "x",
        "POST /sign-in HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n" + end + "x",
        "POST /sign-in HTTP/1.1\r\n" + host + "Content-Length: abc\r\n" + end + "x",
        "POST /sign-in HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n" + end + "xy",
        "POST /sign-in HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n" + end + "ZZ\r\nx\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n" + end + "FFFFFFFFFFFFFFFFF\r\nx",
        "POST /sign-in HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n" + end + "5;x=\""
            + String(repeating: "e", count: 9_000),
        "POST /sign-in HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n" + end + "0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, identity\r\n" + end + "0\r\n\r\n",
    ]

    /// A request inside another's body: a server that reads the length in two ways answers both.
    private static let smuggled: [String] = [
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Content-Length: 4\r\nTransfer-Encoding : chunked\r\n", "Content-Length: 4\r\nTransfer-Encoding: xchunked\r\n",
        "Content-Length: 4\r\nTransfer-Encoding:\u{0B}chunked\r\n",
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n",
    ].map { lengths in
        "POST /sign-in HTTP/1.1\r\n" + host + lengths + "\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n" + host + end
    }

    /// The same with a few bytes changed, taken away or doubled.
    private static func mutated(_ text: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8.prefix(4_000))
        for _ in 0...random.below(4) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            switch random.below(3) {
            case 0: bytes[place] = UInt8(random.below(256))
            case 1: bytes.remove(at: place)
            default: bytes.insert(bytes[place], at: place)
            }
        }
        return bytes
    }

    /// The statuses of the answers in what came back.
    private static func statuses(_ bytes: [UInt8]) -> [Int] {
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "HTTP/1.").dropFirst()
            .compactMap { Int($0.dropFirst(2).prefix(3)) }
    }

    private static let wellFormed = [
        "GET /healthz HTTP/1.1\r\n" + host + end, "GET /api/jobs?state=done HTTP/1.1\r\n" + host + end,
        "POST /sign-in HTTP/1.1\r\n" + host + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n"
            + end
            + "name=anna",
        "GET /jobs HTTP/1.1\r\n" + host + "Cookie: steward=x\r\n" + end,
    ]

    /// Sends all of them, some at once; in each place what came back.
    private static func send(_ all: [[UInt8]], _ port: Int) async -> [Int: [UInt8]] {
        await withTaskGroup(of: [Int: [UInt8]].self) { group in
            for part in 0..<16 {
                group.addTask {
                    var answers: [Int: [UInt8]] = [:]
                    for index in stride(from: part, to: all.count, by: 16) {
                        answers[index] = await RawConnection.send(all[index], port: port)
                    }
                    return answers
                }
            }
            return await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        }
    }

    @Test("end in a refusal, never in a failure, in two answers, or in a server that is gone")
    func all() async throws {
        try await MadeSite.with(isLive: true) { site in
            _ = try await site.owner()
            let port = try #require(site.client.port)
            var random = SeededGenerator(seed: 20_261_121)
            let mutations = (0..<300).map { _ in
                Self.mutated(Self.wellFormed[random.below(Self.wellFormed.count)], &random)
            }
            let all = (Self.malformed + Self.smuggled).map { Array($0.utf8) } + mutations
            let answers = await Self.send(all, port)
            for (index, sent) in all.enumerated() {
                let text = String(decoding: sent.prefix(120), as: UTF8.self)
                let bytes = try #require(answers[index], "the server is gone after \(text)")
                let statuses = Self.statuses(bytes)
                #expect(statuses.allSatisfy { $0 < 500 }, "\(statuses): \(text)")
                #expect(statuses.filter { $0 == 200 }.count <= 1, "\(statuses): \(text)")
            }
            for text in Self.smuggled {
                let bytes = try #require(await RawConnection.send(Array(text.utf8), port: port))
                #expect(!String(decoding: bytes, as: UTF8.self).contains("ok\n"), "\(text)")
            }
            let last = try #require(await RawConnection.send(Array(Self.wellFormed[0].utf8), port: port))
            #expect(Self.statuses(last) == [200])
        }
    }
}
