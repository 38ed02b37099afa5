// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

@testable import Tally

/// Generated cells with what the training program's own arithmetic makes of them.
struct ReaderVector: Sendable, CustomStringConvertible {
    let kind: String
    let image: GrayImage
    /// The classes that the network should see, in their order.
    let labels: [Int]
    /// Logarithms of probabilities of every fifth step.
    let logs: [[Double]]
    /// Row 20 of the strip.
    let ink: [Double]
    var description: String { kind }

    static let digits = load("digits")
    static let handwrittenDigits = load("handwritten-digits")
    static let words = load("words")

    private static func load(_ name: String) -> [ReaderVector] {
        let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        guard let text = FileManager.default.contents(atPath: "/\(folder)/Fixtures/reader-\(name).json"),
            let list = (try? JSON(parsing: [UInt8](text)))?.array
        else { return [] }
        return list.map(vector)
    }

    private static func vector(_ json: JSON) -> ReaderVector {
        let hex = Array((json["pixels"]?.string ?? "").utf8)
        let pixels = stride(from: 0, to: hex.count - 1, by: 2).map { digit(hex[$0]) << 4 | digit(hex[$0 + 1]) }
        return ReaderVector(
            kind: json["kind"]?.string ?? "",
            image: GrayImage(width: integer(json["width"]), height: integer(json["height"]), pixels: pixels),
            labels: (json["labels"]?.array ?? []).map(integer),
            logs: (json["logs"]?.array ?? []).map { ($0.array ?? []).map(number) },
            ink: (json["ink"]?.array ?? []).map(number))
    }
    private static func digit(_ byte: UInt8) -> UInt8 { byte < 0x3A ? byte - 0x30 : byte - 0x61 + 10 }
    private static func integer(_ json: JSON?) -> Int { json?.integer.map(Int.init) ?? 0 }
    private static func number(_ json: JSON?) -> Double {
        switch json {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: .nan
        }
    }
}
