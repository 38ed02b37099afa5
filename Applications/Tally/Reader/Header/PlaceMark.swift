// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// Of which constituency an announcement says it is, by its typed title; `nil` where that is not clear. On forms of
/// stations and sets it is written by hand, and not read.
package struct PlaceMark: Sendable, Encodable, Equatable {
    /// The province's official name.
    package var province: String?
    package var constituency: Int?
}

extension PlaceMark {
    /// How likely another number than the one that is taken may be at most, in nats: 98 % for it.
    private static let clear = 4.0

    /// - Parameters:
    ///   - lines: what is printed in the upper part of the page.
    ///   - page: that it is printed on.
    init(_ lines: [PrintedLine], on page: PreparedPage) throws {
        let phrase = PrintedText("ประจำเขตเลือกตั้งที่")
        guard let title = lines.firstIndex(where: { $0.text.ends(of: phrase).contains(where: { $0 > 12 }) }),
            let end = lines[title].text.ends(of: phrase).first, end > 0
        else { return }
        constituency = try Self.number(in: lines[title], after: lines[title].letters[end - 1].place, on: page)
        province = lines.dropFirst(title + 1).prefix(3).lazy.compactMap { Self.province($0.text) }.first
    }

    /// The number behind a place of a line: where the text recogniser has digits, and by the digits' network.
    private static func number(in line: PrintedLine, after place: Int, on page: PreparedPage) throws -> Int? {
        let pieces = line.pieces.dropFirst(place + 1)
        let signs = pieces.filter { $0.text.contains { $0.isNumber } }
        guard let first = signs.first?.area, let last = signs.last?.area else { return nil }
        let top = signs.map(\.area.y).min() ?? first.y
        let bottom = signs.map(\.area.bottom).max() ?? first.bottom
        let more = max(4, (bottom - top) / 4)
        // A digit that was not recognised beside the others must show, and then the two do not agree.
        let before = line.pieces.last { $0.area.right <= first.x && $0.area.y < bottom && $0.area.bottom > top }
        let left = max((before?.area.right ?? 0) + 3, first.x - (bottom - top))
        let area = PixelArea(
            x: left, y: top - more, width: last.right + (bottom - top) - left, height: bottom - top + 2 * more)
        let cell = try CellPictures(page: page.grey, isTyped: true).cell(page.box(area))
        return number(DigitReader.read(cell, .typed), said: signs.map(\.text).joined())
    }

    /// A number of one or two digits when the network is clear about it, or has the same as the text recogniser. The
    /// latter takes Thai digits for each other, but hardly errs in how many there are.
    static func number(_ candidates: [CellCandidate], said: String) -> Int? {
        guard let first = candidates.first, case .number(let number) = first.value, (1...99).contains(number) else {
            return nil
        }
        let digits = said.compactMap(\.wholeNumberValue)
        guard String(number).count == digits.count else { return nil }
        let isSaid = digits.reduce(0) { $0 * 10 + $1 } == number
        let isClear = first.cost < 0.1 && candidates.dropFirst().allSatisfy { $0.cost >= clear }
        return isClear || isSaid && first.cost < 0.7 ? number : nil
    }

    /// The province that a line names, and nothing else: one letter in six may be misread, when no other province is
    /// nearly as near.
    static func province(_ line: PrintedText) -> String? {
        let prefix = PrintedText("จังหวัด").letters
        let name = line.letters.starts(with: prefix) ? Array(line.letters.dropFirst(prefix.count)) : line.letters
        var found: [(name: String, distance: Int, count: Int)] = []
        for official in ProvinceCodes.all {
            let letters = PrintedText(official).letters
            found.append((official, distance(name, letters), letters.count))
        }
        found.sort { $0.distance < $1.distance }
        guard let best = found.first, found.count > 1, best.distance <= best.count / 6,
            found[1].distance >= best.distance * 2 + 1
        else { return nil }
        return best.name
    }

    private static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
        var column = Array(0...other.count)
        for (place, letter) in one.enumerated() {
            var diagonal = column[0]
            column[0] = place + 1
            for row in other.indices {
                let best = min(diagonal + (other[row] == letter ? 0 : 1), column[row + 1] + 1, column[row] + 1)
                (diagonal, column[row + 1]) = (column[row + 1], best)
            }
        }
        return column[other.count]
    }
}
