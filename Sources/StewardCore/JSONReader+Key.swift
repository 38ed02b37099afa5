// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// A key of an object, to be compared in a `switch` with literals. Keys of up to 32 bytes need no storage.
    ///
    /// Keys are equal when their Unicode scalars are: no normalisation. Escapes are resolved.
    public struct Key: Sendable, Hashable {
        /// How many UTF-8 bytes it has.
        @usableFromInline let count: Int
        @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64)
        /// The bytes of a key that is longer than 32 bytes.
        @usableFromInline var long: [UInt8]?

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            count = bytes.count
            words = (0, 0, 0, 0)
            guard bytes.count <= 32 else {
                long = Array(bytes)
                return
            }
            withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
        }

        /// The key's text.
        public var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

        func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            if let long { return long.withUnsafeBytes(body) }
            return withUnsafeBytes(of: words) { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }

        /// Whether both have the same bytes.
        public static func == (left: Self, right: Self) -> Bool {
            left.count == right.count && left.words == right.words && left.long == right.long
        }

        /// Feeds the bytes.
        public func hash(into hasher: inout Hasher) { withBytes { hasher.combine(bytes: $0) } }

        /// Lets a `switch` compare a key with a literal, without making a string.
        @inlinable
        public static func ~= (pattern: StaticString, key: Self) -> Bool {
            let count = pattern.utf8CodeUnitCount
            guard count == key.count, pattern.hasPointerRepresentation else { return false }
            // With a literal the optimiser knows these words, so the comparison reads no memory but the key's.
            return count <= 32 ? key.words == words(pattern.utf8Start, count) : key.hasBytes(of: pattern)
        }

        @inlinable
        static func words(_ start: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64, UInt64, UInt64) {
            var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
            withUnsafeMutableBytes(of: &words) {
                $0.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count))
            }
            return words
        }

        @usableFromInline
        func hasBytes(of pattern: StaticString) -> Bool {
            withBytes { $0.elementsEqual(UnsafeRawBufferPointer(start: pattern.utf8Start, count: count)) }
        }
    }

    /// The next key of the object at depth `top`, noted as seen.
    mutating func newKey(_ top: Int) throws(JSONError) -> Key {
        let start = position
        frames[top].inShape = -1
        let (key, isPlain) = try scanKey()
        if !isPlain { frames[top].isPlain = false }
        try remember(key, in: top, at: start)
        return key
    }

    /// The key that came at this place in an object read at this depth before, when it stands here again: such a key is
    /// good and new, as it was there.
    @inline(__always)
    mutating func keyInShape(_ top: Int) -> Key? {
        let place = frames[top].inShape
        guard place >= 0, top < shapes.count, place < shapes[top].count else { return nil }
        let key = shapes[top][place]
        guard stands(key) else { return nil }
        position += key.count + 2
        frames[top].inShape = place + 1
        shapeCredit &+= 1
        seenKeys.append(key)
        return key
    }

    /// Whether the key in quotes is what comes next; `false` too where the text ends soon.
    private func stands(_ key: Key) -> Bool {
        let start = position + 1
        guard start + 33 <= count, base[start + key.count] == UInt8(ascii: "\"") else { return false }
        let text = UnsafeRawPointer(base + start)
        func differs(_ word: UInt64, _ place: Int) -> Bool {
            let rest = key.count - place * 8
            guard rest > 0 else { return false }
            let found = text.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)
            let mask = rest >= 8 ? UInt64.max : 1 << UInt64(rest * 8) - 1
            return (UInt64(littleEndian: found) ^ UInt64(littleEndian: word)) & mask != 0
        }
        return !differs(key.words.0, 0) && !differs(key.words.1, 1) && !differs(key.words.2, 2)
            && !differs(key.words.3, 3)
    }

    /// Keeps the keys of an object that ends, when they are others than those of its depth's shape.
    mutating func keepShape(_ top: Int) {
        let start = frames[top].keysStart
        guard frames[top].inShape != seenKeys.count - start, frames[top].isPlain, seenKeys.count - start <= 32,
            shapeCredit >= 8, seenKeys[start...].allSatisfy({ $0.long == nil })
        else { return }
        shapeCredit -= 8
        while shapes.count <= top { shapes.append([]) }
        shapes[top] = Array(seenKeys[start...])
    }

    /// Notes a key of the innermost object.
    mutating func remember(_ key: Key, in top: Int, at offset: Int) throws(JSONError) {
        let start = frames[top].keysStart
        var isDuplicate = false
        if frames[top].largeKeys != nil {
            isDuplicate = frames[top].largeKeys?.insert(key).inserted == false
            // The last key stays at the end of the small list, for error paths.
            seenKeys.removeLast()
        } else {
            for index in start..<seenKeys.count where seenKeys[index] == key { isDuplicate = true }
            if seenKeys.count - start >= 32 { frames[top].largeKeys = Set(seenKeys[start...] + [key]) }
        }
        seenKeys.append(key)
        if isDuplicate { throw error(.duplicateKey, "The key \"\(key.text)\" is there twice.", at: offset) }
    }

    /// The way from the root to the value being read.
    func path() -> String {
        var path = ""
        for (depth, frame) in frames.enumerated() {
            let keysEnd = depth + 1 < frames.count ? frames[depth + 1].keysStart : seenKeys.count
            if frame.isObject {
                guard keysEnd > frame.keysStart else { continue }
                path += (path.isEmpty ? "" : ".") + seenKeys[keysEnd - 1].text
            } else if frame.index >= 0 {
                path += "[\(frame.index)]"
            }
        }
        return path
    }
}
