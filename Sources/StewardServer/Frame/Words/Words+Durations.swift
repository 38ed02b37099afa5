// SPDX-License-Identifier: Apache-2.0
import Tally

/// Lengths of time.
extension Words {
    /// How much room a length of time may take.
    enum Width: Sendable { case short, long }

    /// The two largest units: `2 hours 5 minutes`, or `2 h 5 min`. Below a minute seconds alone; below a second a
    /// tenth of it.
    /// - Parameter duration: below zero it reads as zero.
    func duration(_ duration: Duration, _ width: Width = .long) -> String {
        let parts = duration.components
        guard parts.seconds > 0 || (parts.seconds == 0 && parts.attoseconds > 0) else {
            return amount(0, .second, width)
        }
        guard parts.seconds > 0 else { return belowSecond(parts.attoseconds, width) }
        let steps: [(unit: TimeUnit, seconds: Int64)] = [(.day, 86_400), (.hour, 3600), (.minute, 60), (.second, 1)]
        var texts: [String] = []
        var rest = parts.seconds
        for (place, step) in steps.enumerated() where rest >= step.seconds {
            texts.append(amount(rest / step.seconds, step.unit, width))
            rest %= step.seconds
            // Only the unit right below: “2 days 5 minutes” would sound more exact than it is.
            if let next = steps.dropFirst(place + 1).first, rest >= next.seconds {
                texts.append(amount(rest / next.seconds, next.unit, width))
            }
            break
        }
        return texts.joined(separator: " ")
    }

    private func belowSecond(_ attoseconds: Int64, _ width: Width) -> String {
        let tenths = max(1, attoseconds / 100_000_000_000_000_000)
        let text = decimal(Double(tenths) / 10, digits: 1)
        return Self.form(.second, width).form(.other, language).replacing(Plural.place, with: text)
    }

    private func amount(_ count: Int64, _ unit: TimeUnit, _ width: Width) -> String {
        Self.form(unit, width).text(count, language)
    }

    private static func form(_ unit: TimeUnit, _ width: Width) -> Plural { width == .long ? unit.long : unit.short }
}

/// The units that lengths of time are told in.
enum TimeUnit: Sendable, CaseIterable {
    case second, minute, hour, day

    var long: Plural {
        switch self {
        case .second: .seconds
        case .minute: .minutes
        case .hour: .hours
        case .day: .days
        }
    }

    var short: Plural {
        switch self {
        case .second: Plural(.init("{n} s", "{n} s"), "{n} วิ", .init("{n} s", "{n} s"))
        case .minute: Plural(.init("{n} min", "{n} min"), "{n} นาที", .init("{n} min", "{n} min"))
        case .hour: Plural(.init("{n} h", "{n} h"), "{n} ชม.", .init("{n} u", "{n} u"))
        case .day: Plural(.init("{n} d", "{n} d"), "{n} วัน", .init("{n} d", "{n} d"))
        }
    }
}
