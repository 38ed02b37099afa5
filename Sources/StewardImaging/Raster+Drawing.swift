// SPDX-License-Identifier: Apache-2.0
import CLeptonica

extension Raster {
    /// A frame to draw on a picture.
    package struct Frame: Sendable {
        package var area: PixelArea
        package var red: UInt8
        package var green: UInt8
        package var blue: UInt8

        package init(_ area: PixelArea, red: UInt8 = 0, green: UInt8 = 0, blue: UInt8 = 0) {
            self.area = area
            self.red = red
            self.green = green
            self.blue = blue
        }
    }

    /// The picture in colours with these frames on it.
    package func framed(_ frames: [Frame], thickness: Int = 3) throws(ImagingError) -> Raster {
        let copy = try Raster(pixConvertTo32(pix), "turning it coloured")
        for frame in frames {
            var box = boxCreate(
                Int32(frame.area.x), Int32(frame.area.y), Int32(frame.area.width), Int32(frame.area.height))
            defer { boxDestroy(&box) }
            _ = pixRenderBoxArb(copy.pix, box, Int32(thickness), frame.red, frame.green, frame.blue)
        }
        return copy
    }

    /// The picture as a PNG file.
    package func png() throws(ImagingError) -> [UInt8] {
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        guard pixWriteMemPng(&data, &size, pix, 0) == 0, let data else {
            throw ImagingError(.stepFailed, "The image could not be written as PNG.")
        }
        defer { lept_free(data) }
        return [UInt8](UnsafeBufferPointer(start: data, count: size))
    }
}
