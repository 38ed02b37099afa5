// SPDX-License-Identifier: Apache-2.0
import StewardImaging

/// A line of printed text with the place of each letter.
struct PrintedLine: Sendable {
    struct Letter: Sendable {
        let area: PixelArea
        /// Which one of `pieces` it is of.
        let place: Int
    }
    /// Everything in the line, from the left.
    let pieces: [TextEngine.Letter]
    /// What is compared of it.
    let text: PrintedText
    /// Where the letters of `text` stand.
    let letters: [Letter]

    init(_ pieces: [TextEngine.Letter]) {
        self.pieces = pieces
        var scalars = String.UnicodeScalarView()
        var letters: [Letter] = []
        for (place, piece) in pieces.enumerated() {
            for scalar in piece.text.unicodeScalars.compactMap(PrintedText.folded) {
                scalars.append(scalar)
                letters.append(Letter(area: piece.area, place: place))
            }
        }
        text = PrintedText(String(scalars))
        self.letters = letters
    }

    var all: [String] { pieces.map(\.text) }

    /// The lines of a part of a page, from the top.
    static func lines(_ page: Raster, in area: PixelArea, engine: TextEngine) -> [PrintedLine] {
        let pieces = engine.letters(of: page, in: area, layout: .block)
        return Dictionary(grouping: pieces, by: \.line).sorted { $0.key < $1.key }.map { PrintedLine($0.value) }
    }
}
