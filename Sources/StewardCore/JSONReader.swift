// SPDX-License-Identifier: Apache-2.0

/// A strict and fast reader of one JSON text (RFC 8259) that is pulled value by value.
///
/// ```swift
/// let total = try JSONReader.read(bytes) { reader throws(JSONError) in
///     var total = 0
///     try reader.beginObject()
///     while let key = try reader.nextKey() {
///         switch key {
///         case "votes": total = try reader.readInt()
///         default: try reader.skipValue()
///         }
///     }
///     return total
/// }
/// ```
/// The whole text is checked, what is skipped included: grammar, UTF-8, unpaired surrogates, numbers that no `Double`
/// holds, keys used twice in one object, and anything after the value. No input makes it crash.
///
/// A value that the caller does not read before asking for the next key or element is skipped.
public struct JSONReader: ~Copyable {
    /// What kind of value comes next.
    public enum Kind: Sendable, Hashable {
        case object, array, string, number, bool, null
    }

    /// One list or object that is open.
    struct Frame {
        var isObject: Bool
        var isFirst = true
        /// Where this object's keys begin in `seenKeys`.
        var keysStart: Int
        /// The keys of a large object, so that finding a duplicate stays cheap.
        var largeKeys: Set<Key>?
        /// The index of the element being read.
        var index = -1
        /// How many keys of this object came in the order of its depth's shape; -1 when one did not.
        var inShape = 0
        /// Whether every key stands in the text as it is, without escapes.
        var isPlain = true
    }

    let base: UnsafePointer<UInt8>
    let count: Int
    let limits: JSONLimits
    /// The byte that is looked at next.
    var position = 0
    /// Where the value read last begins; the place of ``error(_:_:)``.
    var valueStart = 0
    var frames: [Frame] = []
    /// The keys met so far of every open object, outermost first.
    var seenKeys: [Key] = []
    /// For each depth the keys of an object that was read there: the objects of a list mostly have the same.
    var shapes: [[Key]] = []
    /// What another shape may cost: shapes that are met again earn it, those that are not use it up.
    var shapeCredit = 128
    /// Texts read lately, each at the place that its bytes give.
    var recentTexts: [RecentText] = []
    /// Whether a value has to come at `position`.
    var valuePending = true

    /// Reads one JSON text.
    ///
    /// What `body` does not read is skipped. It throws ``JSONError``, best made with ``error(_:_:)``, which knows the
    /// place.
    /// - Throws: ``JSONError`` when the bytes are no JSON, or from `body`.
    @discardableResult
    public static func read<Result>(
        _ bytes: [UInt8], limits: JSONLimits = .standard,
        _ body: (inout JSONReader) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            try read(UnsafeRawBufferPointer(buffer), limits: limits, body)
        }
    }

    /// Reads one JSON text that lies in memory; `bytes` must stay as they are until `body` returns.
    @discardableResult
    public static func read<Result>(
        _ bytes: UnsafeRawBufferPointer, limits: JSONLimits = .standard,
        _ body: (inout JSONReader) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            throw JSONError(.truncated, "The text is empty.", offset: 0, line: 1, column: 1, path: "")
        }
        var reader = JSONReader(base: start.assumingMemoryBound(to: UInt8.self), count: bytes.count, limits: limits)
        guard bytes.count <= limits.bytes else {
            throw reader.error(
                .limitExceeded, "The text has \(bytes.count) bytes, more than the allowed \(limits.bytes).", at: 0)
        }
        try reader.readByteOrderMark()
        let result = try body(&reader)
        try reader.finish()
        return result
    }

    init(base: UnsafePointer<UInt8>, count: Int, limits: JSONLimits) {
        self.base = base
        self.count = count
        self.limits = limits
    }

    private mutating func readByteOrderMark() throws(JSONError) {
        guard count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF else { return }
        guard limits.skipsByteOrderMark else {
            throw error(.syntax, "The text begins with a byte order mark; save it as UTF-8 without one.", at: 0)
        }
        position = 3
    }

    private mutating func finish() throws(JSONError) {
        while let frame = frames.last {
            if frame.isObject { while try nextKey() != nil {} } else { while try nextElement() {} }
        }
        if valuePending { try skipValue() }
        skipWhitespace()
        guard position == count else { throw error(.syntax, "Something follows after the end of the value.") }
    }
}

// MARK: - Structure

