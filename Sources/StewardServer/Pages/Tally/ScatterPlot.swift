// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// Every constituency by its turn-out and the first's share, drawn as SVG: the standard picture in which numbers that
/// were made up stand out from the cloud.
struct ScatterPlot: Part {
    /// How large it is drawn; a page carries both, and the style sheet shows the one that fits.
    enum Form: String, CaseIterable {
        case wide, narrow

        var width: Double { self == .wide ? 860 : 340 }
        var height: Double { self == .wide ? 420 : 320 }
    }

    let election: String
    let points: [ChartData.Point]
    let form: Form
    let words: Words

    private let left = 52.0
    private let right = 14.0
    private let top = 14.0
    private let bottom = 44.0
    private var language: Language { words.language }

    /// From a round number below the least turn-out to one above the most.
    private var range: ClosedRange<Double> {
        let values = points.map { min(max($0.turnout, 0), 110) }
        let low = ((values.min() ?? 0) / 10).rounded(.down) * 10
        let high = ((values.max() ?? 100) / 10).rounded(.up) * 10
        return low...max(high, low + 10)
    }

    var html: HTML {
        let id = "scatter-\(form.rawValue)"
        return """
            <svg class="chart \(form.rawValue)" viewBox="0 0 \(number(form.width)) \(number(form.height))" role="img" \
            aria-labelledby="\(id)-title \(id)-text" xmlns="http://www.w3.org/2000/svg">\
            <title id="\(id)-title">\(Phrase.chartScatter.text(language))</title>\
            <desc id="\(id)-text">\(summary)</desc>\(grid)\(dots)</svg>
            """
    }

    /// The picture in words.
    var summary: String {
        let turnouts = points.map(\.turnout).sorted()
        let shares = points.map(\.share).sorted()
        guard let low = turnouts.first, let high = turnouts.last, let least = shares.first,
            let most = shares.last
        else {
            return Phrase.none.text(language)
        }
        return """
            \(words.count(points.count, .areas)). \(Phrase.turnout.text(language)): \(words.percent(low))–\
            \(words.percent(high)), \(Phrase.median.text(language)) \(words.percent(turnouts[turnouts.count / 2])). \
            \(Phrase.leaderShare.text(language)): \(words.percent(least))–\(words.percent(most)).
            """
    }

    private func x(_ turnout: Double) -> Double {
        let value = min(max(turnout, range.lowerBound), range.upperBound)
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return left + share * (form.width - left - right)
    }

    private func y(_ share: Double) -> Double {
        top + (1 - min(max(share, 0), 100) / 100) * (form.height - top - bottom)
    }

    private var dots: HTML {
        var html: HTML = ""
        let radius = form == .wide ? "4" : "2.5"
        for point in points {
            html += """
                <circle class="dot-\(point.facts.state.code)" cx="\(number(x(point.turnout)))" \
                cy="\(number(y(point.share)))" r="\(radius)"/>
                """
        }
        return html
    }

    private var grid: HTML {
        var html: HTML = ""
        for share in stride(from: 0.0, through: 100, by: 20) {
            html += """
                <line class="grid" x1="\(number(left))" y1="\(number(y(share)))" x2="\(number(form.width - right))" \
                y2="\(number(y(share)))"/><text x="\(number(left - 8))" y="\(number(y(share) + 4))" \
                text-anchor="end">\(words.percent(share, digits: 0))</text>
                """
        }
        let step = range.upperBound - range.lowerBound > 60 ? 20.0 : 10.0
        for turnout in stride(from: range.lowerBound, through: range.upperBound, by: step) {
            html += """
                <text x="\(number(x(turnout)))" y="\(number(form.height - bottom + 18))" text-anchor="middle">\
                \(words.percent(turnout, digits: 0))</text>
                """
        }
        let middle = number(left + (form.width - left - right) / 2)
        html += """
            <text x="\(middle)" y="\(number(form.height - 6))" text-anchor="middle">\
            \(Phrase.turnout.text(language))</text>
            """
        return html
    }

    private func number(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}

/// A bar beside a number that says the same.
struct BarMark: Part {
    let value: Int
    let most: Int
    let tone: String

    var html: HTML {
        let width = most > 0 ? max(1, value * 200 / most) : 0
        return """
            <svg class="bar-mark" viewBox="0 0 200 10" width="200" height="10" preserveAspectRatio="none" \
            aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><rect class="\(tone)" width="\(width)" height="10"/>\
            </svg>
            """
    }
}
