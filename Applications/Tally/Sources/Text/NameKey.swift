// SPDX-License-Identifier: Apache-2.0

/// A candidate's or a party's name made comparable: folded, without title, rank, full stops and spaces.
///
/// Two keys are equal when these letters are. The name itself stays beside the key, untouched.
package struct NameKey: Sendable, Hashable {
    /// The name as it came.
    package let original: String
    /// Whether the name holds U+FFFD. A damaged name equals no other and is like no other.
    package let isDamaged: Bool
    /// One byte a letter: Thai letters from 0x80, ASCII in lower case below, everything else 0xFF.
    let letters: [UInt8]

    /// The key of a candidate's name; title and rank in front (นาย, ว่าที่ร้อยตรี, พ.ต.ท. …) do not count.
    package init(candidate name: String) {
        self.init(name) { NameTitles.strip(from: $0) }
    }

    /// The key of a party's name; พรรค in front does not count.
    package init(party name: String) {
        self.init(name) { name in
            let word = Array("พรรค".unicodeScalars)
            return name.starts(with: word) && name.count > word.count ? name.dropFirst(word.count) : name
        }
    }

    private init(_ name: String, strip: (ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>) {
        original = name
        do {
            let folded = Array(try ThaiText.fold(name).unicodeScalars)
            letters = strip(folded[...]).compactMap(Self.letter)
            isDamaged = false
        } catch {
            letters = []
            isDamaged = true
        }
    }

    private static func letter(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x2E, 0x20, 0x2D, 0x2C, 0x22, 0x27, 0x28, 0x29: nil
        case 0x41...0x5A: UInt8(scalar.value) | 0x20
        case 0..<0x80: UInt8(scalar.value)
        case 0x0E00...0x0E7E: UInt8(scalar.value - 0x0E00) | 0x80
        default: 0xFF
        }
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.letters == right.letters && left.isDamaged == right.isDamaged
            && (!left.isDamaged || left.original == right.original)
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(letters) }

    /// Whether there is no name at all: nothing, "Unknown", "Unknown Party", "N/A", "-", "null".
    package var isPlaceholder: Bool { !isDamaged && Self.placeholders.contains(letters) }
    private static let placeholders: Set<[UInt8]> = [
        [], Array("unknown".utf8), Array("unknownparty".utf8), Array("n/a".utf8), Array("na".utf8),
        Array("null".utf8),
        Array("none".utf8),
    ]
}

extension NameKey {
    /// The fewest letters to insert, leave out or replace to get from one name to the other.
    package func distance(to other: NameKey) -> Int {
        letters == other.letters ? 0 : EditDistance.between(letters, other.letters)
    }

    /// How alike two names are: 1 when equal, 0 when nothing agrees. 1 − distance ÷ length of the longer.
    ///
    /// Thai candidates' names of one constituency are rarely above 0.6 of each other; a name misread in two or three
    /// letters is above 0.8.
    package func similarity(to other: NameKey) -> Double {
        if isDamaged || other.isDamaged { return 0 }
        let longer = max(letters.count, other.letters.count)
        return longer == 0 ? 1 : 1 - Double(distance(to: other)) / Double(longer)
    }

    /// The most alike of several names, when it is at least `threshold` alike and clearly (by `lead`) ahead of the
    /// second. Equal names win outright.
    package func bestMatch(
        among names: [NameKey], threshold: Double = 0.7, lead: Double = 0.05
    ) -> (index: Int, similarity: Double)? {
        if isDamaged || isPlaceholder { return nil }
        var best: (index: Int, similarity: Double)?
        var second = 0.0
        for (index, name) in names.enumerated() {
            let similarity = similarity(to: name)
            if similarity > best?.similarity ?? -1 {
                second = best?.similarity ?? 0
                best = (index, similarity)
            } else {
                second = max(second, similarity)
            }
        }
        guard let best, best.similarity >= threshold,
            best.similarity == 1 || best.similarity - second >= lead
        else {
            return nil
        }
        return best
    }
}
