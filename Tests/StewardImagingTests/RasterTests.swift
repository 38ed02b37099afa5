// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Testing

@Suite("Images: owned, and worked on step by step")
struct RasterTests {
    /// White paper with a black block.
    private func block() throws -> Raster {
        var grey = [UInt8](repeating: 255, count: 50 * 40)
        for y in 10..<20 { for x in 5..<35 { grey[y * 50 + x] = 0 } }
        return try Raster(width: 50, height: 40, grey: grey)
    }

    @Test("pixels go in and come out as they were")
    func pixels() throws {
        let grey = (0..<70).map { UInt8($0 * 3) }
        #expect(try Raster(width: 10, height: 7, grey: grey).bytes() == grey)
    }

    @Test("PNG keeps a picture as it is")
    func png() throws {
        let raster = try block()
        let again = try Raster(decoding: try raster.png(), pixels: 10_000)
        #expect(again.bytes() == raster.bytes())
    }

    @Test("an image larger than allowed is refused from its header, also when nothing follows the header")
    func tooLarge() throws {
        let png = try block().png()
        #expect(throws: ImagingError(.tooLarge, "")) { try Raster(decoding: png, pixels: 1999) }
        #expect(throws: ImagingError(.tooLarge, "")) { try Raster(decoding: Array(png.prefix(60)), pixels: 1999) }
    }

    @Test("bytes that are no image, and images cut off, are refused", arguments: [0, 3, 40, 90])
    func broken(count: Int) throws {
        let png = try block().png()
        #expect(throws: ImagingError(.unreadable, "")) { try Raster(decoding: Array(png.prefix(count)), pixels: 9999) }
    }

    @Test("ink, components, parts and quarter turns are where they belong")
    func steps() throws {
        let ink = try block().ink(darkerThan: 128)
        #expect(try ink.components() == [PixelArea(x: 5, y: 10, width: 30, height: 10)])
        #expect(try ink.turned(quarters: 1).components() == [PixelArea(x: 20, y: 5, width: 10, height: 30)])
        #expect(try ink.morphed("o40.1").components() == [])
        #expect(try ink.part(PixelArea(x: 0, y: 0, width: 10, height: 15)).bytes().count { $0 == 1 } == 25)
    }
}
