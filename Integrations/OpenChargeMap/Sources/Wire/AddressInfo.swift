// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Where a station is.
struct AddressInfo: Sendable {
    var title: String?
    var lines: [String] = []
    var town: String?
    var state: String?
    var postcode: String?
    var country: Country?
    var latitude: Double?
    var longitude: Double?

    init(_ reader: inout JSONReader) throws(JSONError) {
        var first: String?
        var second: String?
        while let key = try reader.nextKey() {
            switch key {
            case "Title": title = try reader.readIfText()
            case "AddressLine1": first = try reader.readIfText()
            case "AddressLine2": second = try reader.readIfText()
            case "Town": town = try reader.readIfText()
            case "StateOrProvince": state = try reader.readIfText()
            case "Postcode": postcode = try reader.readIfText()
            case "Country": country = try reader.readIfObject { reader throws(JSONError) in try .init(&reader) }
            case "Latitude": latitude = try reader.readIfNumber()
            case "Longitude": longitude = try reader.readIfNumber()
            default: try reader.skipValue()
            }
        }
        lines = [first, second].compactMap(\.self)
    }

    /// A country.
    struct Country: Sendable {
        var code: String?
        var title: String?

        init(_ reader: inout JSONReader) throws(JSONError) {
            while let key = try reader.nextKey() {
                switch key {
                case "ISOCode": code = try reader.readIfText()
                case "Title": title = try reader.readIfText()
                default: try reader.skipValue()
                }
            }
        }
    }
}
