// SPDX-License-Identifier: Apache-2.0
import CLeptonica
import CTesseract
import Foundation

/// Reads printed text with Tesseract. One engine works on one thread.
package final class TextEngine {
    /// How the text in a part of the page is laid out.
    package enum Layout: Sendable { case line, block }

    /// A letter with its marks, and where it stands.
    package struct Letter: Sendable, Equatable {
        package let text: String
        package let area: PixelArea
        /// Counts the lines of text from the top.
        package let line: Int
    }

    private let api: OpaquePointer
    /// What is looked at.
    private var part: Raster?

    /// - Parameter language: as `tha`; its data must be installed.
    /// - Throws: `ImagingError` with `languageMissing`.
    package init(language: String) throws(ImagingError) {
        silence()
        guard let api = TessBaseAPICreate() else {
            throw ImagingError(.stepFailed, "Tesseract could not be started.")
        }
        self.api = api
        TessBaseAPISetVariable(api, "debug_file", "/dev/null")
        guard TessBaseAPIInit3(api, nil, language) == 0 else {
            throw ImagingError(
                .languageMissing,
                "Tesseract has no data for “\(language)”; install the package tesseract-ocr-\(language).")
        }
    }

    deinit {
        TessBaseAPIEnd(api)
        TessBaseAPIDelete(api)
    }

    /// The text in a part of the picture.
    package func text(of raster: Raster, in area: PixelArea, layout: Layout = .line) -> String {
        guard look(at: raster, area, layout), let text = TessBaseAPIGetUTF8Text(api) else { return "" }
        defer { TessDeleteText(text) }
        return String(cString: text).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The letters in a part of the picture with the marks above and below them, a line after the other.
    package func letters(of raster: Raster, in area: PixelArea, layout: Layout) -> [Letter] {
        guard look(at: raster, area, layout), TessBaseAPIRecognize(api, nil) == 0,
            let results = TessBaseAPIGetIterator(api)
        else { return [] }
        defer { TessResultIteratorDelete(results) }
        let place = TessResultIteratorGetPageIterator(results)
        var found: [Letter] = []
        var line = -1
        repeat {
            if TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE) != 0 { line += 1 }
            guard let text = TessResultIteratorGetUTF8Text(results, RIL_SYMBOL) else { continue }
            defer { TessDeleteText(text) }
            var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard TessPageIteratorBoundingBox(place, RIL_SYMBOL, &left, &top, &right, &bottom) != 0 else { continue }
            let box = PixelArea(
                x: area.x + Int(left), y: area.y + Int(top), width: Int(right - left), height: Int(bottom - top))
            found.append(Letter(text: String(cString: text), area: box, line: line))
        } while TessResultIteratorNext(results, RIL_SYMBOL) != 0
        return found
    }

    private func look(at raster: Raster, _ area: PixelArea, _ layout: Layout) -> Bool {
        let mode =
            switch layout {
            case .line: PSM_SINGLE_LINE
            case .block: PSM_SINGLE_BLOCK
            }
        TessBaseAPISetPageSegMode(api, mode)
        // The part alone: the engine's own rectangle counts from the bottom in some layouts.
        part = try? raster.part(area)
        guard let part else { return false }
        TessBaseAPISetImage2(api, part.pix)
        TessBaseAPISetSourceResolution(api, 300)
        return true
    }
}
