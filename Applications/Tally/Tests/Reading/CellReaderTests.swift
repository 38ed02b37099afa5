// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Tally

@Suite("Reading one cell")
struct CellReaderTests {
    @Test("The best reading of a clear cell is what it says", arguments: ReaderVector.digits)
    func digits(_ vector: ReaderVector) throws {
        let best = try #require(DigitReader.read(vector.image, .typed).first)
        var transcript = DigitTranscript()
        for label in vector.labels { transcript = try #require(transcript.followed(by: label)) }
        #expect(best.value == transcript.value)
        #expect(best.cost < 0.25)
    }

    @Test("Clear words are read; other writing is no evidence", arguments: ReaderVector.words)
    func words(_ vector: ReaderVector) throws {
        var transcript = WordTranscript()
        for label in vector.labels { transcript = try #require(transcript.followed(by: label)) }
        let expected = try #require(transcript.value)
        let found = WordReader.read(looks: [vector.image]).candidates
        #expect(found.first?.value == (expected == .unreadable ? nil : expected))
    }

    @Test(
        "No size of picture is a trouble",
        arguments: [(0, 0), (1, 1), (1, 900), (900, 1), (3, 2), (5000, 40), (0, 10), (700, 700)])
    func sizes(_ width: Int, _ height: Int) {
        var random = SplitMix64(seed: UInt64(width * 1000 + height))
        let noise = (0..<width * height).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        for pixels in [noise, Array(repeating: 255, count: noise.count), Array(repeating: 0, count: noise.count)] {
            let image = GrayImage(width: width, height: height, pixels: pixels)
            let found = DigitReader.read(image, .typed) + WordReader.read(looks: [image]).candidates
            #expect(found.allSatisfy { $0.cost >= 0 && $0.cost < 14 })
            #expect(width * height > 0 || found.isEmpty)
        }
    }

    @Test("A picture whose size is a lie is not read")
    func lies() {
        for (width, height) in [(2, 2), (-1, -3), (Int.max, 2), (1, 4)] {
            let image = GrayImage(width: width, height: height, pixels: [0, 0, 255])
            #expect(DigitReader.read(image, .typed).isEmpty && WordReader.read(looks: [image]) == .nothing)
        }
    }
}

@Suite("From what the network saw to candidates")
struct BeamSearchTests {
    /// Steps in which each class has the given probability, the others next to none.
    private func steps(_ parts: [[Int: Float]], classes: Int) -> [[Float]] {
        parts.map { part in (0..<classes).map { log(max(part[$0] ?? 0, 1e-9)) } }
    }
    private func digits(_ parts: [[Int: Float]]) -> [CellCandidate] {
        DigitReader.candidates([steps(parts, classes: 14)], limit: 5)
    }
    private func words(_ parts: [[Int: Float]]) -> [CellCandidate] {
        WordReader.reading([steps(parts, classes: 27)], limit: 5).candidates
    }

    @Test("Equal neighbours are two digits only with nothing between them")
    func repeats() {
        #expect(digits([[2: 1], [2: 1], [0: 1], [3: 1]]).first?.value == .number(12))
        #expect(digits([[2: 1], [0: 1], [2: 1], [3: 1]]).first?.value == .number(112))
    }

    @Test("All ways to spell one value count together")
    func sums() throws {
        let found = digits([[2: 0.6, 0: 0.4], [2: 0.6, 0: 0.4]])
        #expect(found.map(\.value) == [.number(1), .blank])
        #expect(abs(exp(-(try #require(found.first).cost)) - 0.84) < 1e-5)
        #expect(abs(exp(-(try #require(found.last).cost)) - 0.16) < 1e-5)
    }

    @Test("Blank, dash, struck out and marks are kept apart from numbers")
    func states() {
        #expect(digits([[0: 1], [0: 1]]).first?.value == .blank)
        #expect(digits([[11: 1]]).first?.value == .dash)
        #expect(digits([[11: 1], [0: 1], [11: 1]]).first?.value == .dash)
        #expect(digits([[12: 1]]).first?.value == .struckOut)
        #expect(digits([[12: 1], [5: 1]]).first?.value == .number(4))
        #expect(digits([[13: 1]]).first?.value == .unreadable)
        #expect(digits([[13: 1], [1: 1]]).first?.value == .number(0))
        #expect(digits([[11: 1], [4: 1], [11: 1]]).first?.value == .number(3))
        #expect(digits([[4: 1], [11: 1], [4: 1]]).first?.value == .unreadable)
    }

    @Test("Only numbers that the grammar knows come out of words")
    func grammar() {
        // สาม ร้อย สิบ, where สิบ ร้อย is likelier by itself
        let found = words([[4: 0.45, 13: 0.55], [0: 1], [14: 1], [0: 1], [13: 1]])
        #expect(found.map(\.value) == [.number(310)])
        #expect(words([[15: 1], [16: 1], [0: 1], [17: 1], [16: 1]]).isEmpty)
    }

    @Test("Other writing, and a word that waits for another, are no evidence")
    func noEvidence() {
        #expect(words([[26: 1]]).isEmpty)
        #expect(words([[12: 1]]).isEmpty)
        #expect(words([[26: 0.9, 0: 0.1], [4: 1]]).isEmpty)
        #expect(words([[0: 1]]).first?.value == .blank)
        #expect(words([[24: 1]]).first?.value == .dash)
        #expect(words([[25: 1]]).first?.value == .struckOut)
        #expect(words([[4: 1], [25: 1], [5: 1]]).first?.value == .number(4))
    }

    @Test("A number beside other writing is overheard; of what is evidence or no number, nothing is")
    func overheard() {
        func overheard(_ parts: [[Int: Float]]) -> Int? {
            WordReader.reading([steps(parts, classes: 27)], limit: 5).overheard
        }
        #expect(overheard([[3: 1], [26: 1]]) == 2)
        #expect(overheard([[26: 1], [3: 0.6, 4: 0.4], [26: 1]]) == 2)
        #expect(overheard([[26: 0.9, 0: 0.1], [4: 1]]) == 3)
        #expect(overheard([[3: 1]]) == nil)
        #expect(overheard([[26: 1]]) == nil)
        #expect(overheard([[26: 0.97, 3: 0.03], [26: 1]]) == nil)
        #expect(overheard([[12: 1]]) == nil)
    }

    @Test("Of several looks the mean counts")
    func looks() throws {
        let looks: [[[Float]]] = [[[2: 0.9, 0: 0.1]], [[3: 0.6, 2: 0.4]]].map { steps($0, classes: 14) }
        let found = DigitReader.candidates(looks, limit: 5)
        #expect(found.map(\.value) == [.number(1), .number(2), .blank])
        #expect(abs(exp(-(try #require(found.first).cost)) - 0.65) < 1e-5)
        let words = WordReader.reading(
            [[[2: 0.9, 0: 0.1]], [[26: 0.6, 2: 0.4]]].map { steps($0, classes: 27) }, limit: 5)
        #expect(words.candidates.first?.value == .number(1) && words.overheard == nil)
        let unsure = WordReader.reading(
            [[[2: 0.3, 26: 0.7]], [[26: 1]]].map { steps($0, classes: 27) }, limit: 5)
        #expect(unsure == .nothing)
    }

    @Test("No steps are a blank")
    func nothing() {
        #expect(digits([]).map(\.value) == [.blank])
    }
}
