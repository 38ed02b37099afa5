// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension JSON {
    /// An object of the members that have a value.
    static func known(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { key, value in value.map { Member(key, $0) } })
    }
    static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    static func milliseconds(_ date: Date) -> JSON { .integer(date.milliseconds) }

    /// The elements that are text; empty for anything else.
    var texts: [String] { array?.compactMap(\.string) ?? [] }
    /// The instant of milliseconds since 1970.
    var date: Date? { integer.map { Date(milliseconds: $0) } }
}

extension Date {
    /// Milliseconds since 1970, rounded down.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded(.down)) }
    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
