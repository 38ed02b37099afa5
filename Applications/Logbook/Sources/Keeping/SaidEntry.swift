// SPDX-License-Identifier: Apache-2.0

/// An entry of a vehicle's book that is no arrival: something that was said about the vehicle or its trips.
struct SaidEntry: Sendable, Hashable {
    let entry: Int64
    let kind: String

    /// Whether a person decided something with it.
    var isDecision: Bool { kind != LogbookEntry.vehicle && kind != LogbookEntry.measured }

    private static let mark = Array(",\"kind\":\"".utf8)

    /// An entry's kind, without reading all of its line: in JSON no quotation mark stands inside a text without a
    /// backslash, so these bytes can be nothing but the member's name, and in a canonical line it comes before the
    /// payload. Empty when there is none.
    static func kind(of line: [UInt8]) -> String {
        // Actor and book have 256 and 128 bytes, six times that when every one is escaped.
        let end = min(line.count, 4_096) - mark.count
        guard end >= 0, let place = line.withUnsafeBytes({ Self.place(of: mark, in: $0, upTo: end) }) else { return "" }
        return String(decoding: line[(place + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }

    private static func place(of mark: [UInt8], in bytes: UnsafeRawBufferPointer, upTo end: Int) -> Int? {
        (0...end).first { start in
            // The third byte is rare, so most places are passed over at once.
            bytes[start + 2] == mark[2] && bytes[start..<(start + mark.count)].elementsEqual(mark)
        }
    }
}
