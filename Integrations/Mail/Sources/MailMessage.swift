// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardIntegration

/// A notice as a mail: RFC 5322 with a subject in encoded words (RFC 2047) and a body of UTF-8 in Base64 (RFC 2045).
///
/// Of one notice it is the same byte for byte each time, so a mailbox knows a repeated one by its `Message-ID`.
struct MailMessage: Sendable {
    /// All of it, every line ended by CRLF and none longer than 76 characters, but for the addresses.
    let text: String

    /// - Parameters:
    ///   - sender: an address that `MailConfiguration` has looked at, like the recipients.
    init(_ notice: Notice, from sender: String, to recipients: [String]) {
        let lines = [
            "Date: \(Self.date(notice.instant))", "Message-ID: <\(Self.identifier(notice.key))@\(Self.domain(sender))>",
            "From: Steward <\(sender)>", "To: \(recipients.map { "<\($0)>" }.joined(separator: ",\r\n "))",
            "Subject: \(Self.encoded(notice.subject))", "Importance: \(Self.importance(notice.severity))",
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "",
        ]
        text = (lines + Self.body(notice.text)).map { $0 + "\r\n" }.joined()
    }

    /// RFC 4021, 2.1.54.
    private static func importance(_ severity: Notice.Severity) -> String {
        switch severity {
        case .info: "low"
        case .warning: "normal"
        case .critical: "high"
        }
    }

    private static func identifier(_ key: String) -> String {
        SHA256.hash(data: Data(key.utf8)).prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    private static func domain(_ address: String) -> Substring { address.split(separator: "@").last ?? "" }

    /// Encoded words of at most 39 bytes each, one a line: the first fits beside `Subject: ` in 76 characters.
    private static func encoded(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 39 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func body(_ text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let bytes = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
        // 57 bytes are 76 characters.
        return stride(from: 0, to: bytes.count, by: 57).map { start in
            Data(bytes[start..<min(start + 57, bytes.count)]).base64EncodedString()
        }
    }

    private static func date(_ instant: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.weekday, .day, .month, .year, .hour, .minute, .second], from: instant)
        func two(_ number: Int?) -> String {
            let number = number ?? 0
            return number < 10 ? "0\(number)" : "\(number)"
        }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = days[((parts.weekday ?? 1) - 1) % 7]
        let month = months[((parts.month ?? 1) - 1) % 12]
        let time = "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
        return "\(day), \(two(parts.day)) \(month) \(parts.year ?? 1970) \(time) +0000"
    }
}
