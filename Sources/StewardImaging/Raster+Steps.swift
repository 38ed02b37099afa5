// SPDX-License-Identifier: Apache-2.0
import CLeptonica

extension Raster {
    /// In 256 levels of grey.
    package func grey() throws(ImagingError) -> Raster { try Raster(pixConvertTo8(pix, 0), "turning it grey") }

    /// With paper of one brightness everywhere: shadows and yellowed edges taken out.
    package func withEvenPaper() throws(ImagingError) -> Raster {
        try Raster(pixBackgroundNormSimple(pix, nil, nil), "evening out the paper")
    }

    /// In black and white: what is darker than the level is ink.
    package func ink(darkerThan level: Int) throws(ImagingError) -> Raster {
        try Raster(pixThresholdToBinary(pix, Int32(level)), "finding the ink")
    }

    package func scaled(by factor: Double) throws(ImagingError) -> Raster {
        if depth == 8, factor < 0.7 { return try Raster(pixScaleAreaMap(pix, Float(factor), Float(factor)), "scaling") }
        return try Raster(pixScale(pix, Float(factor), Float(factor)), "scaling")
    }

    /// Turned by quarters, clockwise.
    package func turned(quarters: Int) throws(ImagingError) -> Raster {
        try Raster(pixRotateOrth(pix, Int32(((quarters % 4) + 4) % 4)), "turning")
    }

    /// Turned by a small angle, clockwise, with white in the corners. The size stays.
    package func rotated(radians: Double) throws(ImagingError) -> Raster {
        try Raster(
            pixRotate(pix, Float(radians), Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), 0, 0),
            "rotating")
    }

    /// By how much a picture in black and white is askew, in radians, clockwise positive as for `rotated`; `nil` when
    /// nothing on it says.
    package func skew() -> Double? {
        var degrees: Float = 0
        var confidence: Float = 0
        guard pixFindSkew(pix, &degrees, &confidence) == 0, confidence > 2.5 else { return nil }
        return Double(degrees) * .pi / 180
    }

    /// A sequence of morphological steps on black and white, as `d3.3+o61.1`.
    package func morphed(_ sequence: String) throws(ImagingError) -> Raster {
        try Raster(pixMorphSequence(pix, sequence, 0), "a morphological step")
    }

    /// What is ink in either.
    package func joined(with other: Raster) throws(ImagingError) -> Raster {
        try Raster(pixOr(nil, pix, other.pix), "joining two pictures")
    }

    /// What is ink here and not there.
    package func without(_ other: Raster) throws(ImagingError) -> Raster {
        try Raster(pixSubtract(nil, pix, other.pix), "subtracting a picture")
    }

    /// A part of it; what lies outside of it is left out.
    package func part(_ area: PixelArea) throws(ImagingError) -> Raster {
        var box = boxCreate(Int32(area.x), Int32(area.y), Int32(area.width), Int32(area.height))
        defer { boxDestroy(&box) }
        return try Raster(pixClipRectangle(pix, box, nil), "cutting out a part")
    }

    /// The boxes of what hangs together in black and white, neighbours across corners included.
    package func components() throws(ImagingError) -> [PixelArea] {
        var boxes = pixConnCompBB(pix, 8)
        defer { boxaDestroy(&boxes) }
        guard let boxes else { throw ImagingError(.stepFailed, "The image's parts could not be told apart.") }
        return (0..<boxaGetCount(boxes)).map { index in
            var (x, y, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height)
            return PixelArea(x: Int(x), y: Int(y), width: Int(width), height: Int(height))
        }
    }
}
