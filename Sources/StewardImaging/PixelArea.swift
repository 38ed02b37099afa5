// SPDX-License-Identifier: Apache-2.0

/// A rectangle in pixels, origin at the top left.
package struct PixelArea: Sendable, Hashable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The first column right of it.
    package var right: Int { x + width }
    /// The first row below it.
    package var bottom: Int { y + height }

    /// What of it lies on a picture, at least one pixel.
    package func within(width: Int, height: Int) -> PixelArea {
        let (x, y) = (max(0, min(self.x, width - 1)), max(0, min(self.y, height - 1)))
        return PixelArea(x: x, y: y, width: max(1, min(right, width) - x), height: max(1, min(bottom, height) - y))
    }
}
