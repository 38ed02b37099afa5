// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardImaging

/// The pages of one file, as images.
///
/// Which kind of file it is, its first bytes say. What is too large, locked or broken is refused with one sentence,
/// before anything of it is decoded where its header allows that.
package struct PageSource: Sendable {
    /// One page that can be loaded.
    package struct Page: Sendable, Equatable {
        /// From 1.
        package let number: Int
        /// By how many quarters it has to be turned clockwise, as the file says.
        let quarters: Int
        /// Its size in points; `nil` for an image file.
        let points: (width: Double, height: Double)?

        package static func == (left: Page, right: Page) -> Bool {
            left.number == right.number && left.quarters == right.quarters && left.points?.width == right.points?.width
                && left.points?.height == right.points?.height
        }
    }

    private enum Kind { case pdf, image }

    package let path: String
    package let pages: [Page]
    package let limits: PageLimits
    private let kind: Kind

    /// Opens a file and counts its pages.
    /// - Throws: `PageError`.
    package init(opening path: String, limits: PageLimits = PageLimits()) async throws {
        let bytes = try Self.start(of: path, limits)
        self.path = path
        self.limits = limits
        if bytes.starts(with: Array("%PDF".utf8)) {
            kind = .pdf
            pages = try await PDFDocument(path: path, limits: limits).pages()
        } else {
            kind = .image
            pages = try ImageFile(path: path, limits: limits).pages()
        }
    }

    /// The page as it was scanned, upright as far as the file says.
    /// - Throws: `PageError`.
    package func load(_ page: Page) async throws -> Raster {
        switch kind {
        case .pdf: try await PDFDocument(path: path, limits: limits).raster(of: page)
        case .image: try ImageFile(path: path, limits: limits).raster(of: page)
        }
    }

    private static func start(of path: String, _ limits: PageLimits) throws -> [UInt8] {
        let name = path.split(separator: "/").last ?? ""
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType == .typeRegular,
            let handle = FileHandle(forReadingAtPath: path)
        else { throw PageError(.unavailable, "\(name) cannot be opened; check that the file is there.") }
        defer { try? handle.close() }
        let size = (attributes[.size] as? Int) ?? 0
        guard size <= limits.fileBytes else {
            throw PageError(.tooLarge, "\(name) has \(size) bytes, and \(limits.fileBytes) are allowed.")
        }
        return [UInt8]((try? handle.read(upToCount: 8)) ?? Data())
    }
}

extension PageError {
    /// An image's failure, said of a file.
    init(_ error: ImagingError, name: some StringProtocol) {
        switch error.code {
        case .tooLarge: self.init(.tooLarge, "\(name): \(error.message)")
        case .unreadable: self.init(.broken, "\(name): \(error.message)")
        default: self.init(.broken, "\(name) could not be worked on: \(error.message)")
        }
    }
}
