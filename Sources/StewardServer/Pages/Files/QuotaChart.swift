// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import StewardCore
import StewardIntegration

/// How full a storage was over time, drawn as SVG: what is used, what of it lies in the trash, the threshold and the
/// limit.
struct QuotaChart {
    /// How large it is drawn; a page carries both, and the style sheet shows the one that fits.
    enum Form: String {
        case wide, narrow

        var width: Double { self == .wide ? 860 : 340 }
        var height: Double { self == .wide ? 300 : 240 }
        var marks: Int { self == .wide ? 6 : 3 }
    }

    /// Oldest first; at least one.
    let history: [QuotaReading]
    let form: Form
    let words: Words

    private let left = 62.0
    private let right = 14.0
    private let top = 14.0
    private let bottom = 34.0

    var svg: HTML {
        let id = "quota-\(form.rawValue)"
        return """
            <svg class="chart \(form.rawValue)" viewBox="0 0 \(number(form.width)) \(number(form.height))" role="img" \
            aria-labelledby="\(id)-title \(id)-text" xmlns="http://www.w3.org/2000/svg">\
            <title id="\(id)-title">\(title)</title><desc id="\(id)-text">\(summary)</desc>\
            \(grid)\(timeAxis)\(area)\(trash)\(lines)\(curve)</svg>
            """
    }

    private var title: String { "\(say(.storage)): \(say(.history))" }

    /// The chart in words.
    var summary: String {
        guard let first = history.first, let last = history.last else { return say(.noQuota) }
        let trash = last.use.usedInTrash.map { ", \(words.bytes($0)) \(say(.inTrash))" } ?? ""
        let (start, end) = (words.text(first.measuredAt), words.text(last.measuredAt))
        let (before, now) = (QuotaPage.sentence(first, words), QuotaPage.sentence(last, words))
        return "\(start): \(before). \(end): \(now)\(trash). \(words.count(history.count, .measurements))."
    }

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
}

/// Where things are.
extension QuotaChart {
    private var start: Date { history.first?.measuredAt ?? .distantPast }
    private var end: Date { history.last?.measuredAt ?? .distantPast }
    private var span: Double { max(end.timeIntervalSince(start), 1) }
    private var limit: Int64? { history.last?.use.limit }
    /// The height of the threshold, in bytes.
    private var threshold: Int64? {
        guard let last = history.last, let limit = last.use.limit else { return nil }
        return Int64(Double(limit) * last.threshold / 100)
    }

    private var scale: (step: Int64, end: Int64) {
        let most = history.map(\.use.used).max() ?? 0
        // A limit far above what is used would press the line flat on the ground; it is told in words then.
        let shown = limit.map { most >= $0 / 5 ? max(most, $0) : most } ?? most
        return ChartScale.bytes(upTo: shown, count: form == .wide ? 6 : 5)
    }

    private func x(_ date: Date) -> Double {
        let width = form.width - left - right
        guard history.count > 1 else { return left + width / 2 }
        return left + date.timeIntervalSince(start) / span * width
    }

    private func y(_ bytes: Int64) -> Double {
        let height = form.height - top - bottom
        return top + height - Double(bytes) / Double(scale.end) * height
    }

    private func number(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }

    private func points(_ value: (QuotaReading) -> Int64) -> String {
        history.map { "\(number(x($0.measuredAt))),\(number(y(value($0))))" }.joined(separator: " ")
    }
}

/// What is drawn.
extension QuotaChart {
    private var grid: HTML {
        let scale = scale
        let edge = number(form.width - right)
        return HTML(
            joining: stride(from: 0, through: scale.end, by: Int64.Stride(scale.step)).map { value -> HTML in
                let height = number(y(value))
                return """
                    <line class="grid" x1="\(number(left))" y1="\(height)" x2="\(edge)" y2="\(height)"/>\
                    <text x="\(number(left - 8))" y="\(number(y(value) + 4))" text-anchor="end">\
                    \(ChartScale.label(value))</text>
                    """
            })
    }

    private var timeAxis: HTML {
        let ground = form.height - bottom
        guard history.count > 1 else {
            return label(words.text(end), at: x(end), ground)
        }
        return HTML(
            joining: ChartScale.marks(from: start, to: end, count: form.marks, words).map { mark in
                let place = number(x(mark.date))
                return """
                    <line class="axis" x1="\(place)" y1="\(number(ground))" x2="\(place)" y2="\(number(ground + 5))"/>\
                    \(label(mark.label, at: x(mark.date), ground))
                    """
            })
    }

    private func label(_ text: String, at place: Double, _ ground: Double) -> HTML {
        let half = Double(text.count) * 3.4
        let inside = min(max(place, half), form.width - half)
        return "<text x=\"\(number(inside))\" y=\"\(number(ground + 20))\" text-anchor=\"middle\">\(text)</text>"
    }

    private var area: HTML { filled("area") { $0.use.used } }

    private var trash: HTML {
        guard history.contains(where: { ($0.use.usedInTrash ?? 0) > 0 }) else { return "" }
        return filled("trash") { $0.use.usedInTrash ?? 0 }
    }

    private func filled(_ kind: String, _ value: (QuotaReading) -> Int64) -> HTML {
        guard history.count > 1 else { return "" }
        let ground = number(y(0))
        let corners = "\(number(x(start))),\(ground) \(points(value)) \(number(x(end))),\(ground)"
        return "<polygon class=\"\(kind)\" points=\"\(corners)\"/>"
    }

    private var lines: HTML {
        var lines: HTML = ""
        if let threshold, threshold <= scale.end {
            lines += across("threshold", threshold, "stroke-dasharray=\"6 4\"", say(.threshold), above: false)
        }
        if let limit, limit <= scale.end { lines += across("limit", limit, "", say(.limit), above: true) }
        return lines
    }

    private func across(_ kind: String, _ value: Int64, _ dash: HTML, _ name: String, above: Bool) -> HTML {
        let height = y(value)
        let text = max(height + (above ? -5 : 14), 11)
        return """
            <line class="\(kind)" x1="\(number(left))" y1="\(number(height))" x2="\(number(form.width - right))" \
            y2="\(number(height))" stroke-width="1.5" \(dash)/>\
            <text class="\(kind)" x="\(number(left + 6))" y="\(number(text))">\(name)</text>
            """
    }

    private var curve: HTML {
        guard let last = history.last else { return "" }
        let dot: HTML = """
            <circle class="dot" cx="\(number(x(last.measuredAt)))" cy="\(number(y(last.use.used)))" r="4"/>
            """
        guard history.count > 1 else { return dot }
        let line: HTML = """
            <polyline class="used" points="\(points { $0.use.used })" fill="none" stroke-width="2" \
            stroke-linejoin="round"/>
            """
        return "\(line)\(dot)"
    }
}
