// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// An answer of `/status`: `status` is 0 when all is well.
package struct ServiceStatus: Sendable {
    /// Whether the server can answer.
    package let isGood: Bool
    /// What it says, as `No database`.
    package let message: String

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        var status: Int?
        var message = ""
        try JSONReader.read(bytes) { reader throws(JSONError) in
            try reader.readObject { key, reader throws(JSONError) in
                switch key {
                case "status": status = try reader.readInt()
                case "message": message = try reader.readString()
                default: try reader.skipValue()
                }
            }
            guard status != nil else { throw reader.error(.missingKey, "The member status is missing.") }
        }
        isGood = status == 0
        self.message = String(message.prefix(200))
    }
}
