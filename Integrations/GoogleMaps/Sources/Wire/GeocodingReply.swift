// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// The reply of the Geocoding API.
package struct GeocodingReply: Sendable {
    /// `OK`, `ZERO_RESULTS` or a word for a failure; the HTTP status is 200 with all of them.
    package let status: String
    /// What is wrong, for people.
    package let message: String?
    /// The places, the most exact first.
    package let results: [GeocodedPlace]

    /// - Throws: `malformedReply` naming the place.
    package init(parsing bytes: [UInt8]) throws(IntegrationError) {
        do throws(JSONError) {
            self = try JSONReader.read(bytes) { reader throws(JSONError) in try Self(&reader) }
        } catch {
            throw IntegrationError(
                .malformedReply, "The answer of the Geocoding API is not what was expected: \(error)", cause: error)
        }
    }

    private init(_ reader: inout JSONReader) throws(JSONError) {
        var status: String?
        var message: String?
        var results: [GeocodedPlace] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "status": status = try reader.readString()
            case "error_message": message = try reader.readOptionalString()
            case "results":
                try reader.readArray { reader throws(JSONError) in results.append(try GeocodedPlace(&reader)) }
            default: try reader.skipValue()
            }
        }
        guard let status else { throw reader.error(.missingKey, "The member status is missing.") }
        self.status = status
        self.message = message
        self.results = results
    }
}

/// One place of a reply.
package struct GeocodedPlace: Sendable {
    /// The address as Google writes it.
    let text: String
    /// What kind of place it is, as `street_address`.
    let types: [String]
    /// The parts of the address.
    let components: [Component]

    init(_ reader: inout JSONReader) throws(JSONError) {
        var text: String?
        var types: [String] = []
        var components: [Component] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "formatted_address": text = try reader.readString()
            case "types": types = try reader.readStrings()
            case "address_components":
                try reader.readArray { reader throws(JSONError) in components.append(try Component(&reader)) }
            default: try reader.skipValue()
            }
        }
        guard let text else { throw reader.error(.missingKey, "The member formatted_address is missing.") }
        self.text = text
        self.types = types
        self.components = components
    }

    /// One part of an address.
    struct Component: Sendable {
        /// The whole name.
        let longName: String
        /// The name's short form, as `NL`.
        let shortName: String?
        /// What kind of part it is, as `route`.
        let types: [String]

        init(_ reader: inout JSONReader) throws(JSONError) {
            var long: String?
            var short: String?
            var types: [String] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "long_name": long = try reader.readString()
                case "short_name": short = try reader.readOptionalString()
                case "types": types = try reader.readStrings()
                default: try reader.skipValue()
                }
            }
            guard let long else { throw reader.error(.missingKey, "The member long_name is missing.") }
            longName = long
            shortName = short
            self.types = types
        }
    }
}

extension JSONReader {
    /// A list of texts.
    fileprivate mutating func readStrings() throws(JSONError) -> [String] {
        var texts: [String] = []
        try readArray { reader throws(JSONError) in texts.append(try reader.readString()) }
        return texts
    }
}
