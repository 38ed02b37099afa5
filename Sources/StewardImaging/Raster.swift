// SPDX-License-Identifier: Apache-2.0
import CLeptonica

/// A picture in memory, of 1, 8 or 32 bits. It owns its pixels; every step gives a new one.
package final class Raster {
    let pix: UnsafeMutablePointer<Pix>

    /// Takes over what a step of the library gave.
    /// - Throws: `ImagingError` with `stepFailed`, naming the step, when that is nothing.
    init(_ result: UnsafeMutablePointer<Pix>?, _ step: StaticString) throws(ImagingError) {
        guard let result else {
            throw ImagingError(.stepFailed, "The image could not be worked on: \(step) gave nothing.")
        }
        pix = result
    }

    deinit {
        var owned: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&owned)
    }

    /// Decodes an image, when its header says that it is small enough.
    /// - Parameters:
    ///   - page: which page of a TIFF file, from 0.
    ///   - pixels: how many it may have.
    /// - Throws: `ImagingError` with `unreadable` or `tooLarge`.
    package convenience init(decoding bytes: [UInt8], page: Int = 0, pixels: Int) throws(ImagingError) {
        let header = try ImageHeader(of: bytes, page: page)
        guard header.width.multipliedReportingOverflow(by: header.height).overflow == false,
            header.width * header.height <= pixels
        else {
            throw ImagingError(
                .tooLarge, "The image has \(header.width) × \(header.height) pixels, and \(pixels) are allowed.")
        }
        let decoded =
            header.format == .tiff
            ? pixReadMemTiff(bytes, bytes.count, Int32(clamping: page)) : pixReadMem(bytes, bytes.count)
        guard let decoded else { throw ImagingError(.unreadable, "The image is broken or cut off.") }
        try self.init(decoded, "decoding")
    }

    /// A grey picture of these bytes, a row after the other from the top.
    /// - Throws: `ImagingError` with `stepFailed`.
    package convenience init(width: Int, height: Int, grey: [UInt8]) throws(ImagingError) {
        precondition(grey.count == width * height, "a grey picture has one byte for each pixel")
        try self.init(pixCreate(Int32(width), Int32(height), 8), "creating")
        let words = pixGetWpl(pix)
        guard let start = pixGetData(pix) else { return }
        for y in 0..<height {
            let line = UnsafeMutableRawPointer(start + y * Int(words)).assumingMemoryBound(to: UInt8.self)
            // The library keeps the leftmost pixel in the highest byte of a word.
            for x in 0..<width { line[x ^ 3] = grey[y * width + x] }
        }
    }

    package var width: Int { Int(pixGetWidth(pix)) }
    package var height: Int { Int(pixGetHeight(pix)) }
    package var depth: Int { Int(pixGetDepth(pix)) }

    /// Its grey levels a row after the other, 0 black; a picture of 1 bit gives 1 for ink and 0 for paper.
    package func bytes() -> [UInt8] {
        let (width, height, words, isBinary) = (width, height, Int(pixGetWpl(pix)), depth == 1)
        guard depth == 1 || depth == 8, let start = pixGetData(pix) else { return [] }
        return [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
            for y in 0..<height {
                let line = start + y * words
                if isBinary {
                    for x in 0..<width {
                        target[y * width + x] = UInt8(truncatingIfNeeded: line[x >> 5] >> (31 - UInt32(x & 31)) & 1)
                    }
                } else {
                    let row = UnsafeRawPointer(line).assumingMemoryBound(to: UInt8.self)
                    for x in 0..<width { target[y * width + x] = row[x ^ 3] }
                }
            }
            count = width * height
        }
    }
}
