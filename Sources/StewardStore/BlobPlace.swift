// SPDX-License-Identifier: Apache-2.0

/// Where a blob's bytes lie: a file of their own, or a part of a pack.
package struct BlobPlace: Sendable, Hashable {
    /// The file.
    package let path: String
    /// Where in the file the blob begins, in bytes.
    package let offset: Int64
    /// How many bytes it has.
    package let length: Int64
    /// Whether the file holds other blobs too.
    let isInPack: Bool
}

/// A blob's place, with its file open.
struct OpenBlob: ~Copyable {
    let file: DurableFile
    let offset: Int64
    let length: Int64
    let isInPack: Bool
}

extension BlobID {
    /// The 32 bytes as four numbers, the first digits first, so that numbers sort as names do.
    var words: BlobWords {
        var words = BlobWords()
        for (place, digit) in hex.utf8.enumerated() {
            words[place >> 4] = words[place >> 4] << 4 | UInt64(digit < 0x61 ? digit - 0x30 : digit - 0x57)
        }
        return words
    }

    init(_ words: BlobWords) {
        var bytes: [UInt8] = []
        for place in 0..<4 { withUnsafeBytes(of: words[place].bigEndian) { bytes.append(contentsOf: $0) } }
        self.init(hexadecimal: Hexadecimal.text(bytes))
    }
}

/// A SHA-256 without a heap allocation.
struct BlobWords: Hashable, Comparable, Sendable {
    private var words: InlineWords = (0, 0, 0, 0)
    private typealias InlineWords = (UInt64, UInt64, UInt64, UInt64)

    init() {}

    subscript(place: Int) -> UInt64 {
        get {
            switch place {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        }
        set {
            switch place {
            case 0: words.0 = newValue
            case 1: words.1 = newValue
            case 2: words.2 = newValue
            default: words.3 = newValue
            }
        }
    }

    static func == (left: Self, right: Self) -> Bool { left.words == right.words }
    static func < (left: Self, right: Self) -> Bool { left.words < right.words }
    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
