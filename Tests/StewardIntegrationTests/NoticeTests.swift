// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import Testing

@Suite("Notices")
struct NoticeTests {
    private static func notice(
        subject: String = "The storage is full", text: String = "", kind: String = "check", key: String = "k"
    ) throws -> Notice {
        try Notice(
            subject: subject, text: text, kind: kind, instant: Date(timeIntervalSince1970: 0), key: key)
    }

    @Test(
        "a subject is one line",
        arguments: [
            "", "one\ntwo", "one\r\nBcc: other@example.org", "a\u{0}b", "a\u{2028}b", "a\u{85}b",
            String(repeating: "x", count: 201),
        ])
    func subject(_ subject: String) {
        let error = #expect(throws: IntegrationError.self) { try Self.notice(subject: subject) }
        #expect(error?.message.contains("subject") == true)
    }

    @Test("a subject may be of any script and have marks")
    func anyScript() throws {
        let subject = "พื้นที่ของ “drive” เต็ม: 95% 🚨"
        #expect(try Self.notice(subject: subject).subject == subject)
        #expect(try Self.notice(subject: String(repeating: "x", count: 200)).subject.count == 200)
    }

    @Test(
        "a key is visible ASCII, a kind is words",
        arguments: ["", "a b", "a\nb", "ö", String(repeating: "k", count: 201)])
    func words(_ word: String) {
        #expect(throws: IntegrationError(.invalidRequest, "")) { try Self.notice(key: word) }
        #expect(throws: IntegrationError(.invalidRequest, "")) { try Self.notice(kind: word) }
        #expect(throws: IntegrationError(.invalidRequest, "")) { try Self.notice(kind: "Upper") }
    }

    @Test("a text has at most 64 KiB")
    func text() throws {
        #expect(try Self.notice(text: String(repeating: "x", count: 65_536)).text.utf8.count == 65_536)
        #expect(throws: IntegrationError(.invalidRequest, "")) {
            try Self.notice(text: String(repeating: "x", count: 65_537))
        }
    }
}
