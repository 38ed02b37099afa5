// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A message as the server took it: https://docs.ntfy.sh/subscribe/api/#json-message-format.
package struct PublishedMessage: Sendable {
    package let id: String
    package let event: String

    /// - Throws: `malformedReply` naming the place.
    package init(parsing bytes: [UInt8]) throws(IntegrationError) {
        do throws(JSONError) {
            (id, event) = try JSONReader.read(bytes) { reader throws(JSONError) in
                var id: String?
                var event: String?
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    switch key {
                    case "id": id = try reader.readString()
                    case "event": event = try reader.readString()
                    default: try reader.skipValue()
                    }
                }
                guard let id, let event else { throw reader.error(.missingKey, "The member id or event is missing.") }
                return (id, event)
            }
        } catch {
            throw IntegrationError(
                .malformedReply, "The reply is no published message; is the address that of a server of ntfy? \(error)",
                cause: error)
        }
        guard event == "message" else {
            throw IntegrationError(.malformedReply, "The server answered with the event “\(event.prefix(40))”.")
        }
    }
}
