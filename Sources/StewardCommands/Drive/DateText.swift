// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Instants as people type them: a day, or a day and a time, with or without a zone. Without one it is UTC.
enum DateText {
    static func parse(_ text: String) -> Date? {
        let text = text.split(separator: " ").joined(separator: "T")
        if let date = try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) {
            return date
        }
        if let date = try? Date(text, strategy: .iso8601) { return date }
        if let date = try? Date(text + "Z", strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) {
            return date
        }
        if let date = try? Date(text + "Z", strategy: .iso8601) { return date }
        return try? Date(text + "T00:00:00Z", strategy: .iso8601)
    }
}
