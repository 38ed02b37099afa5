// SPDX-License-Identifier: Apache-2.0

/// A grey picture: 0 is black ink, 255 white paper.
package struct GrayImage: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// Rows from the top.
    package var pixels: [UInt8]

    package init(width: Int, height: Int, pixels: [UInt8]) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Whether there is at least one pixel, and as many as the size says.
    package var isComplete: Bool {
        let (count, overflow) = width.multipliedReportingOverflow(by: height)
        return width > 0 && height > 0 && !overflow && count == pixels.count
    }
}
