// SPDX-License-Identifier: Apache-2.0
import CLeptonica
import CTesseract
import Foundation

/// Reads printed text with Tesseract. One engine works on one thread.
package final class TextEngine {
    /// How the text in a part of the page is laid out.
    package enum Layout: Sendable { case line, block, sparse }

    /// A word and where it stands.
    package struct Word: Sendable, Equatable {
        package let text: String
        package let area: PixelArea
        /// From 0 to 100; no probability.
        package let confidence: Double
        /// Counts the lines of text from the top.
        package let line: Int
    }

    private let api: OpaquePointer

    /// - Parameter language: as `tha`; its data must be installed.
    /// - Throws: `ImagingError` with `languageMissing`.
    package init(language: String) throws(ImagingError) {
        // More threads on one page make it slower: several pages at a time are several processes.
        setenv("OMP_THREAD_LIMIT", "1", 1)
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
        look(at: raster, area, layout)
        guard let text = TessBaseAPIGetUTF8Text(api) else { return "" }
        defer { TessDeleteText(text) }
        return String(cString: text).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The words in a part of the picture, a line after the other.
    package func words(of raster: Raster, in area: PixelArea, layout: Layout) -> [Word] {
        look(at: raster, area, layout)
        guard TessBaseAPIRecognize(api, nil) == 0, let results = TessBaseAPIGetIterator(api) else { return [] }
        defer { TessResultIteratorDelete(results) }
        let place = TessResultIteratorGetPageIterator(results)
        var found: [Word] = []
        var line = -1
        repeat {
            if TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE) != 0 { line += 1 }
            guard let text = TessResultIteratorGetUTF8Text(results, RIL_WORD) else { continue }
            defer { TessDeleteText(text) }
            var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) != 0 else { continue }
            let box = PixelArea(x: Int(left), y: Int(top), width: Int(right - left), height: Int(bottom - top))
            let confidence = Double(TessResultIteratorConfidence(results, RIL_WORD))
            found.append(Word(text: String(cString: text), area: box, confidence: confidence, line: line))
        } while TessResultIteratorNext(results, RIL_WORD) != 0
        return found
    }

    private func look(at raster: Raster, _ area: PixelArea, _ layout: Layout) {
        let mode =
            switch layout {
            case .line: PSM_SINGLE_LINE
            case .block: PSM_SINGLE_BLOCK
            case .sparse: PSM_SPARSE_TEXT
            }
        TessBaseAPISetPageSegMode(api, mode)
        TessBaseAPISetImage2(api, raster.pix)
        TessBaseAPISetSourceResolution(api, 300)
        TessBaseAPISetRectangle(api, Int32(area.x), Int32(area.y), Int32(area.width), Int32(area.height))
    }
}
