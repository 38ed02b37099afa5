// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardImaging
import StewardTestKit
import Testing

@testable import TallyReader

@Suite("Pages come out of files, and hostile files are refused with one sentence")
struct PageSourceTests {
    private let folder = try? TemporaryFolder()

    private func write(_ bytes: [UInt8], as name: String) throws -> String {
        let path = try #require(folder).path + "/" + name
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private func refusal(_ bytes: [UInt8], as name: String, limits: PageLimits = PageLimits()) async throws -> PageError
    {
        let path = try write(bytes, as: name)
        do {
            let source = try await PageSource(opening: path, limits: limits)
            for page in source.pages { _ = try await source.load(page) }
        } catch let error as PageError {
            #expect(error.message.hasSuffix(".") && error.message.contains(name) && !error.message.contains("\n"))
            return error
        }
        Issue.record("\(name) was not refused")
        return PageError(.unavailable, "")
    }

    @Test("the page of a PDF is its largest image, unchanged, and not the strip of the program that scanned it")
    func largestImage() async throws {
        let pdf = HandmadePDF.page(images: [
            (width: 110, height: 15, level: 0, place: [400, 10, 150, 20]),
            (width: 120, height: 170, level: 200, place: [0, 40, 595, 800]),
        ])
        let source = try await PageSource(opening: try write(pdf, as: "scan.pdf"))
        #expect(source.pages.map(\.number) == [1])
        let raster = try await source.load(try #require(source.pages.first)).grey()
        #expect(raster.width == 120 && raster.height == 170)
        #expect(Set(raster.bytes()) == [200])
    }

    @Test("a page that the file says to turn is turned")
    func rotation() async throws {
        let pdf = HandmadePDF.page(
            images: [(width: 120, height: 170, level: 200, place: [0, 0, 595, 842])], rotation: 90)
        let source = try await PageSource(opening: try write(pdf, as: "turned.pdf"))
        let raster = try await source.load(try #require(source.pages.first))
        #expect(raster.width == 170 && raster.height == 120)
    }

    @Test("a page of several tiles is drawn")
    func tiles() async throws {
        let pdf = HandmadePDF.page(
            images: [
                (width: 20, height: 10, level: 200, place: [0, 0, 72, 72]),
                (width: 20, height: 10, level: 100, place: [0, 72, 72, 72]),
            ], box: (72, 144))
        let source = try await PageSource(opening: try write(pdf, as: "tiles.pdf"))
        let raster = try await source.load(try #require(source.pages.first)).grey()
        #expect(raster.width == 300 && raster.height == 600)
        #expect(raster.bytes()[150 * 300 + 150] == 100 && raster.bytes()[450 * 300 + 150] == 200)
    }

    @Test("an image file is one page")
    func image() async throws {
        let png = try Raster(width: 3, height: 2, grey: [1, 2, 3, 4, 5, 6]).png()
        let source = try await PageSource(opening: try write(png, as: "one.png"))
        #expect(try await source.load(try #require(source.pages.first)).bytes() == [1, 2, 3, 4, 5, 6])
    }

    @Test("a TIFF file has as many pages as it has pictures")
    func tiff() async throws {
        let source = try await PageSource(opening: try write(HandmadeTIFF.file(levels: [10, 20, 30]), as: "three.tif"))
        #expect(source.pages.map(\.number) == [1, 2, 3])
        #expect(try await source.load(source.pages[2]).bytes() == [30, 30, 30, 30])
    }

    @Test("a TIFF file with endlessly many pages is refused")
    func endlessTIFF() async throws {
        var limits = PageLimits()
        limits.pages = 5
        let bytes = HandmadeTIFF.file(levels: (0..<9).map { UInt8($0) })
        #expect(try await refusal(bytes, as: "long.tif", limits: limits).code == .tooLarge)
    }

    @Test("ten thousand pages are refused")
    func manyPages() async throws {
        let error = try await refusal(HandmadePDF.pages(10_000), as: "long.pdf")
        #expect(error.code == .tooLarge)
        #expect(error.message == "long.pdf has 10000 pages, and 200 are allowed; split the file.")
    }

    @Test("a locked PDF is refused")
    func encrypted() async throws {
        #expect(try await refusal(HandmadePDF.encrypted, as: "locked.pdf").code == .encrypted)
    }

    @Test("a PDF that is cut off or full of nonsense is refused")
    func brokenPDF() async throws {
        let whole = HandmadePDF.page(images: [(width: 12, height: 17, level: 200, place: [0, 0, 595, 842])])
        #expect(try await refusal(Array(whole.prefix(30)), as: "cut.pdf").code == .broken)
        let noise = Array("%PDF-1.4\n".utf8) + (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        #expect(try await refusal(noise, as: "noise.pdf").code == .broken)
    }

    @Test("a page as large as a field is refused before it is drawn")
    func hugePage() async throws {
        let pdf = HandmadePDF.page(images: [], box: (14_400, 14_400))
        #expect(try await refusal(pdf, as: "field.pdf").code == .tooLarge)
    }

    @Test("an image bomb is refused from its header")
    func bomb() async throws {
        var png = try Raster(width: 3, height: 2, grey: [1, 2, 3, 4, 5, 6]).png()
        // The header's width and height, and its checksum.
        png.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
        let error = try await refusal(png, as: "bomb.png")
        #expect(error.code == .tooLarge || error.code == .broken)
        let bomb = HandmadeTIFF.file(levels: [1], side: 60_000)
        #expect(try await refusal(bomb, as: "bomb.tif").code == .tooLarge)
    }

    @Test("a file of another kind, an empty one and none at all are refused")
    func wrongType() async throws {
        #expect(try await refusal(Array("GIF89a, or so it says".utf8), as: "picture.gif").code == .wrongType)
        #expect(try await refusal([], as: "empty.png").code == .wrongType)
        await #expect(throws: PageError(.unavailable, "")) { try await PageSource(opening: "/nowhere/at-all.pdf") }
    }

    @Test("a file with more bytes than allowed is refused")
    func bytes() async throws {
        var limits = PageLimits()
        limits.fileBytes = 10
        let error = try await refusal(HandmadePDF.pages(1), as: "large.pdf", limits: limits)
        #expect(error.code == .tooLarge)
    }
}
