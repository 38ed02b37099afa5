// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import Testing

@testable import StewardHTTP

/// Random input with a fixed seed: nothing traps, and what must hold for any input holds.
struct ParserFuzzTests {
    private static let words = [
        "key", "=", ":", "\"", "'", "&", "?", " ", "\r\n", "Bearer ", "Basic ", "authorization", "token", "password",
        "max-age", ",", "no-store", "60", "\\", "{", "}", "hunter2", "Sun", "Nov", "06", "1994", "08:49:37", "GMT", "-",
        "[", "]", "::1", ".", "example.org", "@", "/", "é", "\u{301}", "\0",
    ]

    private static func text(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...14, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined()
    }

    @Test("redacting twice is redacting once, and a secret never comes through")
    func redactor() {
        var random = SeededGenerator(seed: 1)
        let redactor = Redactor(secrets: [Secret("hunter2")])
        for _ in 0..<20_000 {
            let text = Self.text(&random)
            let once = redactor.redact(text)
            #expect(!once.utf8.contains("hunter2".utf8), "\(text)")
            #expect(Array(redactor.redact(once).utf8) == Array(once.utf8), "\(text)")
        }
    }

    @Test("random bytes pass through the redactor without harm")
    func bytes() {
        var random = SeededGenerator(seed: 2)
        let redactor = Redactor()
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let once = redactor.redact(body: bytes, isForm: true)
            #expect(redactor.redact(body: once, isForm: true) == once, "\(bytes)")
        }
    }

    @Test("every second from the year 1601 to 9999 is written and read back, sampled")
    func dates() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let seconds = Double(Int.random(in: -11_644_473_600...253_402_300_799, using: &random))
            let date = Date(timeIntervalSince1970: seconds)
            #expect(HTTPDate.parse(HTTPDate.format(date)) == date)
        }
    }

    @Test("random text is no date, no host and no directive, or a sound one")
    func fields() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<20_000 {
            let text = Self.text(&random)
            if let date = HTTPDate.parse(text) { #expect(HTTPDate.parse(HTTPDate.format(date)) == date) }
            if let (host, port) = HTTPOrigin.split(text) {
                #expect(!host.isEmpty && !host.contains("@") && !host.contains("/"))
                #expect(port.map { (1...65_535).contains($0) } ?? true)
            }
            let response = HTTPResponse(status: .ok, headerFields: [.cacheControl: text, .retryAfter: text])
            #expect(CacheControl(response.headerFields).maxAge ?? .zero >= .zero)
            #expect(response.retryAfter(now: .distantPast) ?? .zero >= .zero)
        }
    }
}
