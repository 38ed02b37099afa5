// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// The reply to `GET /status`, as the service sends it.
package struct Status: Sendable {
    package let ok: Bool

    /// - Throws: `malformedReply` naming the place.
    package init(parsing bytes: [UInt8]) throws(IntegrationError) {
        do throws(JSONError) {
            ok = try JSONReader.read(bytes) { reader throws(JSONError) in
                var ok: Bool?
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    switch key {
                    case "ok": ok = try reader.readBool()
                    default: try reader.skipValue()
                    }
                }
                guard let ok else { throw reader.error(.missingKey, "The member ok is missing.") }
                return ok
            }
        } catch {
            throw IntegrationError(.malformedReply, "The status is not what was expected: \(error)", cause: error)
        }
    }
}
