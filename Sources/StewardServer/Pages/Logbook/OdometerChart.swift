// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardStore

/// The odometer over time: what was read, the kilometres of trips since the first reading, and where the two part:
/// that is a gap.
struct OdometerChart: Sendable {
    enum Form: String, Sendable {
        case wide, narrow

        var width: Double { self == .wide ? 860 : 340 }
        var height: Double { self == .wide ? 280 : 230 }
        var marks: Int { self == .wide ? 6 : 3 }
    }

    let view: AccountView
    let parts: LogbookParts
    let form: Form

    private let left = 70.0
    private let right = 14.0
    private let top = 14.0
    private let bottom = 34.0

    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    private var readings: [OdometerReading] { view.odometer.anchors }

    /// Whether there is anything to draw.
    static func isThere(_ view: AccountView) -> Bool { view.odometer.anchors.count > 1 }

    /// The chart in words.
    var summary: String {
        guard let first = readings.first, let last = readings.last else { return "" }
        let gaps = view.gaps.reduce(Distance.zero) { $0 + $1.distance }
        return say(.carChartText).replacing("{first}", with: parts.distance(first.value))
            .replacing("{start}", with: words.date(parts.day(first.instant)))
            .replacing("{last}", with: parts.distance(last.value))
            .replacing("{end}", with: words.date(parts.day(last.instant)))
            .replacing("{gaps}", with: parts.distance(gaps))
    }

    var svg: HTML {
        let id = "odometer-\(form.rawValue)"
        return """
            <svg class="chart \(form.rawValue)" viewBox="0 0 \(number(form.width)) \(number(form.height))" role="img" \
            aria-labelledby="\(id)-title \(id)-text" xmlns="http://www.w3.org/2000/svg">\
            <title id="\(id)-title">\(say(.logbookOdometer))</title><desc id="\(id)-text">\(summary)</desc>\
            \(grid)\(timeAxis)\(ofTrips)\(line(readings.map { ($0.instant, $0.value) }, "line"))\(holes)\(refused)\
            \(dots)</svg>
            """
    }

    // MARK: where things are

    private var start: Int64 { readings.first?.instant ?? 0 }
    private var end: Int64 { readings.last?.instant ?? 1 }
    private var low: Int64 { readings.first?.value.metres ?? 0 }
    private var high: Int64 { max(readings.last?.value.metres ?? 1, low + 1_000) }

    private func x(_ instant: Int64) -> Double {
        let part = Double(instant - start) / Double(max(end - start, 1))
        return left + min(1, max(0, part)) * (form.width - left - right)
    }

    private func y(_ metres: Int64) -> Double {
        let part = Double(metres - low) / Double(high - low)
        return form.height - bottom - min(1, max(0, part)) * (form.height - top - bottom)
    }

    private func number(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }

    // MARK: what is drawn

    private var grid: HTML {
        let one = parts.unit == .kilometres ? 1000.0 : 1609.344
        let span = Double(high - low) / one
        let rough = span / 4
        let power = pow(10, (log10(max(rough, 0.01))).rounded(.down))
        let step = ([1, 2, 5, 10].first { $0 * power >= rough } ?? 10) * power
        var marks: [HTML] = []
        var value = (Double(low) / one / step).rounded(.up) * step
        while value * one <= Double(high), marks.count < 8 {
            let height = y(Int64(value * one))
            let label = words.decimal(value, digits: step < 1 ? 1 : 0)
            marks.append(
                """
                <line class="grid" x1="\(number(left))" y1="\(number(height))" x2="\(number(form.width - right))" \
                y2="\(number(height))"/><text x="\(number(left - 8))" y="\(number(height + 4))" \
                text-anchor="end">\(label)</text>
                """)
            value += step
        }
        return HTML(joining: marks)
    }

    private var timeAxis: HTML {
        let ground = form.height - bottom
        let marks = ChartScale.marks(
            from: Date(microseconds: start), to: Date(microseconds: end), count: form.marks, words)
        return HTML(
            joining: marks.map { mark in
                let place = x(mark.date.microseconds)
                let half = Double(mark.label.count) * 3.4
                let inside = min(max(place, half), form.width - half)
                return """
                    <line class="axis" x1="\(number(place))" y1="\(number(ground))" x2="\(number(place))" \
                    y2="\(number(ground + 5))"/><text x="\(number(inside))" y="\(number(ground + 20))" \
                    text-anchor="middle">\(mark.label)</text>
                    """
            })
    }

    private func line(_ points: [(Int64, Distance)], _ kind: StaticString) -> HTML {
        let drawn = LogbookPlane.thinned(
            points.map { LogbookPlane.Point(x: x($0.0), y: y($0.1.metres)) }, within: 0.5)
        guard drawn.count > 1 else { return "" }
        let corners = drawn.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
        return
            "<polyline class=\"\(HTML(trusted: kind.description))\" points=\"\(corners)\" fill=\"none\"/>"
    }

    /// What the trips add up to since the first reading.
    private var ofTrips: HTML {
        guard let first = readings.first else { return "" }
        var sum = first.value
        var points = [(first.instant, sum)]
        for trip in view.trips
        where !trip.isVoided && trip.end.instant > first.instant && trip.end.instant <= end {
            points.append((trip.start.instant, sum))
            sum += trip.distance.distance
            points.append((trip.end.instant, sum))
        }
        points.append((end, sum))
        return line(points, "axis of-trips")
    }

    private var holes: [HTML] {
        view.gaps.map { gap in
            line([(gap.before.instant, gap.before.value), (gap.after.instant, gap.after.value)], "hole")
        }
    }

    private var refused: [HTML] {
        view.odometer.refused.map { refusal in
            let (place, height) = (x(refusal.reading.instant), y(refusal.reading.value.metres))
            return """
                <path class="refused" d="M\(number(place - 4)) \(number(height - 4))l8 8m0 -8l-8 8"/>
                """
        }
    }

    private var dots: HTML {
        guard let last = readings.last else { return "" }
        return
            "<circle class=\"dot\" cx=\"\(number(x(last.instant)))\" cy=\"\(number(y(last.value.metres)))\" r=\"4\"/>"
    }

    /// What the lines mean.
    static func key(_ words: Words) -> HTML {
        """
        <ul class="legend key"><li><i class="line"></i>\(words.say(.carReadings))</li>\
        <li><i class="of-trips"></i>\(words.say(.carOfTrips))</li>\
        <li><i class="hole"></i>\(words.say(.carGaps))</li></ul>
        """
    }
}
