// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Connectors of one kind.
struct Connection: Sendable {
    var kind: ConnectionType?
    var power: Double?
    var quantity: Double?

    private init(_ reader: inout JSONReader) throws(JSONError) {
        while let key = try reader.nextKey() {
            switch key {
            case "ConnectionType": kind = try reader.readIfObject { reader throws(JSONError) in try .init(&reader) }
            case "PowerKW": power = try reader.readIfNumber()
            case "Quantity": quantity = try reader.readIfNumber()
            default: try reader.skipValue()
            }
        }
    }

    /// The list; empty for anything that is none. What is no object in it is left out.
    static func list(_ reader: inout JSONReader) throws(JSONError) -> [Self] {
        guard try reader.peekKind() == .array else {
            try reader.skipValue()
            return []
        }
        var found: [Self] = []
        try reader.readArray { reader throws(JSONError) in
            if let one = try reader.readIfObject({ reader throws(JSONError) in try Self(&reader) }) {
                found.append(one)
            }
        }
        return found
    }

    /// A kind of plug.
    struct ConnectionType: Sendable {
        var title: String?
        var formalName: String?

        init(_ reader: inout JSONReader) throws(JSONError) {
            while let key = try reader.nextKey() {
                switch key {
                case "Title": title = try reader.readIfText()
                case "FormalName": formalName = try reader.readIfText()
                default: try reader.skipValue()
                }
            }
        }
    }
}
