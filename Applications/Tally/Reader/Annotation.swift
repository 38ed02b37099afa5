// SPDX-License-Identifier: Apache-2.0
package import StewardImaging
import Tally

extension LayoutFinder.Found {
    /// The page with what was found on it, for people: numbers blue, digits red, words green.
    package func annotated() throws -> Raster {
        let frames = layout.rows.flatMap { row in
            [
                row.number.map { Raster.Frame(PixelArea($0), blue: 255) },
                Raster.Frame(PixelArea(row.digits), red: row.isBracketSeen ? 255 : 160),
                Raster.Frame(PixelArea(row.words), red: row.kind == .total ? 255 : 0, green: 170),
            ].compactMap(\.self)
        }
        return try picture.framed(frames)
    }
}

extension PixelArea {
    init(_ box: PageBox) { self.init(x: box.x, y: box.y, width: box.width, height: box.height) }
}
