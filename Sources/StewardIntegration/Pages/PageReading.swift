// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Asks a model what is written in the rows of a table: one more witness, never the only one.
///
/// A model that reads pictures also invents, copies what it was told, and repairs what it believes to be wrong. So it
/// is asked for what is written and for nothing else, it is told no value and no sum, and what it says is taken
/// strictly: an answer that is not exactly of the form that was asked for is no reading at all.
///
/// The crop leaves the machine. Nothing calls this unless a person chose a connection for it.
public protocol PageReading: Sendable {
    /// Reads a crop.
    ///
    /// A refusal, an answer that was cut off and one of the wrong form are outcomes, not errors: they are kept as the
    /// others are.
    /// - Returns: what the model said, and all that is needed to tell later who said it.
    /// - Throws: `IntegrationError`: `malformedReply` only when the service's own envelope cannot be read.
    func read(_ crop: PageCrop) async throws -> PageAnswer
}

/// A picture of one table or of a strip of its cells, and the rows in it.
///
/// Never give a whole page, or a part with names or signatures: the picture goes to whoever runs the model.
public struct PageCrop: Sendable, Hashable {
    /// The picture, as PNG.
    public let png: [UInt8]
    /// The numbers of the rows to read, in the order of the picture. Numbers only: an expected value would come back.
    public let rows: [Int]

    /// The most bytes of a picture. In Base64 it is below 5 MB, the least of what the services take.
    public static let mostBytes = 3_500_000
    /// The longest side of a picture, in pixels.
    public static let longestSide = 8000
    /// The most rows of one picture.
    public static let mostRows = 200

    /// Checks a crop before anything of it is sent.
    /// - Throws: `invalidRequest` for bytes that are no PNG, a picture that is too large, no rows, too many, or rows
    ///   that are not whole numbers from 1, each different.
    public init(png: [UInt8], rows: [Int]) throws(IntegrationError) {
        guard png.count <= Self.mostBytes else {
            throw IntegrationError(
                .invalidRequest, "A picture has at most \(Self.mostBytes) bytes, and this one \(png.count); cut less.")
        }
        guard let size = Self.size(png) else {
            throw IntegrationError(.invalidRequest, "The picture is no PNG; write it as one.")
        }
        guard (1...Self.longestSide).contains(size.width), (1...Self.longestSide).contains(size.height) else {
            throw IntegrationError(
                .invalidRequest,
                "A side of a picture has 1 to \(Self.longestSide) pixels; this one is \(size.width) × \(size.height).")
        }
        guard (1...Self.mostRows).contains(rows.count), Set(rows).count == rows.count,
            rows.allSatisfy({ (1...99_999).contains($0) })
        else {
            throw IntegrationError(
                .invalidRequest, "A picture is asked for 1 to \(Self.mostRows) rows, each by a number of its own.")
        }
        self.png = png
        self.rows = rows
    }

    /// Width and height (PNG, third edition, 5.2 and 11.2.1); `nil` for what does not begin as a PNG.
    private static func size(_ png: [UInt8]) -> (width: Int, height: Int)? {
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        guard png.count > 24, png.starts(with: start) else { return nil }
        func number(_ place: Int) -> Int { png[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }
}
