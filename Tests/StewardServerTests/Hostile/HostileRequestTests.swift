// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import StewardTestKit
import Synchronization
import Testing

@testable import StewardServer

@Suite("Sixteen thousand hostile requests")
struct HostileRequestTests {
    private static let seed: UInt64 = 20_261_121
    private static let count = 16_000

    /// What nobody may ask for without being known, but these; however the address is written.
    private static func isOpen(_ address: String) -> Bool {
        var path = address.prefix { $0 != "?" && $0 != "#" }
        if let scheme = path.range(of: "://") { path = path[scheme.upperBound...].drop { $0 != "/" } }
        let parts = path.split(separator: "/")
        let plain = "/" + parts.joined(separator: "/")
        return ["/healthz", "/readyz", "/sign-in", "/sign-in/google", "/sign-in/google/callback", "/auth/status"]
            .contains(plain) || (parts.count > 1 && ["assets", "setup"].contains(parts[0]))
            // What a phone keeps for when it has no network; the same for everybody.
            || (parts.count == 2 && parts[0] == "logbook"
                && (parts[1].hasPrefix("phone") || parts[1] == "signed-out"))
            // A device shows who it is in the address.
            || (parts.count > 2 && parts[0] == "in" && parts[1].hasPrefix(DeviceTokenText.prefix))
    }

    private static let required = [
        "Content-Security-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy", "X-Request-Id",
        "Cache-Control",
    ].compactMap { HTTPField.Name($0) }
    /// What pages have besides: data leads nowhere and opens nothing.
    private static let requiredOfPages = ["Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"]
        .compactMap { HTTPField.Name($0) }

    private static func required(of answer: FullSite.Answer) -> [HTTPField.Name] {
        let type = answer.headers[.contentType] ?? ""
        return type.hasPrefix("text/html") ? required + requiredOfPages : required
    }

    /// Words that only the inside of the program has.
    private static let internals = [
        "SELECT ", "INSERT INTO", "no such column", "syntax error", "SQLITE_", "GRDB.", "StewardServer.",
        "StewardStore.",
        "Swift.", "Optional(", "HTTPError(", "DatabaseError(", "NIOCore", ".swift:", "/Sources/", "Fatal error",
    ]

    /// What is wrong with an answer; none when nothing is.
    private static func faults(
        _ answer: FullSite.Answer, _ request: HostileRequest, _ canaries: [String], _ folder: String
    ) -> [String] {
        var found: [String] = []
        // Who does not take on more at once than it can says so, and when to come again.
        let isBusy = answer.status == 503 && answer.headers[.retryAfter] != nil
        if answer.status >= 500 && !isBusy || answer.status < 200 { found.append("status \(answer.status)") }
        let isNobody = request.sender == .nobody && !request.isSpoiled
        if isNobody, answer.status == 200, !isOpen(request.path) { found.append("open to nobody") }
        for name in required(of: answer) where answer.headers[name]?.isEmpty ?? true { found.append("without \(name)") }
        let everything = answer.text + answer.headers.map { "\n\($0.name): \($0.value)" }.joined()
        for canary in canaries where everything.contains(canary) {
            found.append("tells the canary \(canary.prefix(12))…")
        }
        for word in internals where everything.contains(word) { found.append("tells “\(word)”") }
        if everything.contains(folder) { found.append("tells the data folder") }
        if everything.contains("X-Injected:") && answer.headers.contains(where: { $0.name.rawName == "X-Injected" }) {
            found.append("a header was injected")
        }
        if request.path.hasPrefix("/api/"), answer.status >= 400, request.method != .head,
            answer.headers[.contentType] != "application/problem+json"
        {
            found.append("a problem as \(answer.headers[.contentType] ?? "nothing")")
        }
        return found
    }

    /// Secrets of this site that nobody who asks may see, and some that are only ever typed.
    private static func canaries(_ full: FullSite, _ tokens: [String]) -> [String] {
        let sessions = [full.people.owner, full.reviewer, full.viewer].map { $0.token.reveal() }
        return sessions + tokens + [
            MadePeople.password.reveal(), "\(MadeFiles.canary)-client", "\(MadeFiles.canary)-refresh",
            "\(MadeFiles.canary)-access", "canary-hook-5b1e", "canary-typed-77aa",
        ]
    }

    private static func credentials(
        _ full: FullSite
    ) async throws -> (all: [HostileRequest.Sender: (headers: HTTPFields, form: String)], tokens: [String]) {
        let end = full.files.clock.now.addingTimeInterval(86_400)
        let reading = try await full.people.access.makeToken(
            name: "reads", scopes: [.read], expiresAt: end, by: try await full.people.visitor(full.viewer)
        ).secret.reveal()
        let reviewing = try await full.people.access.makeToken(
            name: "reviews", scopes: [.read, .review], expiresAt: end, by: try await full.people.visitor(full.reviewer)
        ).secret.reveal()
        var all: [HostileRequest.Sender: (headers: HTTPFields, form: String)] = [
            .viewerToken: ([.authorization: "Bearer \(reading)"], ""),
            .reviewerToken: ([.authorization: "Bearer \(reviewing)"], ""), .nobody: ([:], "x"),
        ]
        let people: [(HostileRequest.Sender, SignedIn)] = [
            (.viewer, full.viewer), (.reviewer, full.reviewer), (.owner, full.people.owner),
        ]
        for (sender, person) in people {
            all[sender] = (full.cookie(person), try await full.people.visitor(person).formToken)
        }
        return (all, [reading, reviewing])
    }

