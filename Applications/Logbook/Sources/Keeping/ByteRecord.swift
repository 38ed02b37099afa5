// SPDX-License-Identifier: Apache-2.0

/// Writes numbers and text one after the other, exactly: what is read back is what was written.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ value: Int64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    mutating func add(_ value: Int) { add(Int64(value)) }
    mutating func add(_ value: Double) { add(Int64(bitPattern: value.bitPattern)) }
    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }
    /// What may be missing: 0, or 1 and the value.
    mutating func add<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
        bytes.append(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }
}

/// Reads what ``ByteWriter`` wrote.
struct ByteReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    private static let damaged = LogbookError(
        .damaged, "A row of the logbook's tables is damaged; rebuild the vehicle from its book.")

    mutating func integer() throws(LogbookError) -> Int64 {
        guard place + 8 <= bytes.count else { throw Self.damaged }
        defer { place += 8 }
        return bytes.withUnsafeBytes { Int64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Int64.self)) }
    }
    mutating func real() throws(LogbookError) -> Double { Double(bitPattern: UInt64(bitPattern: try integer())) }

    /// How many of something follow; at most as many as there are bytes.
    mutating func count() throws(LogbookError) -> Int {
        let count = try integer()
        guard (0...Int64(bytes.count - place)).contains(count) else { throw Self.damaged }
        return Int(count)
    }
    mutating func text() throws(LogbookError) -> String {
        let count = try count()
        defer { place += count }
        return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
    }
    mutating func optional<Value>(
        _ read: (inout ByteReader) throws(LogbookError) -> Value
    ) throws(LogbookError) -> Value? {
        guard place < bytes.count, bytes[place] <= 1 else { throw Self.damaged }
        place += 1
        return bytes[place - 1] == 1 ? try read(&self) : nil
    }
    mutating func finish() throws(LogbookError) {
        guard isAtEnd else { throw Self.damaged }
    }
    static func refused() -> LogbookError { damaged }
}
