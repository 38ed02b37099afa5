// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Makes what two witnesses would have of cells, with the faults seen on real forms. Everything follows from the random
/// numbers; the figures are those that were measured or, where none were, chosen to be worse.
package struct WitnessSimulator: Sendable {
    package struct Settings: Sendable {
        /// The share of digits taken for others.
        package var digitErrors: Double
        /// The share of written cells whose first digit is lost; half as many have a tick that is read as a 1.
        package var lostDigits: Double
        /// How often the words are read wrongly, and how often not at all.
        package var wordErrors: Double
        package var wordsAbsent: Double
        /// Of wrong readings, how many the witness is sure of.
        package var sureErrors: Double
        /// Forms whose writer repeats one confusion, and how often such a writer's digit is misread then; surely.
        package var writersWithHabit: Double
        package var habit: Double
        /// Forms whose auditor ticks beside the numbers.
        package var tickedForms: Double

        /// Typed announcements, 99.7 % of digits right.
        package static let typed = Settings(
            digitErrors: 0.003, lostDigits: 0.001, wordErrors: 0.05, wordsAbsent: 0.09, sureErrors: 0.3,
            writersWithHabit: 0, habit: 0, tickedForms: 0)
        /// Handwriting, 99 % of digits right.
        package static let handwritten = Settings(
            digitErrors: 0.01, lostDigits: 0.003, wordErrors: 0.05, wordsAbsent: 0.09, sureErrors: 0.3,
            writersWithHabit: 0, habit: 0, tickedForms: 0)
        /// The same with faults that come in groups: habits of writers or of a printer, and ticks.
        package var grouped: Settings {
            var settings = self
            settings.writersWithHabit = 0.15
            settings.habit = 0.3
            settings.tickedForms = 0.1
            return settings
        }

        package init(
            digitErrors: Double, lostDigits: Double, wordErrors: Double, wordsAbsent: Double, sureErrors: Double,
            writersWithHabit: Double, habit: Double, tickedForms: Double
        ) {
            self.digitErrors = digitErrors
            self.lostDigits = lostDigits
            self.wordErrors = wordErrors
            self.wordsAbsent = wordsAbsent
            self.sureErrors = sureErrors
            self.writersWithHabit = writersWithHabit
            self.habit = habit
            self.tickedForms = tickedForms
        }
    }
    /// What the people who wrote and ticked one form have in common.
    struct Hand {
        var habit: (real: Int, read: Int)?
        var isTicked = false
    }
    let settings: Settings
    private static let firstDigits = [(2, 1), (5, 1), (3, 1)]
    private static let anyDigits = [(9, 4), (4, 9), (6, 5), (0, 2), (2, 0), (8, 4)]

    package init(_ settings: Settings) { self.settings = settings }

    func hand(_ random: inout SplitMix64) -> Hand {
        var hand = Hand()
        if chance(settings.writersWithHabit, &random) {
            hand.habit = (Self.firstDigits + Self.anyDigits).randomElement(using: &random)
        }
        hand.isTicked = chance(settings.tickedForms, &random)
        return hand
    }

    /// A cell that says this number in digits and that in words.
    func cell(digits: Int, words: Int, _ hand: Hand, _ random: inout SplitMix64) -> CellEvidence {
        if digits == 0, words == 0 { return zero(&random) }
        var notes: [CellNote] = []
        let read = readDigits(digits, hand, &notes, &random)
        return CellEvidence(digits: read, words: readWords(words, &random), notes: notes)
    }

    /// A zero is often a dash or a blank, and a speck in it is seldom taken for a 1.
    private func zero(_ random: inout SplitMix64) -> CellEvidence {
        let mark: Reading.Value = [.blank, .dash, .number(0)].randomElement(using: &random) ?? .blank
        if chance(settings.digitErrors / 4, &random) {
            return CellEvidence(
                digits: witness(.number(1), Bool.random(using: &random) ? mark : nil, isRight: false, &random),
                words: [])
        }
        let words =
            mark == .number(0) ? readWords(0, &random) : chance(0.5, &random) ? sure(mark) : []
        return CellEvidence(digits: witness(mark, .number(1), isRight: true, &random), words: words)
    }

    private func readDigits(
        _ number: Int, _ hand: Hand, _ notes: inout [CellNote], _ random: inout SplitMix64
    ) -> [CellCandidate] {
        var digits = Self.digits(number)
        let real = digits
        for place in digits.indices {
            if let habit = hand.habit, real[place] == habit.real, place == 0 || habit.read != 1,
                chance(settings.habit, &random)
            {
                digits[place] = habit.read
            } else if chance(settings.digitErrors, &random) {
                digits[place] = Self.misread(real[place], isFirst: place == 0, &random)
            }
        }
        if digits.count > 1, chance(settings.lostDigits, &random) { digits.removeFirst() }
        if chance(hand.isTicked ? 0.1 : settings.lostDigits / 2, &random) {
            digits.insert(1, at: 0)
            if Bool.random(using: &random) { notes.append(.tick) }
        }
        let read = digits.reduce(0) { $0 * 10 + $1 }
        let isRight = read == number
        if isRight {
            let place = Int.random(in: digits.indices, using: &random)
            digits[place] = Self.misread(digits[place], isFirst: place == 0, &random)
            return witness(
                .number(number), .number(digits.reduce(0) { $0 * 10 + $1 }), isRight: true, &random)
        }
        // The witness often has the right number in second place; sometimes not at all.
        return witness(.number(read), chance(0.75, &random) ? .number(number) : nil, isRight: false, &random)
    }

    private func readWords(_ number: Int, _ random: inout SplitMix64) -> [CellCandidate] {
        let turn = Double.random(in: 0..<1, using: &random)
        if turn < settings.wordsAbsent { return [] }
        var digits = Self.digits(number)
        let place = Int.random(in: digits.indices, using: &random)
        // Another word for a digit, or a place that was passed over.
        if digits.count > 1, chance(0.3, &random) {
            digits.remove(at: place)
        } else {
            digits[place] = (digits[place] + Int.random(in: 1...9, using: &random)) % 10
        }
        let other = Reading.Value.number(digits.reduce(0) { $0 * 10 + $1 })
        if turn < settings.wordsAbsent + settings.wordErrors {
            return witness(other, chance(0.5, &random) ? .number(number) : nil, isRight: false, &random)
        }
        return witness(.number(number), other, isRight: true, &random)
    }

    /// A number first and perhaps another second, with probabilities: of right readings nine in ten are clear, of wrong
    /// ones the share of sure errors.
    private func witness(
        _ first: Reading.Value, _ second: Reading.Value?, isRight: Bool, _ random: inout SplitMix64
    ) -> [CellCandidate] {
        let isSure = chance(isRight ? 0.9 : settings.sureErrors, &random)
        let probability =
            isSure
            ? 1 - pow(10, -Double.random(in: 1.3...4, using: &random)) : Double.random(in: 0.45...0.85, using: &random)
        var candidates = [CellCandidate(value: first, cost: -log(probability))]
        if let second, second != first {
            let rest = (1 - probability) * Double.random(in: 0.5...0.9, using: &random)
            candidates.append(CellCandidate(value: second, cost: -log(rest)))
        }
        return candidates
    }
    private func sure(_ value: Reading.Value) -> [CellCandidate] { [CellCandidate(value: value, cost: 0.02)] }

    private static func misread(_ digit: Int, isFirst: Bool, _ random: inout SplitMix64) -> Int {
        let known = ((isFirst ? firstDigits : []) + anyDigits).filter { $0.0 == digit && !(isFirst && $0.1 == 0) }
        if let pair = known.randomElement(using: &random), Double.random(in: 0..<1, using: &random) < 0.7 {
            return pair.1
        }
        let other = (digit + Int.random(in: 1...9, using: &random)) % 10
        return isFirst && other == 0 ? (digit == 1 ? 7 : 1) : other
    }

    private static func digits(_ number: Int) -> [Int] { String(max(0, number)).utf8.map { Int($0) - 48 } }

    private func chance(_ share: Double, _ random: inout SplitMix64) -> Bool {
        Double.random(in: 0..<1, using: &random) < share
    }
}
