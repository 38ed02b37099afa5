// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// What every integration that sends signs of life promises on top of ``IntegrationContract``.
public enum PingingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] { [arrivesOnce, anyTextArrives, breaksNoWork] }

    private static func pinging(_ subject: IntegrationSubject) throws -> any Pinging {
        guard let pinging = try subject.make(over: subject.transport) as? any Pinging else {
            throw RuleViolation("\(subject.type) does not conform to Pinging.")
        }
        return pinging
    }

    private static let run = "0190163d-8694-739b-aea5-966c26f8ad91"

    static let arrivesOnce = Rule<IntegrationSubject>(
        "ping-arrives-once", "Every ping that is sent is one request, and it is taken.", exemption: \.withoutHTTP
    ) { subject in
        let signals: [Ping.Signal] = [.start, .log, .failure(nil), .failure(1), .failure(255), .success]
        let pinging = try pinging(subject)
        for signal in signals {
            for run in [nil, run] {
                let before = try await subject.control(.get, "requests").array?.count ?? 0
                try await pinging.ping(Ping(signal, run: run))
                let after = try await subject.control(.get, "requests").array?.count ?? 0
                try expect(after == before + 1, "The ping \(signal) was \(after - before) requests.")
            }
        }
    }

    static let anyTextArrives = Rule<IntegrationSubject>(
        "ping-text-is-any", "Every text is taken: none, long, of several lines, of any script."
    ) { subject in
        let pinging = try pinging(subject)
        let texts = ["", "one\r\ntwo\n", "ล้มเหลว 🚨", "\u{0}\u{1B}", String(repeating: "ก", count: 100_000)]
        for text in texts {
            do { try await pinging.ping(Ping(.failure(2), run: run, text: text)) } catch {
                throw RuleViolation("The text “\(text.prefix(40))” was not taken: \(error)")
            }
        }
    }

    static let breaksNoWork = Rule<IntegrationSubject>(
        "ping-breaks-no-work", "Work between pings that fail gives what it gives, and throws what it throws.",
        exemption: \.withoutHTTP
    ) { subject in
        let pinging = try pinging(subject)
        try await subject.play(["kind": "disconnect"])
        let value = await pinging.around(run: run) { 42 }
        var thrown: (any Error)?
        do { try await pinging.around { throw RuleViolation("the work's own") } } catch { thrown = error }
        try await subject.play(nil)
        try expect(value == 42, "The work gave \(value).")
        try expect(thrown as? RuleViolation == RuleViolation("the work's own"), "The work threw \(thrown.shown).")
    }
}
