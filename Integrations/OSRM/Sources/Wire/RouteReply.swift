// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// An answer of the route service: the first route of it.
package struct RouteReply: Sendable {
    /// The route; `nil` when there is none.
    package let route: RoadPath?

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        route = try JSONReader.read(bytes) { reader throws(JSONError) in
            var code: String?
            var routes: [RoadPath] = []
            try reader.readObject { key, reader throws(JSONError) in
                switch key {
                case "code": code = try reader.readString()
                case "routes":
                    try reader.readArray { reader throws(JSONError) in routes.append(try RoadPath(&reader)) }
                default: try reader.skipValue()
                }
            }
            try Refusal.expectOk(code, reader)
            guard !routes.isEmpty else { throw reader.error(.missingKey, "The member routes is missing or empty.") }
            return routes.first
        }
    }
}
