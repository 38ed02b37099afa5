// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A station as `GET /poi` gives it. Every member may be missing, null or of another type; then it is `nil`.
package struct PointOfInterest: Sendable {
    var id: String?
    var place: AddressInfo?
    var operatorInfo: Titled?
    var status: StatusType?
    var usageCost: String?
    var provider: DataProvider?
    var connections: [Connection] = []

    /// The whole answer.
    /// - Throws: `malformedReply` naming the place.
    package static func list(parsing bytes: [UInt8]) throws(IntegrationError) -> [Self] {
        do throws(JSONError) {
            return try JSONReader.read(bytes) { reader throws(JSONError) in
                var points: [Self] = []
                try reader.readArray { reader throws(JSONError) in points.append(try Self(&reader)) }
                return points
            }
        } catch {
            throw IntegrationError(
                .malformedReply, "The list of charging stations is not what was expected: \(error)", cause: error)
        }
    }

    private init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "ID": id = try reader.readIfID()
            case "AddressInfo": place = try reader.readIfObject { reader throws(JSONError) in try .init(&reader) }
            case "OperatorInfo":
                operatorInfo = try reader.readIfObject { reader throws(JSONError) in try .init(&reader) }
            case "StatusType": status = try reader.readIfObject { reader throws(JSONError) in try .init(&reader) }
            case "UsageCost": usageCost = try reader.readIfText()
            case "DataProvider": provider = try reader.readIfObject { reader throws(JSONError) in try .init(&reader) }
            case "Connections": connections = try Connection.list(&reader)
            default: try reader.skipValue()
            }
        }
    }
}

/// An object with an id and a title, as an operator or a kind of plug.
struct Titled: Sendable {
    var id: Int64?
    var title: String?

    init(_ reader: inout JSONReader) throws(JSONError) {
        while let key = try reader.nextKey() {
            switch key {
            case "ID": id = try reader.readIfNumber().flatMap { Int64(exactly: $0) }
            case "Title": title = try reader.readIfText()
            default: try reader.skipValue()
            }
        }
    }
}

/// Whether a station works.
struct StatusType: Sendable {
    var isOperational: Bool?

    init(_ reader: inout JSONReader) throws(JSONError) {
        while let key = try reader.nextKey() {
            switch key {
            case "IsOperational": isOperational = try reader.readIfBool()
            default: try reader.skipValue()
            }
        }
    }
}

/// Who gave the data, and under which licence.
struct DataProvider: Sendable {
    var title: String?
    var license: String?

    init(_ reader: inout JSONReader) throws(JSONError) {
        while let key = try reader.nextKey() {
            switch key {
            case "Title": title = try reader.readIfText()
            case "License": license = try reader.readIfText()
            default: try reader.skipValue()
            }
        }
    }
}
