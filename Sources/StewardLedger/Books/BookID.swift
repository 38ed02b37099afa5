// SPDX-License-Identifier: Apache-2.0

/// The name of a book, as `election:th-2026` or `vehicle:5YJ3E7EA7KF317000`.
///
/// Letters, digits and `- . _ ~ : / @`, 1 to 128 bytes of UTF-8, because the name stands in checkpoints and file names.
/// A wrong name is refused when something is appended under it.
public struct BookID: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The name.
    public let name: String

    /// Takes a name.
    public init(_ name: String) { self.name = name }
    /// Takes a name.
    public init(stringLiteral value: String) { self.init(value) }

    /// The name.
    public var description: String { name }
    /// By the names' bytes.
    public static func < (left: Self, right: Self) -> Bool {
        left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    /// By the names' bytes.
    public static func == (left: Self, right: Self) -> Bool {
        var (left, right) = (left.name, right.name)
        return left.withUTF8 { left in right.withUTF8 { right in left.elementsEqual(right) } }
    }
    /// The name's bytes.
    public func hash(into hasher: inout Hasher) {
        var name = name
        name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Whether something may be appended under this name.
    public var isValid: Bool {
        let marks = "-._~:/@".unicodeScalars
        // Nearly every name is plain, and then no table of letters has to be asked.
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: byte < 0x80 && marks.contains(Unicode.Scalar(byte))
            }
        }
        return (1...128).contains(name.utf8.count)
            && (isPlain
                || name.unicodeScalars.allSatisfy { scalar in
                    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                        || scalar.properties.generalCategory == .nonspacingMark || marks.contains(scalar)
                })
    }
}
