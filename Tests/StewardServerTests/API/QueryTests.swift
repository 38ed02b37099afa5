// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import Testing

@testable import StewardServer

@Suite("What is asked of a JSON address")
struct QueryTests {
    /// Values that a query does not take.
    private static func wrong(_ schema: Schema) -> [String] {
        switch schema.kind {
        case .string(let text):
            (text.values.isEmpty && text.form == nil ? [] : ["not one", ""])
                + (text.form?.format == "date" ? ["2026-13-01", "2026-02-31"] : [])
                + (text.most.map { [String(repeating: "x", count: $0 + 1)] } ?? [])
        case .integer: ["abc", "", "1.5", "-1", "+1", "0x10", "99999999999999999999"]
        case .number: ["abc", "nan", "inf"]
        case .boolean: ["1", "yes"]
        default: []
        }
    }

    @Test("every value that an address does not take is refused in one sentence that names the query")
    func refused() async throws {
        try await FullSite.with { full in
            let owner = full.cookie(full.people.owner)
            let parameters = try await full.parameters()
            var walked = 0
            for route in Routes.described where route.method == .get {
                let path = route.parameters.reduce(route.path) {
                    $0.replacingOccurrences(of: "{\($1)}", with: HTML.pathComponent(parameters[$1]?.first ?? "x"))
                }
                for query in route.queries {
                    for value in Self.wrong(query.schema) {
                        let address = "\(path)?\(query.name)=\(HTML.pathComponent(value))"
                        let answer = try await full.ask(address, headers: owner)
                        #expect(answer.status == 400, "\(address)")
                        #expect(answer.headers[.contentType] == "application/problem+json")
                        let detail = try JSON(parsing: Array(answer.text.utf8))["detail"]?.string ?? ""
                        #expect(detail.hasPrefix("“\(query.name)” takes ") && detail.hasSuffix("."), "\(detail)")
                        walked += 1
                    }
                }
            }
            #expect(walked > 20)
        }
    }

    @Test("the sentence says what is taken")
    func sentences() {
        #expect(
            Query("limit", "", .integer(min: 1, max: 500)).complaint(about: "0")
                == "“limit” takes a whole number from 1 to 500.")
        #expect(
            Query("state", "", .one(of: ["open", "done"])).complaint(about: "x") == "“state” takes one of: open, done.")
        #expect(
            Query("from", "", .string(.day)).complaint(about: "2026-02-31")
                == "“from” takes a day that there is, as 2026-11-21.")
        #expect(Query("month", "", .string(.month)).complaint(about: "2026-11") == nil)
        #expect(Query("after", "", .string(most: 3)).complaint(about: "ก้น") == nil)
        #expect(Query("after", "", .string(most: 3)).complaint(about: "abcd") == "“after” takes at most 3 characters.")
    }

    @Test("names that nobody described are ignored; NUL is refused everywhere")
    func others() async throws {
        try await FullSite.with { full in
            let owner = full.cookie(full.people.owner)
            let answer = try await full.ask("/api/jobs?nobody=knows&state=done", headers: owner)
            #expect(answer.status == 200)
            for address in ["/api/jobs?kind=%00", "/api/jobs/%00", "/jobs?kind=a%00b", "/findings?x=%00"] {
                let answer = try await full.ask(address, headers: owner)
                #expect(answer.status == 400, "\(address)")
            }
        }
    }

    @Test("who may not ask hears that first")
    func gate() async throws {
        try await FullSite.with { full in
            let answer = try await full.ask("/api/jobs?state=nonsense")
            #expect(answer.status == 401)
        }
    }
}
