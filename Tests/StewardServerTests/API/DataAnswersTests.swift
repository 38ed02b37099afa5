// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import Testing

@testable import StewardServer

@Suite("What the JSON addresses give")
struct DataAnswersTests {
    /// Paths of a route, one for each thing that there is; the other names take their first value.
    private static func paths(_ route: Route, _ parameters: [String: [String]]) -> [String] {
        guard let last = route.parameters.last else { return [route.path] }
        return (parameters[last] ?? []).prefix(40).map { value in
            route.parameters.reduce(route.path) { path, name in
                let chosen = name == last ? value : parameters[name]?.first ?? ""
                return path.replacingOccurrences(of: "{\(name)}", with: HTML.pathComponent(chosen))
            }
        }
    }

    /// What this test cannot ask: the first only refuses, the second asks a service. What they say has tests of its
    /// own.
    private static let others: Set<String> = ["/cars/{car}/credentials", "/charging/stations"]

    @Test("every address answers as it is described, with everything that there is")
    func asDescribed() async throws {
        try await FullSite.with { full in
            let document = OpenAPI.document(Routes.described)
            let checker = SchemaChecker(components: document["components"]?["schemas"] ?? .null)
            let owner = full.cookie(full.people.owner)
            let parameters = try await full.parameters()
            for route in Routes.described where route.method == .get && !Self.others.contains(route.path) {
                let operation = document["paths"]?[route.path]?["get"]
                let content = operation?["responses"]?["200"]?["content"]?["application/json"]
                let schema = try #require(content?["schema"], "\(route.path)")
                var good = 0
                for path in Self.paths(route, parameters) {
                    let answer = try await full.ask(path, headers: owner)
                    let value = try JSON(parsing: Array(answer.text.utf8))
                    guard answer.status == 200 else {
                        let problem = checker.complaints(value, ["$ref": "#/components/schemas/Problem"])
                        #expect(problem == [], "\(path): \(answer.status)")
                        #expect(operation?["responses"]?["\(answer.status)"] != nil, "\(path): \(answer.status)")
                        continue
                    }
                    good += 1
                    #expect(answer.headers[.contentType] == "application/json; charset=utf-8", "\(path)")
                    #expect(checker.complaints(value, schema).prefix(5) == [], "\(path)")
                }
                #expect(good > 0, "\(route.path) was never answered")
            }
        }
    }

    @Test("what was refused or is not there is a problem as described")
    func problems() async throws {
        try await FullSite.with { full in
            let document = OpenAPI.document(Routes.described)
            let checker = SchemaChecker(components: document["components"]?["schemas"] ?? .null)
            let owner = full.cookie(full.people.owner)
            for route in Routes.described where route.method == .get {
                let path = route.parameters.reduce(route.path) { $0.replacingOccurrences(of: "{\($1)}", with: "none") }
                for headers in [HTTPFields(), owner] {
                    let answer = try await full.ask(path, headers: headers)
                    guard answer.status != 200 else { continue }
                    let value = try JSON(parsing: Array(answer.text.utf8))
                    let complaints = checker.complaints(value, ["$ref": "#/components/schemas/Problem"])
                    #expect(complaints == [], "\(path): \(answer.status)")
                    let described = document["paths"]?[route.path]?["get"]?["responses"]?["\(answer.status)"]
                    #expect(described != nil, "\(path) answers \(answer.status), which is not described")
                }
            }
        }
    }

    @Test("the checker of these tests finds what is wrong")
    func checker() {
        let checker = SchemaChecker(components: ["Number": ["type": "integer", "minimum": 0]])
        let schema: JSON = [
            "type": "object", "additionalProperties": false, "required": ["a"],
            "properties": [
                "a": ["$ref": "#/components/schemas/Number"], "b": ["type": ["string", "null"], "pattern": "^x+$"],
                "c": ["type": "array", "items": ["type": "boolean"]], "d": ["type": "string", "enum": ["on", "off"]],
                "e": ["anyOf": [["$ref": "#/components/schemas/Number"], ["type": "null"]]],
            ],
        ]
        #expect(checker.complaints(["a": 1, "b": "xx", "c": [true], "d": "on", "e": nil], schema) == [])
        let wrong: [JSON] = [
            [:], ["a": -1], ["a": "1"], ["a": 1, "b": "y"], ["a": 1, "c": [1]], ["a": 1, "d": "up"], ["a": 1, "z": 1],
            ["a": 1, "e": "x"], ["a": 1, "e": -2], [1], nil,
        ]
        for value in wrong { #expect(checker.complaints(value, schema) != [], "\(value)") }
        #expect(checker.complaints(1, ["maximun": 3]) != [], "a word that it does not know")
    }
}
