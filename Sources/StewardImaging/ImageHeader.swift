// SPDX-License-Identifier: Apache-2.0
import CLeptonica

/// What the first bytes of an image say about it, read without decoding it.
package struct ImageHeader: Sendable, Equatable {
    package enum Format: String, Sendable { case png, jpeg, tiff, other }

    package let format: Format
    package let width: Int
    package let height: Int
    /// Bits of a pixel, all channels together.
    package let depth: Int

    package init(format: Format, width: Int, height: Int, depth: Int) {
        self.format = format
        self.width = width
        self.height = height
        self.depth = depth
    }

    /// - Parameter page: which page of a TIFF file, from 0; other formats have page 0 only.
    /// - Throws: `ImagingError` with `unreadable`.
    package init(of bytes: [UInt8], page: Int = 0) throws(ImagingError) {
        silence()
        var format: Int32 = 0
        var width: Int32 = 0
        var height: Int32 = 0
        var bits: Int32 = 0
        var samples: Int32 = 0
        var hasColours: Int32 = 0
        let failed =
            page == 0
            ? pixReadHeaderMem(bytes, bytes.count, &format, &width, &height, &bits, &samples, &hasColours) : 0
        guard failed == 0, page == 0 || Self.isTIFF(bytes) else {
            throw ImagingError(.unreadable, "The bytes are no image that can be read.")
        }
        if Self.isTIFF(bytes) {
            var resolution: Int32 = 0
            let failed = readHeaderMemTiff(
                bytes, bytes.count, Int32(clamping: page), &width, &height, &bits, &samples, &resolution, &hasColours,
                &format)
            guard failed == 0 else {
                throw ImagingError(.unreadable, "The TIFF file has no page \(page + 1), or it is broken.")
            }
        }
        guard width > 0, height > 0, bits > 0, samples > 0 else {
            throw ImagingError(.unreadable, "The image's header gives it no size.")
        }
        self.init(
            format: Self.format(bytes), width: Int(width), height: Int(height), depth: Int(bits) * Int(samples))
    }

    private static func isTIFF(_ bytes: [UInt8]) -> Bool { format(bytes) == .tiff }

    private static func format(_ bytes: [UInt8]) -> Format {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) { return .tiff }
        return .other
    }
}

/// The library writes to standard error; what it says is in the errors instead.
func silence() { _ = quiet }
private let quiet: Void = { _ = setMsgSeverity(Int32(L_SEVERITY_NONE)) }()
