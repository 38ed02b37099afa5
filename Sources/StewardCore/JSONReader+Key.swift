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
            pattern.utf8CodeUnitCount == key.count && key.hasBytes(of: pattern)
        }

        @usableFromInline
        func hasBytes(of pattern: StaticString) -> Bool {
            guard pattern.hasPointerRepresentation else { return false }
            let wanted = UnsafeRawBufferPointer(start: pattern.utf8Start, count: count)
            return withBytes { bytes in
                guard bytes.count >= 8 else { return bytes.elementsEqual(wanted) }
                // Eight bytes at a time; the last eight overlap the ones before.
                var at = 0
                while at < bytes.count {
                    let start = min(at, bytes.count - 8)
                    let word = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
                    if word != wanted.loadUnaligned(fromByteOffset: start, as: UInt64.self) { return false }
                    at += 8
                }
                return true
            }
        }
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
