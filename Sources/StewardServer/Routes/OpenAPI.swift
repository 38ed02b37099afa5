// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore

/// The description of the JSON addresses (OpenAPI 3.1), made from the routes themselves.
enum OpenAPI {
    static func document(_ routes: [Route]) -> JSON {
        var paths: [JSON.Member] = []
        for route in routes where !paths.contains(where: { $0.key == route.path }) {
            let same = routes.filter { $0.path == route.path }
            let operations = same.map { JSON.Member($0.method.rawValue.lowercased(), operation($0)) }
            paths.append(JSON.Member(route.path, .object(operations)))
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Steward", "version": "1",
                "description": "Everything the pages show, as JSON. Send an API token as “Authorization: Bearer …”.",
            ],
            "paths": .object(paths),
            "components": ["securitySchemes": ["token": ["type": "http", "scheme": "bearer"]]],
            "security": [["token": []]],
        ]
    }

    private static func operation(_ route: Route) -> JSON {
        let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        let path = names.map { name -> JSON in
            ["name": .string(String(name)), "in": "path", "required": true, "schema": ["type": "string"]]
        }
        let query = route.queries.map { query -> JSON in
            [
                "name": .string(query.name), "in": "query", "required": false, "description": .string(query.purpose),
                "schema": ["type": "string"],
            ]
        }
        return [
            "summary": .string(route.summary), "parameters": .array(path + query),
            "x-scope": .string(route.scope.rawValue),
            "responses": [
                "200": ["description": "OK", "content": ["application/json": ["schema": .object([])]]],
                "default": [
                    "description": "A problem", "content": ["application/problem+json": ["schema": .object([])]],
                ],
            ],
        ]
    }
}
