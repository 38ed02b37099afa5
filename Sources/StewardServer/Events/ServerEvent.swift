// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// One message of the stream at `/events`, as the server-sent events of the HTML standard (section 9.2) are written.
struct ServerEvent: Sendable, Hashable {
    /// Where it stands in the sequence of this process; `nil` for one that cannot be asked for again.
    let place: Place?
    let name: String
    let data: JSON
    /// The account that alone may hear of it; `nil` for everybody.
    var audience: String?

    /// A place in the sequence of one process. Another process, or the same after a restart, has another epoch.
    struct Place: Sendable, Hashable, CustomStringConvertible {
        let epoch: String
        let number: Int

        init(epoch: String, number: Int) {
            self.epoch = epoch
            self.number = number
        }

        /// Reads what ``description`` writes; what is no place is one of no known epoch.
        init(_ text: String) {
            let parts = text.prefix(64).split(separator: ".", maxSplits: 1)
            epoch = parts.first.map(String.init) ?? ""
            number = parts.count == 2 ? Int(parts[1]) ?? -1 : -1
        }

        var description: String { "\(epoch).\(number)" }
    }

    /// The lines of the message, with the empty one that ends it. JSON in canonical form has no line breaks.
    var encoded: String {
        let bytes = (try? data.canonicalBytes()) ?? Array("null".utf8)
        let id = place.map { "id: \($0)\n" } ?? ""
        return "\(id)event: \(name)\ndata: \(String(decoding: bytes, as: UTF8.self))\n\n"
    }

    /// Says that the stream stands here and nothing was missed before.
    static func hello(_ place: Place) -> Self { Self(place: place, name: "hello", data: .object([])) }
    /// Says that something may have been missed: who listens should look for itself.
    static let refresh = Self(place: nil, name: "refresh", data: .object([]))
    /// Says that changes cannot be seen now.
    static let unavailable = Self(place: nil, name: "unavailable", data: .object([]))
    /// A comment, which shows that the connection lives.
    static let beat = ": alive\n\n"
}
