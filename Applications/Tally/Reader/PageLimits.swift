// SPDX-License-Identifier: Apache-2.0

/// What a file may cost before it is refused.
package struct PageLimits: Sendable, Equatable {
    /// Bytes of the file.
    package var fileBytes = 200 << 20
    package var pages = 200
    /// Pixels of one page.
    package var pixels = 60_000_000
    /// Bytes of one page's image as it comes out of a PDF.
    package var imageBytes = 200 << 20
    /// How long one step of poppler may take.
    package var time: Duration = .seconds(60)
    /// Bytes of memory that one step of poppler may use.
    package var memory = 1 << 30

    package init() {}
}
