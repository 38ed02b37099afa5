// SPDX-License-Identifier: Apache-2.0

/// Reads number words one after another; knows at any moment which may follow and what the number is so far.
///
/// - Places descend. A place without a digit counts one: ร้อย is 100.
/// - เอ็ด stands in the units after a higher place, ยี่ before สิบ only. หนึ่ง in the units is good after any place.
/// - หนึ่งสิบ and สองสิบ are refused: with the word ร้อย left out they could mean 110 and 210.
/// - What precedes ล้าน is itself a number.
/// - Digits alone, two or more, are read digit by digit.
/// - บัตร, คะแนน, คน, แต้ม and ถ้วน may end it, each kind once.
struct ThaiNumberGrammar: Hashable {
    private enum Mode: Hashable {
        case start
        /// A digit that may be units, get a place, or begin a run of digits.
        case pending(Int)
        /// ยี่ that waits for สิบ.
        case yi
        /// After a place or ล้าน, with nothing pending.
        case settled
        /// Two or more digits, or zero.
        case digits(value: Int, count: Int)
        /// After the number, with the suffixes met.
        case suffix(counted: Bool, exactly: Bool)
    }
    private var mode = Mode.start
    /// What stands before the last ล้าน, times a million.
    private var millions = 0
    /// What stands after it, less a pending digit.
    private var group = 0
    /// The power of ten of the last place; the next must be lower.
    private var place = 6
    private var hasPlace = false

    private static let powers = [1, 10, 100, 1_000, 10_000, 100_000]

    /// The number, when the words so far make one.
    var value: Int? {
        switch mode {
        case .start, .yi: nil
        case .pending(let digit): add(digit)
        case .settled, .suffix: add(0)
        case .digits(let value, _): value
        }
    }
    private func add(_ digit: Int) -> Int? {
        let (sum, overflow) = millions.addingReportingOverflow(group + digit)
        return overflow ? nil : sum
    }

    /// Goes on with a word; `nil` when it cannot stand here.
    func followed(by word: ThaiNumberWord) -> ThaiNumberGrammar? {
        var next = self
        let fits =
            switch word {
            case .digit(let digit): next.take(digit: digit)
            case .et: next.takeEt()
            case .yi: next.takeYi()
            case .place(let power): next.take(place: power)
            case .million: next.takeMillion()
            case .counted, .exactly: next.takeSuffix(word)
            }
        return fits ? next : nil
    }

    private mutating func take(digit: Int) -> Bool {
        switch mode {
        case .start: mode = digit == 0 ? .digits(value: 0, count: 1) : .pending(digit)
        case .settled where digit > 0 && place > 0: mode = .pending(digit)
        case .pending(let before) where !hasPlace: mode = .digits(value: before * 10 + digit, count: 2)
        case .digits(let value, let count) where count < 18: mode = .digits(value: value * 10 + digit, count: count + 1)
        default: return false
        }
        return true
    }

    private mutating func takeEt() -> Bool {
        guard mode == .settled, place > 0 else { return false }
        group += 1
        place = 0
        return true
    }

    private mutating func takeYi() -> Bool {
        guard mode == .start || mode == .settled, place > 1 else { return false }
        mode = .yi
        return true
    }

    private mutating func take(place power: Int) -> Bool {
        let digit: Int
        switch mode {
        case .start, .settled: digit = 1
        case .yi where power == 1: digit = 2
        case .pending(let pending) where power > 1 || pending > 2: digit = pending
        default: return false
        }
        guard power < place else { return false }
        group += digit * Self.powers[power]
        place = power
        hasPlace = true
        mode = .settled
        return true
    }

    private mutating func takeMillion() -> Bool {
        let before: Int?
        switch mode {
        case .start: before = 1
        case .settled, .pending: before = value
        default: before = nil
        }
        guard let before, before > 0 else { return false }
        let (product, overflow) = before.multipliedReportingOverflow(by: 1_000_000)
        if overflow { return false }
        self = ThaiNumberGrammar()
        (millions, hasPlace, mode) = (product, true, .settled)
        return true
    }

    private mutating func takeSuffix(_ word: ThaiNumberWord) -> Bool {
        var counted = false
        var exactly = false
        if case .suffix(let wasCounted, let wasExactly) = mode {
            (counted, exactly) = (wasCounted, wasExactly)
        } else {
            guard let value else { return false }
            (millions, group) = (value, 0)
        }
        switch word {
        case .counted where !counted: counted = true
        case .exactly where !exactly: exactly = true
        default: return false
        }
        mode = .suffix(counted: counted, exactly: exactly)
        return true
    }
}
