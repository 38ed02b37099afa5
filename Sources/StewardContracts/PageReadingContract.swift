// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// What every integration that has pictures of tables read by a model promises on top of ``IntegrationContract``.
///
/// Its simulator has a book of pictures: `POST /_simulator/pictures`, `GET /_simulator/images`.
public enum PageReadingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [asWritten, wholeOrNothing, endsAreTold, parrots, isAccounted, oneImage, staysWithItsHost]
    }

    /// A picture of one pixel.
    public static let png: [UInt8] = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==")
            ?? Data())

    /// Rows as the simulators' books take them, and what is to be read of them.
    private static let rows: [(json: JSON, reading: RowReading)] = [
        row(2, "written", "1,204", "หนึ่งพันสองร้อยสี่", .written(digits: "1,204", words: "หนึ่งพันสองร้อยสี่")),
        row(3, "written", "๐๙๔", "", .written(digits: "๐๙๔", words: "")),
        row(5, "written", "", "“สิบ\\ห้า”", .written(digits: "", words: "“สิบ\\ห้า”")),
        row(6, "blank", "", "", .blank), row(7, "dash", "", "", .dash), row(8, "struck-out", "", "", .struckOut),
        row(21, "unreadable", "", "", .unreadable), row(22, "written", "0", "ศูนย์", .written(digits: "0", words: "ศูนย์")),
    ]

    private static func row(
        _ number: Int, _ state: String, _ digits: String, _ words: String, _ writing: RowReading.Writing
    ) -> (JSON, RowReading) {
        (
            [
                "row": .integer(Int64(number)), "state": .string(state), "digits": .string(digits),
                "words": .string(words),
            ], RowReading(row: number, writing: writing)
        )
    }

    private static func read(
        _ subject: IntegrationSubject, manner: String, over transport: (any HTTPTransport)? = nil
    ) async throws -> PageAnswer {
        try await subject.control(
            .post, "pictures", ["rows": .array(rows.map(\.json)), "manner": .string(manner)])
        guard let reader = try subject.make(over: transport ?? subject.transport) as? any PageReading else {
            throw RuleViolation("\(subject.type) does not conform to PageReading.")
        }
        return try await reader.read(PageCrop(png: png, rows: rows.map(\.reading.row)))
    }

    private static func readRows(_ subject: IntegrationSubject, manner: String) async throws -> PageRows {
        let answer = try await read(subject, manner: manner)
        guard case .read(let rows) = answer.outcome else {
            throw RuleViolation("The answer “\(manner)” gave no rows but \(answer.outcome).")
        }
        return rows
    }

    static let asWritten = Rule<IntegrationSubject>(
        "page-rows-as-written", "Every row comes as it is written, of any script and state, also from a code block."
    ) { subject in
        for manner in ["right", "fenced"] {
            let found = try await readRows(subject, manner: manner)
            let wanted = rows.map(\.reading)
            try expect(found.rows == wanted, "Of the answer “\(manner)” the rows are \(found.rows), not \(wanted).")
            try expect(!found.isSuspicious, "A right answer is suspicious: \(found.suspicion?.reason ?? "").")
        }
        let wrong = try await readRows(subject, manner: "wrong")
        try expect(wrong.rows != rows.map(\.reading), "A wrong answer gave the right rows.")
    }

    static let wholeOrNothing = Rule<IntegrationSubject>(
        "page-answer-is-whole-or-nothing",
        "An answer with a row too many, too few or twice, of another shape or within other text gives no row at all."
    ) { subject in
        let wanted: [(String, [PageAnswerFault.Code])] = [
            ("missing-row", [.missingRow]), ("extra-row", [.unexpectedRow]), ("duplicate-row", [.duplicateRow]),
            ("numbers", [.numberForText]), ("contradiction", [.contradiction]), ("prose", [.notJSON]),
            ("broken", [.notJSON]), ("empty", [.empty]),
        ]
        for (manner, codes) in wanted {
            let answer = try await read(subject, manner: manner)
            guard case .malformed(let fault) = answer.outcome else {
                throw RuleViolation("The answer “\(manner)” was taken: \(answer.outcome).")
            }
            try expect(codes.contains(fault.code), "The answer “\(manner)” is called \(fault.code), not \(codes).")
        }
    }

    static let endsAreTold = Rule<IntegrationSubject>(
        "page-refusal-and-cut-are-told", "A refusal and an answer that was cut off are told as what they are."
    ) { subject in
        let refused = try await read(subject, manner: "refusal")
        guard case .refused = refused.outcome else { throw RuleViolation("A refusal gave \(refused.outcome).") }
        let cut = try await read(subject, manner: "truncated")
        try expect(cut.outcome == .truncated, "An answer that was cut off gave \(cut.outcome).")
    }

    static let parrots = Rule<IntegrationSubject>(
        "page-parrots-are-suspicious",
        "An answer that is the same in every row, counts up with the rows or repeats the instructions is suspicious."
    ) { subject in
        let wanted: [(String, PageSuspicion)] = [
            ("parrot-same", .allTheSame), ("parrot-count", .countsUp), ("parrot-words", .echoesInstructions),
        ]
        for (manner, suspicion) in wanted {
            let found = try await readRows(subject, manner: manner)
            let shown = found.suspicion.map(\.rawValue) ?? "not suspicious"
            try expect(found.suspicion == suspicion, "The answer “\(manner)” is \(shown).")
        }
    }

    static let isAccounted = Rule<IntegrationSubject>(
        "page-answer-is-accounted",
        "Whatever came of it, an answer has its model, version, instructions' hash, whole reply, time and tokens."
    ) { subject in
        for manner in ["right", "numbers", "truncated", "refusal"] {
            let answer = try await read(subject, manner: manner)
            try expect(!answer.model.isEmpty, "The model has no name.")
            try expect(answer.version?.isEmpty == false, "The service told a version, and the answer has none.")
            let hash = PageInstructions.hash(rows: rows.map(\.reading.row))
            try expect(answer.instructionHash == hash, "The instructions' hash is \(answer.instructionHash).")
            let json = try? JSON(parsing: answer.reply)
            try expect(json?.members != nil, "The reply that is kept is not the whole envelope.")
            try expect(answer.instant == subject.clock.now, "The time is \(answer.instant), not the clock's.")
            try expect((answer.tokens?.input ?? 0) > 0, "The service told its tokens, and the answer does not.")
        }
    }

    static let oneImage = Rule<IntegrationSubject>(
        "page-sends-one-image", "A crop is one request with that picture, whole, and with the shared instructions."
    ) { subject in
        let before = try await subject.control(.get, "images").array?.count ?? 0
        let copying = BodyKeepingTransport(subject.transport)
        _ = try await read(subject, manner: "right", over: copying)
        let images = try await subject.control(.get, "images").array ?? []
        let hash = SHA256.hash(data: png).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try expect(images.count == before + 1, "One crop was \(images.count - before) pictures.")
        try expect(images.last?.string == hash, "Another picture arrived than was given.")
        let bodies = copying.bodies
        try expect(bodies.count == 1, "One crop was \(bodies.count) requests.")
        let texts = strings(in: try JSON(parsing: bodies[0]))
        try expect(
            texts.contains(PageInstructions.text(rows: rows.map(\.reading.row))), "The instructions are others.")
    }

    private static func strings(in json: JSON) -> [String] {
        switch json {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap { strings(in: $0) }
        case .object(let members): members.flatMap { strings(in: $0.value) }
        default: []
        }
    }

    static let staysWithItsHost = Rule<IntegrationSubject>(
        "page-is-not-redirected", "A redirect is not followed: the picture goes nowhere else."
    ) { subject in
        let redirecting = BodyKeepingTransport(subject.transport, redirectsTo: "https://elsewhere.invalid/")
        var failure: (any Error)?
        do {
            _ = try await read(subject, manner: "right", over: RedirectFollowingTransport(redirecting))
        } catch { failure = error }
        try expect(
            (failure as? IntegrationError)?.code == .malformedReply, "A redirect gave \(failure.shown).")
        try expect(redirecting.bodies.count == 1, "After a redirect \(redirecting.bodies.count) requests were sent.")
    }
}

/// Passes calls on, or answers each with a redirect, and keeps the bodies.
private final class BodyKeepingTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let target: String?
    private let kept = Mutex<[[UInt8]]>([])

    init(_ base: any HTTPTransport, redirectsTo target: String? = nil) {
        self.base = base
        self.target = target
    }

    var bodies: [[UInt8]] { kept.withLock { $0 } }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        var bytes: [UInt8] = []
        do { bytes = try await call.body?.stream()?.collect(upTo: 1 << 20) ?? [] } catch {
            throw IntegrationError(.invalidRequest, "The body of a question is longer than 1 MiB.", cause: error)
        }
        kept.withLock { $0.append(bytes) }
        guard let target else { return try await base.send(call) }
        let response = HTTPResponse(status: .temporaryRedirect, headerFields: [.location: target])
        return HTTPReply(response, body: ByteStream([]))
    }
}
