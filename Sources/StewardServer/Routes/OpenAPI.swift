// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore

/// The description of the JSON addresses (OpenAPI 3.1), made from the routes themselves.
struct OpenAPI {
    private var components: [String: JSON] = [:]

    static func document(_ routes: [Route]) -> JSON {
        var document = OpenAPI()
        return document.json(routes)
    }

    /// The sentence that a request which is refused gets back, with its status: RFC 9457.
    static let problem = Schema.named(
        "Problem",
        .object([
            .required("title", .text, "The status in words"),
            .required("status", .integer(min: 400, max: 599), "The status of the answer"),
            .required("detail", .text, "One sentence for people: what is wrong, and what to do"),
            .required("instance", .text, "The request's id, as the log has it: urn:request:…"),
            .required("request_id", .text, "The same id alone"),
            .optional("code", .text, "Which kind of failure it is, where a service or a store failed"),
        ]))

    private mutating func json(_ routes: [Route]) -> JSON {
        var paths: [JSON.Member] = []
        for route in routes where !paths.contains(where: { $0.key == route.path }) {
            let same = routes.filter { $0.path == route.path }
            let operations = same.map { JSON.Member($0.method.rawValue.lowercased(), operation($0)) }
            paths.append(JSON.Member(route.path, .object(operations)))
        }
        let tags = Set(routes.map(Self.tag)).sorted().map { JSON.object([JSON.Member("name", .string($0))]) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Steward", "version": "1",
                "description": "Everything the pages show, as JSON. Send an API token as “Authorization: Bearer …”.",
                "license": ["name": "Apache License 2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]], "tags": .array(tags), "paths": .object(paths),
            "components": [
                "schemas": .object(components.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }),
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "An API token, made on the page /account/tokens or by “steward access token”.",
                    ],
                    "device": [
                        "type": "http", "scheme": "bearer",
                        "description": "A device token. It reports, and can do nothing else.",
                    ],
                    "devicePassword": [
                        "type": "http", "scheme": "basic",
                        "description": "A device token as the password, with any user name.",
                    ],
                ],
            ],
        ]
    }

    private mutating func operation(_ route: Route) -> JSON {
        var members: [JSON.Member] = [
            .init("operationId", .string(Self.identifier(route))), .init("summary", .string(route.summary)),
            .init("tags", [.string(Self.tag(route))]), .init("parameters", .array(parameters(route))),
            .init("x-scope", .string(route.scope.rawValue)),
            .init("security", .array(Self.security(route))),
            .init("responses", .object(responses(route))),
        ]
        if let taken = route.takesJSON {
            let schema = taken.json(&components)
            let type = if case .file = route.body { "multipart/form-data" } else { "application/json" }
            let content = JSON.object([.init(type, ["schema": schema])])
            members.append(.init("requestBody", ["required": .bool(taken.needsMembers), "content": content]))
        } else if let form = route.takes?.json(&components) {
            members.append(
                .init(
                    "requestBody",
                    ["required": true, "content": ["application/x-www-form-urlencoded": ["schema": form]]]))
        }
        return .object(members)
    }

    private static func security(_ route: Route) -> [JSON] {
        guard route.scope != .open else { return [] }
        let token: JSON = ["token": [.string(route.scope.rawValue)]]
        return route.isForDevices ? [token, ["device": []], ["devicePassword": []]] : [token]
    }

    private mutating func parameters(_ route: Route) -> [JSON] {
        let inPath = route.parameters.map { name -> JSON in
            [
                "name": .string(name), "in": "path", "required": true,
                "description": .string(Self.meanings[name] ?? "Which \(name) it is"),
                "schema": ["type": "string", "minLength": 1, "pattern": .string(TextForm.withoutNUL)],
            ]
        }
        return inPath
            + route.queries.map { query -> JSON in
                [
                    "name": .string(query.name), "in": "query", "required": .bool(query.isRequired),
                    "description": .string(query.purpose), "schema": query.described.json(&components),
                ]
            }
    }

    private mutating func responses(_ route: Route) -> [JSON.Member] {
        let schema = (route.gives ?? .anything).json(&components)
        var members = [
            JSON.Member(
                "200", ["description": "What was asked for", "content": ["application/json": ["schema": schema]]])
        ]
        let problem = Self.problem.json(&components)
        for status in Self.problems(of: route) {
            members.append(
                .init(
                    String(status.code),
                    [
                        "description": .string(status.reasonPhrase),
                        "content": ["application/problem+json": ["schema": problem]],
                    ]))
        }
        return members
    }

    /// Statuses of the problems that an address may answer with, in order.
    static func problems(of route: Route) -> [HTTPResponse.Status] {
        var all: [HTTPResponse.Status] = [
            .badRequest, .unauthorized, .forbidden, .contentTooLarge, .tooManyRequests, .serviceUnavailable,
        ]
        if !route.parameters.isEmpty { all.append(.notFound) }
        if route.takes != nil { all += [.conflict, .unsupportedMediaType] }
        for status in route.problems where !all.contains(status) { all.append(status) }
        return all.sorted { $0.code < $1.code }
    }

    /// The part of the path that says what an address is about.
    private static func tag(_ route: Route) -> String {
        let parts = route.path.split(separator: "/")
        return parts.first == "api" && parts.count > 1 ? String(parts[1]) : "description"
    }

    /// `getElectionsByElectionFindings`: the method and the path as one word.
    private static func identifier(_ route: Route) -> String {
        let words = route.path.split(whereSeparator: { $0 == "/" || $0 == "." || $0 == "-" || $0 == "_" })
            .filter { $0 != "api" }
            .map { part -> String in
                guard part.hasPrefix("{") else { return part.prefix(1).uppercased() + part.dropFirst() }
                let name = part.dropFirst().dropLast()
                return "By" + name.prefix(1).uppercased() + name.dropFirst()
            }
        return route.method.rawValue.lowercased() + words.joined()
    }

    private static let meanings = [
        "election": "The election's name, as /api/elections lists it",
        "area": "The constituency as province and number, as 10_1",
        "finding": "The finding's id", "case": "The matter's id", "job": "The job's id",
        "connection": "The connection's name", "transfer": "The transfer's id", "mirror": "The mirror's id",
        "recovery": "The recovery's id", "book": "The book's name", "entry": "The entry's number, from 0",
        "schedule": "The schedule's name", "province": "The province's number",
        "token": "A device token that may stand in an address", "trip": "The trip's id", "car": "The vehicle's id",
        "name": "The place's name",
    ]
}
