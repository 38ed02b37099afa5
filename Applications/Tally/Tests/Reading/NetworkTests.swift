// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Tally

@Suite("The network that reads cells")
struct NetworkTests {
    @Test("Its weights are whole, of this version, and those for digits under one megabyte together")
    func weights() throws {
        let digits = try #require(Network.typedDigits)
        let handwritten = try #require(Network.handwrittenDigits)
        let words = try #require(Network.words)
        for file in [digits.file, handwritten.file] { #expect(file.classes == 14 && file.step == 2) }
        #expect(digits.file.sha256 != handwritten.file.sha256)
        #expect(words.file.classes == 27 && words.file.step == 4)
        #expect(digits.file.sha256.count == 64 && digits.file.sha256 != words.file.sha256)
        for files in [[digits.file, handwritten.file], [words.file]] {
            let values = files.flatMap(\.layers).reduce(0) { $0 + $1.weights.count }
            #expect(values * 2 < 1_000_000)
        }
    }

    @Test("Swift and PyTorch agree on typed digits", arguments: ReaderVector.digits)
    func digits(_ vector: ReaderVector) throws { try compare(vector, Network.typedDigits, DigitReader.maximumWidth) }

    @Test("Swift and PyTorch agree on handwritten digits", arguments: ReaderVector.handwrittenDigits)
    func handwritten(_ vector: ReaderVector) throws {
        try compare(vector, Network.handwrittenDigits, DigitReader.maximumWidth)
    }

    @Test("Swift and PyTorch agree on words", arguments: ReaderVector.words)
    func words(_ vector: ReaderVector) throws { try compare(vector, Network.words, WordReader.maximumWidth) }

    @Test("There are vectors to compare with")
    func vectors() {
        #expect(ReaderVector.digits.count == 5 && ReaderVector.words.count == 5)
        #expect(ReaderVector.handwrittenDigits.count == 6)
    }

    private func compare(_ vector: ReaderVector, _ network: Network?, _ width: Int) throws {
        let strip = try #require(InkStrip(vector.image, maximumWidth: width))
        #expect(strip.inkWidth == vector.ink.count)
        for (x, expected) in vector.ink.enumerated() {
            #expect(abs(Double(strip.values[20 * strip.width + x]) - expected) < 1e-3)
        }
        let clock = ContinuousClock()
        let start = clock.now
        let steps = try #require(network).probabilities(of: strip)
        print("\(vector.kind): \(strip.inkWidth) columns read in \(clock.now - start)")
        #expect(vector.logs.count == (steps.count + 4) / 5)
        for (index, expected) in vector.logs.enumerated() {
            for (symbol, value) in expected.enumerated() {
                let own = Double(steps[index * 5][symbol])
                #expect(abs(exp(own) - exp(value)) < 1e-3, "step \(index * 5), class \(symbol): \(own), not \(value)")
            }
        }
    }

    @Test("A file of weights that is cut off or of another kind is refused")
    func damaged() {
        func failure(_ bytes: [UInt8]) -> NetworkFile.Failure? {
            do {
                try bytes.withUnsafeBytes { _ = try NetworkFile($0) }
                return nil
            } catch { return error as? NetworkFile.Failure }
        }
        #expect(failure([]) == .cutOff)
        #expect(failure(Array("StewNet2".utf8) + Array(repeating: 0, count: 99)) == .wrongFormat)
        #expect(failure(Array("StewNet1".utf8) + [1, 0, 0, 0, 14, 0, 0, 0]) == .cutOff)
        #expect(failure(Array("StewNet1".utf8) + Array(repeating: 255, count: 99)) == .wrongFormat)
    }

    @Test(
        "Numbers of 16 bits are decoded",
        arguments: [(0x3C00, 1), (0xC000, -2), (0x0001, 0x1p-24), (0x7BFF, 65504), (0x0000, 0), (0x3555, 0.33325195)]
            as [(UInt16, Float)])
    func halves(_ bits: UInt16, _ value: Float) {
        #expect(NetworkFile.float(half: bits) == value)
    }
}