    /// What came of some requests.
    private struct Outcome: Sendable {
        var faults: [String] = []
        var statuses: [Int: Int] = [:]
    }

    /// Sends all of them, some at once, and gives what was wrong.
    private static func send(
        _ requests: [HostileRequest], _ full: FullSite, _ canaries: [String]
    ) async throws -> Outcome {
        let parts = 4
        return try await withThrowingTaskGroup(of: Outcome.self) { group in
            for part in 0..<parts {
                let own = stride(from: part, to: requests.count, by: parts).map { requests[$0] }
                group.addTask { try await sendInTurn(own, full, canaries) }
            }
            return try await group.reduce(into: Outcome()) { whole, part in
                whole.faults += part.faults
                whole.statuses.merge(part.statuses, uniquingKeysWith: +)
            }
        }
    }

    private static func sendInTurn(
        _ requests: [HostileRequest], _ full: FullSite, _ canaries: [String]
    ) async throws -> Outcome {
        let folder = full.files.folder.path("data")
        var outcome = Outcome()
        for request in requests {
            let answer = try await full.ask(
                request.path, method: request.method, headers: request.headers, body: request.body,
                authority: request.authority)
            let wrong = faults(answer, request, canaries, folder)
            outcome.statuses[answer.status, default: 0] += 1
            if !wrong.isEmpty { outcome.faults.append("\(wrong.joined(separator: ", ")): \(request)") }
        }
        return outcome
    }

    @Test("the checks of these tests find what is wrong")
    func checks() {
        let headers = HTTPFields((Self.required + Self.requiredOfPages).map { HTTPField(name: $0, value: "x") })
        let request = HostileRequest(sender: .nobody, method: .get, path: "/api/jobs")
        func wrong(_ status: Int, _ text: String = "", _ more: HTTPFields = [:]) -> Int {
            let answer = FullSite.Answer(status: status, headers: headers + more, text: text)
            return Self.faults(answer, request, ["secret-1"], "/data/folder").count
        }
        let problem: HTTPFields = [.contentType: "application/problem+json"]
        #expect(wrong(404, "", problem) == 0)
        #expect(wrong(404) == 1, "a problem is problem+json")
        #expect(wrong(500, "", problem) == 1 && wrong(503, "", problem) == 1, "a failure")
        #expect(wrong(200) == 1, "open to nobody")
        #expect(wrong(404, "it is secret-1.", problem) == 1, "a canary in the text")
        #expect(wrong(404, "", problem + [.setCookie: "a=secret-1"]) == 1, "a canary in a header")
        #expect(wrong(404, "near SELECT name FROM", problem) == 1, "the inside")
        #expect(wrong(404, "in /data/folder/x", problem) == 1, "the data folder")
        let bare = FullSite.Answer(status: 303, headers: [:], text: "")
        #expect(Self.faults(bare, request, [], "/data").count == Self.required.count, "headers are missing")
    }

    @Test("leave no failure, open nothing, tell no secret and nothing of the inside")
    func all() async throws {
        try await FullSite.with { full in
            full.site.readiness.withLock { $0 = true }
            try await full.site.installation.connections.save(
                "hook", integration: "Webhook", settings: ["address": "https://127.0.0.1:1/canary-hook-5b1e"],
                by: "tester")
            let (credentials, tokens) = try await Self.credentials(full)
            let canaries = Self.canaries(full, tokens)
            var generator = HostileRequests(
                seed: Self.seed, credentials: credentials, parameters: try await full.parameters(),
                canaries: [MadePeople.password.reveal(), "canary-typed-77aa"])
            let swept = generator.everyPlace()
            #expect(swept.count < Self.count, "\(swept.count) leave room for others")
            let requests = swept + (swept.count..<max(Self.count, swept.count + 2000)).map { _ in generator.next() }
            let outcome = try await Self.send(requests, full, canaries)
            let (faults, statuses) = (outcome.faults, outcome.statuses)
            #expect(faults.count == 0, "\(faults.prefix(20).joined(separator: "\n"))")
            // What is refused everywhere shows nothing: many have to get through to a page.
            #expect(statuses[200, default: 0] > Self.count / 10, "\(statuses)")
            #expect(statuses.count > 8, "\(statuses)")
            #expect(statuses[503, default: 0] < Self.count / 200, "\(statuses)")
            let lines = full.log.lines
            #expect(lines.count >= Self.count)
            let told = lines.filter { line in canaries.contains { line.contains($0) } }
            #expect(told.count == 0, "\(told.prefix(5))")
            let failed = lines.filter { $0.hasPrefix("error") || $0.hasPrefix("critical") }
            #expect(failed.count == 0, "\(failed.prefix(10).joined(separator: "\n"))")
        }
    }
}
