// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
import StewardStore

/// How far a job has come.
package struct JobProgress: Sendable, Hashable {
    /// Things dealt with, and how many there are; `nil` where that has no meaning or is not known.
    package var items: Int64?
    package var totalItems: Int64?
    /// Bytes dealt with, and how many there are.
    package var bytes: Int64?
    package var totalBytes: Int64?
    /// What is being done now, for a person.
    package var message: String?
    /// Speed over the last moments; computed, not reported.
    package internal(set) var itemsPerSecond: Double?
    package internal(set) var bytesPerSecond: Double?
    /// When it will be finished at this speed; computed, not reported.
    package internal(set) var estimatedEnd: Date?
    /// When it was reported.
    package internal(set) var updatedAt: Date?

    package init(
        items: Int64? = nil, of totalItems: Int64? = nil, bytes: Int64? = nil, ofBytes totalBytes: Int64? = nil,
        message: String? = nil
    ) {
        self.items = items
        self.totalItems = totalItems
        self.bytes = bytes
        self.totalBytes = totalBytes
        self.message = message
    }

    /// From 0 to 1; `nil` without a total.
    package var fraction: Double? {
        if let bytes, let totalBytes, totalBytes > 0 { return min(1, Double(bytes) / Double(totalBytes)) }
        if let items, let totalItems, totalItems > 0 { return min(1, Double(items) / Double(totalItems)) }
        return nil
    }
}

extension JobProgress {
    /// The form in the table, which is also that of `--json`. Members without a value are left out.
    package var json: JSON {
        var members: [JSON.Member] = []
        func add(_ key: String, _ value: JSON?) { if let value { members.append(.init(key, value)) } }
        add("items", items.map { .integer($0) })
        add("totalItems", totalItems.map { .integer($0) })
        add("bytes", bytes.map { .integer($0) })
        add("totalBytes", totalBytes.map { .integer($0) })
        add("message", message.map { .string($0) })
        add("itemsPerSecond", itemsPerSecond.map { .number($0) })
        add("bytesPerSecond", bytesPerSecond.map { .number($0) })
        add("estimatedEnd", estimatedEnd.map { .integer($0.microseconds) })
        add("updatedAt", updatedAt.map { .integer($0.microseconds) })
        return .object(members)
    }

    init(_ json: JSON) {
        func number(_ key: String) -> Double? {
            switch json[key] {
            case .number(let value): value
            case .integer(let value): Double(value)
            default: nil
            }
        }
        self.init(
            items: json["items"]?.integer, of: json["totalItems"]?.integer, bytes: json["bytes"]?.integer,
            ofBytes: json["totalBytes"]?.integer, message: json["message"]?.string)
        itemsPerSecond = number("itemsPerSecond")
        bytesPerSecond = number("bytesPerSecond")
        estimatedEnd = json["estimatedEnd"]?.integer.map { Date(microseconds: $0) }
        updatedAt = json["updatedAt"]?.integer.map { Date(microseconds: $0) }
    }
}
