// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import Testing

@testable import StewardServer

@Suite("The description of the JSON addresses")
struct OpenAPITests {
    private let document = OpenAPI.document(Routes.described)

    /// Every operation, with its path and method.
    private var operations: [(path: String, method: String, value: JSON)] {
        (document["paths"]?.members ?? []).flatMap { path in
            (path.value.members ?? []).map { (path.key, $0.key, $0.value) }
        }
    }

    private static func references(_ value: JSON) -> [String] {
        var found = value["$ref"]?.string.map { [$0] } ?? []
        for member in value.members ?? [] { found += references(member.value) }
        for element in value.array ?? [] { found += references(element) }
        return found
    }

    @Test("every address that gives JSON is described, with every method, and each says what it gives")
    func complete() {
        let described = Set(operations.map { "\($0.method.uppercased()) \($0.path)" })
        #expect(described == Set(Routes.described.map { "\($0.method.rawValue) \($0.path)" }))
        #expect(described.count > 20)
        let silent = Routes.described.filter { $0.gives == nil }.map { "\($0.method.rawValue) \($0.path)" }
        #expect(silent == [], "Say with “gives:” what these answer.")
        // Programs of older logbooks know their addresses by heart.
        let logbook = Set((IntakeRoutes.all + LogbookRoutes.all).map(\.path))
        let odd = Routes.described.map(\.path).filter {
            !$0.hasPrefix("/api/") && $0 != "/openapi.json" && !logbook.contains($0)
        }
        #expect(odd == [], "What gives JSON lies under /api.")
    }

    @Test("every address under /api is among those described")
    func nothingHidden() {
        #expect(Routes.all.filter { $0.path.hasPrefix("/api") && !$0.isData }.map(\.path) == [])
    }

    @Test("what is referred to is there, and what is there is referred to")
    func references() {
        let known = Set((document["components"]?["schemas"]?.members ?? []).map { "#/components/schemas/\($0.key)" })
        #expect(Set(Self.references(document)) == known)
        #expect(!(document["components"]?["schemas"]?.members ?? []).contains { $0.value == .null })
    }

    @Test("no two shapes have one name")
    func names() {
        var shapes: [String: Set<JSON>] = [:]
        func collect(_ schema: Schema) {
            switch schema.kind {
            case .named(let name, let inner):
                var known: [String: JSON] = [:]
                shapes[name, default: []].insert(inner.json(&known))
                collect(inner)
            case .object(let members): members.forEach { collect($0.schema) }
            case .map(let inner), .array(let inner, _): collect(inner)
            case .either(let all): all.forEach(collect)
            default: break
            }
        }
        for route in Routes.described {
            [route.gives, route.takes, route.takesJSON].compactMap { $0 }.forEach(collect)
        }
        #expect(shapes.count > 50)
        #expect(shapes.filter { $0.value.count > 1 }.keys.sorted() == [])
    }

    @Test("every name in a path is described once, every operation has an id of its own, a tag and a scope")
    func operationsAreWhole() {
        let identifiers = operations.compactMap { $0.value["operationId"]?.string }
        #expect(identifiers.count == operations.count)
        #expect(Set(identifiers).count == identifiers.count)
        let tags = Set((document["tags"]?.array ?? []).compactMap { $0["name"]?.string })
        for operation in operations {
            let place = "\(operation.method) \(operation.path)"
            let parameters = operation.value["parameters"]?.array ?? []
            let inPath = parameters.filter { $0["in"] == "path" }
            #expect(inPath.allSatisfy { $0["required"] == true }, "\(place)")
            let names = operation.path.matches(of: /\{([^}]+)\}/).map { String($0.1) }
            #expect(inPath.compactMap { $0["name"]?.string } == names, "\(place)")
            let keys = parameters.map { "\($0["in"]?.string ?? "") \($0["name"]?.string ?? "")" }
            #expect(Set(keys).count == keys.count, "\(place)")
            #expect(parameters.allSatisfy { $0["schema"] != nil && $0["description"]?.string?.isEmpty == false })
            let tag = operation.value["tags"]?.array?.first?.string
            #expect(tag.map(tags.contains) == true, "\(place)")
            #expect(operation.value["summary"]?.string?.isEmpty == false, "\(place)")
            let scope = operation.value["x-scope"]?.string.flatMap(Scope.init)
            guard operation.path != "/auth/status" else { continue }
            #expect(scope != nil && scope != .open, "\(place)")
            #expect(operation.value["security"]?.array?.first?["token"]?.array?.first?.string == scope?.rawValue)
        }
    }

    @Test("every answer has a schema; problems are problem+json of one shape")
    func answers() {
        for operation in operations {
            let place = "\(operation.method) \(operation.path)"
            let responses = operation.value["responses"]?.members ?? []
            #expect(Set(responses.map(\.key)).isSuperset(of: ["200", "400", "401", "403", "429", "503"]), "\(place)")
            for response in responses {
                let type = response.key == "200" ? "application/json" : "application/problem+json"
                let content = response.value["content"]?.members ?? []
                #expect(content.map(\.key) == [type], "\(place) \(response.key)")
                #expect(content.first?.value["schema"] != nil, "\(place) \(response.key)")
                #expect(response.value["description"]?.string?.isEmpty == false, "\(place) \(response.key)")
                guard response.key != "200" else { continue }
                #expect(content.first?.value["schema"]?["$ref"] == "#/components/schemas/Problem", "\(place)")
            }
        }
    }

    @Test("every member of every object says what it means")
    func meanings() {
        for schema in document["components"]?["schemas"]?.members ?? [] {
            for member in schema.value["properties"]?.members ?? [] {
                #expect(member.value["description"]?.string?.isEmpty == false, "\(schema.key).\(member.key)")
            }
        }
    }

    @Test("the document keeps the form of OpenAPI 3.1")
    func form() {
        #expect(document["openapi"] == "3.1.0")
        #expect(document["info"]?["title"] == "Steward" && document["info"]?["version"]?.string != nil)
        #expect(document["components"]?["securitySchemes"]?["token"]?["scheme"] == "bearer")
        let roots = Set((document.members ?? []).map(\.key))
        #expect(roots == ["openapi", "info", "servers", "tags", "paths", "components"])
    }
}
