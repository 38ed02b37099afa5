// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// What every integration that sends notices promises on top of ``IntegrationContract``.
public enum NotifyingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] { [arrivesOnce, anyTextArrives, againIsTheSame] }

    private static func notifier(
        _ subject: IntegrationSubject, over transport: any HTTPTransport
    ) throws -> any Notifying {
        guard let notifier = try subject.make(over: transport) as? any Notifying else {
            throw RuleViolation("\(subject.type) does not conform to Notifying.")
        }
        return notifier
    }

    private static func notice(
        _ subject: IntegrationSubject, text: String = "It is full. Free some of it.", key: String = "contract:1"
    ) throws -> Notice {
        try Notice(
            subject: "The storage is full", text: text, kind: "contract", instant: subject.clock.now, key: key)
    }

    static let arrivesOnce = Rule<IntegrationSubject>(
        "notice-arrives-once", "A notice that is sent is one request, and it is taken.", exemption: \.withoutHTTP
    ) { subject in
        let before = try await subject.control(.get, "requests").array?.count ?? 0
        try await notifier(subject, over: subject.transport).notify(notice(subject))
        let after = try await subject.control(.get, "requests").array?.count ?? 0
        try expect(after == before + 1, "One notice was \(after - before) requests.")
    }

    static let anyTextArrives = Rule<IntegrationSubject>(
        "notice-text-is-any", "Every text arrives: none, long, of several lines, with marks, of any script."
    ) { subject in
        let notifier = try notifier(subject, over: subject.transport)
        let texts = [
            "", "one\r\ntwo\nthree\n.\n", "“quotes” \"and\" \\ <b>marks</b> & {\"json\": true}", "พื้นที่เก็บข้อมูลเต็ม 🚨",
            "\u{0}\u{1B}\u{7F}", String(repeating: "long ", count: Notice.longestText / 5),
        ]
        for (number, text) in texts.enumerated() {
            do {
                try await notifier.notify(notice(subject, text: text, key: "contract:text:\(number)"))
            } catch {
                throw RuleViolation("The text “\(text.prefix(40))” was not taken: \(error)")
            }
        }
    }

    static let againIsTheSame = Rule<IntegrationSubject>(
        "notice-again-is-the-same",
        "A notice that is sent again is the same request, so that its receiver knows it; another notice is another.",
        exemption: \.withoutHTTP
    ) { subject in
        let copying = CopyingTransport(subject.transport)
        let first = try notice(subject)
        for notice in [first, first, try notice(subject, key: "contract:2")] {
            // Each by a connection of its own, as after a restart.
            try await notifier(subject, over: copying).notify(notice)
        }
        let sent = copying.sent
        try expect(sent.count == 3, "Three notices were \(sent.count) requests.")
        try expect(sent[0] == sent[1], "The same notice was another request when it was sent again.")
        try expect(sent[0] != sent[2], "Another notice was the same request.")
    }
}

/// Passes calls on, and keeps a copy of each request with its body.
private final class CopyingTransport: HTTPTransport {
    struct Sent: Equatable {
        let request: HTTPRequest
        let body: [UInt8]
    }
    private let base: any HTTPTransport
    private let copies = Mutex<[Sent]>([])

    init(_ base: any HTTPTransport) { self.base = base }

    var sent: [Sent] { copies.withLock { $0 } }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        var bytes: [UInt8] = []
        do { bytes = try await call.body?.stream()?.collect(upTo: 1 << 20) ?? [] } catch {
            throw IntegrationError(.invalidRequest, "The body of a notice is longer than 1 MiB.", cause: error)
        }
        copies.withLock { $0.append(Sent(request: call.request, body: bytes)) }
        return try await base.send(call)
    }
}
