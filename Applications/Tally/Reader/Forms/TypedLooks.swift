// SPDX-License-Identifier: Apache-2.0
import StewardImaging

/// Looks at typed words, once where they are read without a fault, otherwise several times in other sizes: the text
/// recogniser loses a letter in one size that it has in the next.
struct TypedLooks {
    /// How large the letters are made, on a page of A4 with 300 dots an inch: the best first. docs/reader.md has how
    /// often each was right.
    private static let sizes = [1.3, 1, 0.65]

    let page: Raster
    let engine: TextEngine

    /// What the words in a part of the page may be.
    func texts(in area: PixelArea) -> [String] {
        var texts: [String] = []
        for size in Self.sizes {
            texts.append(text(in: area, size: size, .line))
            if texts.count == 1, TypedWords.isSpelled(texts[0]) { return texts }
        }
        if TypedWords.candidates(texts).isEmpty { texts.append(text(in: area, size: 1, .block)) }
        return texts
    }

    private func text(in area: PixelArea, size: Double, _ layout: TextEngine.Layout) -> String {
        // A page of other resolution is brought to that one.
        let factor = min(3, size * 2480 / Double(max(1, min(page.width, page.height))))
        guard let part = try? page.part(area.within(width: page.width, height: page.height)).scaled(by: factor) else {
            return ""
        }
        return engine.text(
            of: part, in: PixelArea(x: 0, y: 0, width: part.width, height: part.height), layout: layout)
    }
}
