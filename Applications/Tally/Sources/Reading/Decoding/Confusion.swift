// SPDX-License-Identifier: Apache-2.0

/// How one number becomes another in reading.
enum Confusion: Hashable, Sendable {
    /// One digit taken for another.
    case digit(from: Int, to: Int)
    /// The first digit is missing in what was read.
    case lostFirst
    /// What was read has a first 1 too many: a tick.
    case extraFirst

    /// Pairs that are taken for each other as first digits, and anywhere: seen on real forms.
    private static let first = [(1, 2), (1, 3), (1, 5), (1, 7)]
    private static let anywhere = [(4, 9), (5, 6), (0, 2), (4, 8)]

    /// Numbers that are easily read as `number`, with the confusion that leads there.
    static func sources(of number: Int) -> [(number: Int, confusion: Confusion)] {
        guard number > 0 else { return [] }
        var found: [(Int, Confusion)] = []
        var place = 1
        while place <= number {
            let digit = number / place % 10
            let isFirst = number / place < 10
            for (one, other) in isFirst ? first + anywhere : anywhere where one == digit || other == digit {
                let real = one == digit ? other : one
                if isFirst && real == 0 { continue }
                found.append((number + (real - digit) * place, .digit(from: digit, to: real)))
            }
            if isFirst {
                for lost in 1...9 where place < 100_000 { found.append((number + lost * place * 10, .lostFirst)) }
                // A tick alone is read as 1 as well.
                if digit == 1 { found.append((number - place, .extraFirst)) }
            }
            place *= 10
        }
        return found
    }

    /// The confusion between two numbers, when it is one of these or any single digit.
    init?(reading: Int, real: Int) {
        guard reading != real, reading >= 0, real >= 0 else { return nil }
        let (left, right) = (Self.digits(reading), Self.digits(real))
        if reading == 1, real == 0 {
            self = .extraFirst
        } else if left.count == right.count {
            let differing = left.indices.filter { left[$0] != right[$0] }
            guard differing.count == 1, let place = differing.first else { return nil }
            self = .digit(from: left[place], to: right[place])
        } else if left.count + 1 == right.count, right.dropFirst().elementsEqual(left) {
            self = .lostFirst
        } else if left.count == right.count + 1, left.first == 1, left.dropFirst().elementsEqual(right) {
            self = .extraFirst
        } else {
            return nil
        }
    }

    private static func digits(_ number: Int) -> [Int] {
        var left = number
        var digits: [Int] = []
        repeat {
            digits.append(left % 10)
            left /= 10
        } while left > 0
        return digits.reversed()
    }
}
