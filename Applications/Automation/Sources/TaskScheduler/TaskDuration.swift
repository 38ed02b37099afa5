// SPDX-License-Identifier: Apache-2.0

/// Lengths of time as ISO 8601 and XML Schema write them: `PT1H`, `P1D`, `PT0S`.
enum TaskDuration {
    /// Reads whole seconds. Years and months have no fixed length and are not taken.
    static func read(_ text: String) -> Duration? {
        guard text.first == "P", text.count <= 40 else { return nil }
        var units: [(Character, Int64)] = [("D", 86_400)]
        var (total, digits, found, inTime) = (Int64(0), "", false, false)
        for character in text.dropFirst() {
            if character == "T", !inTime, digits.isEmpty {
                inTime = true
                found = false
                units = [("H", 3600), ("M", 60), ("S", 1)]
            } else if character.isASCIIDigit, digits.count < 10 {
                digits.append(character)
            } else {
                guard let place = units.firstIndex(where: { $0.0 == character }), let value = Int64(digits) else {
                    return nil
                }
                total += value * units[place].1
                units.removeFirst(place + 1)
                digits = ""
                found = true
            }
        }
        return found && digits.isEmpty ? .seconds(total) : nil
    }

    /// The shortest text that ``read(_:)`` reads as this length.
    static func text(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        guard seconds > 0 else { return "PT0S" }
        let parts = [(seconds / 3600 % 24, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")]
        let time = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
        return "P" + (seconds >= 86_400 ? "\(seconds / 86_400)D" : "") + (time.isEmpty ? "" : "T" + time)
    }
}
