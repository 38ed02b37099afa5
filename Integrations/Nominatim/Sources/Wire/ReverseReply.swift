// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// An answer of `/reverse`: a place, or the sentence `Unable to geocode` where there is none.
package struct ReverseReply: Sendable {
    /// The place; `nil` when the server knows none.
    package let place: ReversePlace?

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        var text: String?
        var parts: [String: String]?
        var isNothing = false
        try JSONReader.read(bytes) { reader throws(JSONError) in
            try reader.readObject { key, reader throws(JSONError) in
                switch key {
                case "display_name": text = try reader.readString()
                case "address": parts = try ReversePlace.parts(&reader)
                case "error":
                    // Wrong requests have an object here; this sentence alone means that nothing is there.
                    isNothing = try reader.readString() == "Unable to geocode"
                default: try reader.skipValue()
                }
            }
            guard isNothing || (text != nil && parts != nil) else {
                throw reader.error(.missingKey, "The members display_name and address are missing.")
            }
        }
        place = if let text, let parts, !isNothing { ReversePlace(text: text, parts: parts) } else { nil }
    }
}