extension JSONReader {
    /// The kind of the value that comes next; nothing is read.
    public mutating func peekKind() throws(JSONError) -> Kind {
        switch try startValue() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw unexpected("a value")
        }
    }

    /// Opens the object that comes next; ``nextKey()`` gives its keys.
    public mutating func beginObject() throws(JSONError) {
        guard try startValue() == UInt8(ascii: "{") else { throw wrongType("an object") }
        try open(Frame(isObject: true, keysStart: seenKeys.count))
    }

    /// Opens the list that comes next; ``nextElement()`` goes through it.
    public mutating func beginArray() throws(JSONError) {
        guard try startValue() == UInt8(ascii: "[") else { throw wrongType("a list") }
        try open(Frame(isObject: false, keysStart: seenKeys.count))
    }

    /// The next key of the innermost open object, or `nil` at its end, which closes it.
    public mutating func nextKey() throws(JSONError) -> Key? {
        if valuePending { try skipValue() }
        guard let top = frames.indices.last, frames[top].isObject else {
            throw error(.misuse, "A key was asked for outside an object.")
        }
        guard try step(top, closing: UInt8(ascii: "}")) else { return nil }
        guard position < count, base[position] == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
        let key: Key
        if let known = keyInShape(top) { key = known } else { key = try newKey(top) }
        skipWhitespace()
        guard position < count, base[position] == UInt8(ascii: ":") else { throw unexpected("':' after a key") }
        position += 1
        valuePending = true
        return key
    }

    /// Goes to the next element of the innermost open list; `false` at its end, which closes it.
    public mutating func nextElement() throws(JSONError) -> Bool {
        if valuePending { try skipValue() }
        guard let top = frames.indices.last, !frames[top].isObject else {
            throw error(.misuse, "An element was asked for outside a list.")
        }
        guard try step(top, closing: UInt8(ascii: "]")) else { return false }
        frames[top].index += 1
        valuePending = true
        return true
    }

    /// Reads an object: `body` gets every key and reads or leaves its value.
    @inlinable
    public mutating func readObject(
        _ body: (Key, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try beginObject()
        while let key = try nextKey() { try body(key, &self) }
    }

    /// Reads a list: `body` reads or leaves every element.
    @inlinable
    public mutating func readArray(_ body: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        try beginArray()
        while try nextElement() { try body(&self) }
    }

    /// Checks the value that comes next and goes past it. Gives the bytes it takes, from the start of the text.
    @discardableResult
    public mutating func skipValue() throws(JSONError) -> Range<Int> {
        let kind = try peekKind()
        let start = position
        switch kind {
        case .object, .array: try skipContainer()
        case .string: _ = try scanString()
        case .number:
            let number = try scanNumber()
            // Below this no number can be too large for a double.
            if number.exponent > 280 { _ = try double(number) }
        case .bool: _ = try readBool()
        case .null: try readNull()
        }
        valuePending = false
        valueStart = start
        return start..<position
    }

    private mutating func skipContainer() throws(JSONError) {
        let depth = frames.count
        repeat {
            if valuePending {
                switch try peekKind() {
                case .object: try beginObject()
                case .array: try beginArray()
                default: try skipValue()
                }
            }
            guard let frame = frames.last, frames.count > depth else { return }
            if frame.isObject { _ = try nextKey() } else { _ = try nextElement() }
        } while frames.count > depth
    }

    private mutating func open(_ frame: Frame) throws(JSONError) {
        guard frames.count < limits.depth else {
            throw error(.limitExceeded, "Lists and objects are nested deeper than the allowed \(limits.depth) levels.")
        }
        frames.append(frame)
        valuePending = false
        position += 1
    }

    /// Goes past the comma before the next member; `false` at the end, which closes the frame.
    private mutating func step(_ top: Int, closing: UInt8) throws(JSONError) -> Bool {
        skipWhitespace()
        guard position < count else { throw unexpected("more") }
        if base[position] == closing {
            position += 1
            if frames[top].isObject { keepShape(top) }
            seenKeys.removeLast(seenKeys.count - frames[top].keysStart)
            frames.removeLast()
            return false
        }
        if frames[top].isFirst {
            frames[top].isFirst = false
            return true
        }
        guard base[position] == UInt8(ascii: ",") else {
            throw unexpected(frames[top].isObject ? "',' or '}'" : "',' or ']'")
        }
        position += 1
        skipWhitespace()
        return true
    }

    /// Where a value begins: its first byte.
    mutating func startValue() throws(JSONError) -> UInt8 {
        guard valuePending else { throw error(.misuse, "A value was asked for where none can be.") }
        skipWhitespace()
        guard position < count else { throw unexpected("a value") }
        valueStart = position
        return base[position]
    }
}
