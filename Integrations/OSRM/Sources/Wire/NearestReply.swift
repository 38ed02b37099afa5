// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// An answer of the nearest service, of which only its form is of interest.
package struct NearestReply: Sendable {
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        try JSONReader.read(bytes) { reader throws(JSONError) in
            var code: String?
            var count = 0
            try reader.readObject { key, reader throws(JSONError) in
                switch key {
                case "code": code = try reader.readString()
                case "waypoints":
                    try reader.readArray { reader throws(JSONError) in
                        try reader.skipValue()
                        count += 1
                    }
                default: try reader.skipValue()
                }
            }
            try Refusal.expectOk(code, reader)
            guard count > 0 else { throw reader.error(.missingKey, "The member waypoints is missing or empty.") }
        }
    }
}
