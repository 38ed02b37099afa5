// SPDX-License-Identifier: Apache-2.0
import StewardImaging

/// Ink as bytes, to be counted and measured.
struct InkPicture {
    let width: Int
    let height: Int
    let bytes: [UInt8]

    init(_ raster: Raster) {
        width = raster.width
        height = raster.height
        bytes = raster.bytes()
    }

    func within(_ area: PixelArea) -> PixelArea { area.within(width: width, height: height) }

    /// The ink of each row of pixels.
    func rows(of part: PixelArea) -> [Int] {
        let area = within(part)
        return bytes.withUnsafeBufferPointer { pixels in
            (area.y..<area.bottom).map { y in
                var count = 0
                for x in area.x..<area.right { count += Int(pixels[y * width + x]) }
                return count
            }
        }
    }

    /// The ink of each column of pixels.
    func columns(of part: PixelArea) -> [Int] {
        let area = within(part)
        return bytes.withUnsafeBufferPointer { pixels in
            (area.x..<area.right).map { x in
                var count = 0
                for y in area.y..<area.bottom { count += Int(pixels[y * width + x]) }
                return count
            }
        }
    }

    /// The first column with ink in one row of pixels of an area; `nil` when that row is white.
    func firstInk(inRow y: Int, of area: PixelArea) -> Int? {
        (area.x..<area.right).first { bytes[y * width + $0] == 1 }
    }
    func lastInk(inRow y: Int, of area: PixelArea) -> Int? {
        (area.x..<area.right).last { bytes[y * width + $0] == 1 }
    }
}
