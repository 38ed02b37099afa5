// SPDX-License-Identifier: Apache-2.0

/// Finds a name by its exact UTF-8 bytes. Comparing Swift strings normalises them, which costs more than all checks of
/// a form together; names that differ in bytes go on to `NameKey`.
struct NameIndex: Sendable {
    private var slots: [Int32]
    private var names: [[UInt8]] = []
    private var values: [Int32] = []

    init(_ entries: [(name: String, value: Int)]) {
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        for entry in entries { insert(Array(entry.name.utf8), Int32(entry.value)) }
    }

    private mutating func insert(_ name: [UInt8], _ value: Int32) {
        var slot = name.withUnsafeBufferPointer(Self.hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(names.count)
        names.append(name)
        values.append(value)
    }

    /// The value of the first entry with this name.
    func value(of name: String) -> Int? {
        var name = name
        return name.withUTF8 { bytes in
            var slot = Self.hash(bytes) & (slots.count - 1)
            while slots[slot] >= 0 {
                let index = Int(slots[slot])
                if Self.equal(bytes, names[index]) { return Int(values[index]) }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
    }
    private static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: [UInt8]) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}

extension String {
    /// Whether two names are the same bytes; `==` would normalise both.
    func sameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
