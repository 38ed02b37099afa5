// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardJobs

/// Round numbers for the axes of a chart.
enum ChartScale {
    /// A step and an end for an axis of bytes from 0: steps are 1, 2 or 5 times a power of ten of a unit of 1024, and
    /// there are at most `count` of them.
    static func bytes(upTo most: Int64, count: Int) -> (step: Int64, end: Int64) {
        let most = max(most, 1)
        var unit: Int64 = 1
        while unit < 1 << 50 {
            for factor: Int64 in [1, 2, 5, 10, 20, 50, 100, 200, 500] {
                let step = unit * factor
                let steps = (most - 1) / step + 1
                if steps <= count { return (step, steps * step) }
            }
            unit *= 1024
        }
        let step = most / Int64(max(count, 1)) + 1
        return (step, step * Int64(max(count, 1)))
    }

    /// A byte count of an axis, without decimals that say nothing: `5 GB`.
    static func label(_ bytes: Int64) -> String {
        let units = ["B", "KB", "MB", "GB", "TB", "PB"]
        var (value, unit) = (bytes, 0)
        while value >= 1024, value.isMultiple(of: 1024), unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        return "\(value) \(units[unit])"
    }

    /// Seconds between marks on an axis of time that covers so many seconds with at most `count` marks.
    static func seconds(over span: Double, count: Int) -> Double {
        let steps: [Double] = [
            60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86_400, 2 * 86_400, 7 * 86_400, 14 * 86_400,
            28 * 86_400, 91 * 86_400, 182 * 86_400, 364 * 86_400,
        ]
        return steps.first { span / $0 <= Double(count) } ?? steps[steps.count - 1] * max(1, span / 31_449_600)
    }

    /// The marks from `start` to `end`, at whole steps of the person's clock: the time within days, else the day.
    static func marks(from start: Date, to end: Date, count: Int, _ words: Words) -> [(date: Date, label: String)] {
        let (first, last) = (start.timeIntervalSince1970, end.timeIntervalSince1970)
        let step = seconds(over: max(last - first, 60), count: count)
        let offset = Double(words.zone.offset(at: Int64(first)))
        var marks: [(date: Date, label: String)] = []
        var wall = ((first + offset) / step).rounded(.up) * step
        while wall - offset <= last, marks.count <= count {
            // Where the clock was moved meanwhile, the wall's hour is another instant.
            let moved = Double(words.zone.offset(at: Int64(wall - offset)))
            let date = Date(timeIntervalSince1970: wall - moved)
            if date >= start, date <= end {
                marks.append((date, step >= 86_400 ? words.date(date) : WallTime(date, in: words.zone).clock))
            }
            wall += step
        }
        return marks
    }
}
