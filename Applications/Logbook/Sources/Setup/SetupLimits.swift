// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// What people may enter: bounds that are the same wherever a name, a date or a distance is asked for.
enum SetupLimits {
    /// The highest odometer that is believed.
    static let odometer = Distance(metres: Int64(9_999_999_000))
    static let radius = Distance(metres: Int64(10))...Distance(metres: Int64(50_000))
    static let nameLength = 80
    static let noteLength = 2_000
    static let addressLength = 300
    static let reasonLength = 500
    /// 1990 to 2199: what is outside is a wrong clock or a mistake.
    static let instants: ClosedRange<Int64> = 631_152_000_000_000...7_258_118_399_999_999

    /// Refuses text that is too long or holds control characters; line ends are allowed where `isLong`.
    static func check(
        _ text: String, _ name: String, most: Int, isNeeded: Bool = false, isLong: Bool = false
    ) throws(LogbookError) {
        if isNeeded, text.allSatisfy(\.isWhitespace) {
            throw LogbookError(.invalid, "\(name) is empty; enter at least one letter.")
        }
        guard text.count <= most, text.utf8.count <= most * 16 else {
            throw LogbookError(.invalid, "\(name) has \(text.count) characters; at most \(most) are kept.")
        }
        let isClean = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.generalCategory != .control || (isLong && (scalar == "\n" || scalar == "\t"))
        }
        guard isClean else {
            throw LogbookError(.invalid, "\(name) holds a control character; type it again without it.")
        }
    }

    static func check(odometer: Distance, _ name: String) throws(LogbookError) {
        guard (Distance.zero...Self.odometer).contains(odometer) else {
            throw LogbookError(.invalid, "\(name) is outside 0 to 9,999,999 km; read it again.")
        }
    }

    static func check(instant: Int64, _ name: String) throws(LogbookError) {
        guard instants.contains(instant) else {
            throw LogbookError(.invalid, "\(name) is outside the years 1990 to 2199; correct it.")
        }
    }

    static func check(date: String, _ name: String) throws(LogbookError) {
        guard date.isEmpty || LocalDay(strict: date) != nil else {
            throw LogbookError(.invalid, "\(name) is no date; write it as 2026-11-22.")
        }
    }

    static func check(zone: String, _ name: String) throws(LogbookError) {
        guard LocalClock.named(zone) != nil else {
            throw LogbookError(.invalid, "\(name) is no known time zone; write it as Europe/Amsterdam.")
        }
    }

    /// Refuses anything but small letters, digits and dashes.
    static func check(word: String, _ name: String) throws(LogbookError) {
        let isWord = word.utf8.allSatisfy { byte in
            byte == 0x2D || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
        }
        guard isWord, (1...40).contains(word.utf8.count) else {
            throw LogbookError(.invalid, "\(name) is not 1 to 40 small letters, digits and dashes; rename it.")
        }
    }
}
