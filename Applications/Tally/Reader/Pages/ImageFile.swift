// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardImaging

/// A PNG, JPEG or TIFF file; a TIFF file may have several pages.
struct ImageFile {
    let path: String
    let limits: PageLimits

    private var name: Substring { path.split(separator: "/").last ?? "" }

    func pages() throws -> [PageSource.Page] {
        let bytes = try bytes()
        let first = try header(bytes, 0)
        guard first.format != .other else { throw wrongType }
        guard first.format == .tiff else { return [Self.page(1)] }
        var count = 1
        while (try? ImageHeader(of: bytes, page: count)) != nil {
            count += 1
            guard count <= limits.pages else {
                throw PageError(.tooLarge, "\(name) has more than the allowed \(limits.pages) pages; split the file.")
            }
        }
        for index in 1..<max(count, 2) where index < count { _ = try header(bytes, index) }
        return (1...count).map(Self.page)
    }

    func raster(of page: PageSource.Page) throws -> Raster {
        do throws(ImagingError) {
            return try Raster(decoding: try bytes(), page: page.number - 1, pixels: limits.pixels)
        } catch {
            throw PageError(error, name: name)
        }
    }

    private static func page(_ number: Int) -> PageSource.Page {
        PageSource.Page(number: number, quarters: 0, points: nil)
    }

    private var wrongType: PageError {
        PageError(.wrongType, "\(name) is neither PDF, PNG, JPEG nor TIFF; convert it first.")
    }

    private func bytes() throws(ImagingError) -> [UInt8] {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw ImagingError(.unreadable, "The file cannot be read.")
        }
        return [UInt8](data)
    }

    /// The header of one page, if it is small enough to be decoded.
    private func header(_ bytes: [UInt8], _ page: Int) throws -> ImageHeader {
        let known: [[UInt8]] = [[0x89, 0x50], [0xFF, 0xD8], [0x49, 0x49], [0x4D, 0x4D]]
        guard known.contains(where: bytes.starts) else { throw wrongType }
        do throws(ImagingError) {
            let header = try ImageHeader(of: bytes, page: page)
            let (pixels, overflow) = header.width.multipliedReportingOverflow(by: header.height)
            guard !overflow, pixels <= limits.pixels else {
                throw ImagingError(
                    .tooLarge,
                    "The image has \(header.width) × \(header.height) pixels, and \(limits.pixels) are allowed.")
            }
            return header
        } catch {
            throw PageError(error, name: name)
        }
    }
}
