// SPDX-License-Identifier: Apache-2.0
import Backups
import FoundationEssentials
import StewardCore

/// How large the backups of one database were over time, drawn as SVG: a bar for each, full where it was proved.
struct BackupTrend {
    /// How large it is drawn; a page carries both, and the style sheet shows the one that fits.
    enum Form: String {
        case wide, narrow

        var width: Double { self == .wide ? 860 : 340 }
        var height: Double { self == .wide ? 180 : 160 }
        var marks: Int { self == .wide ? 6 : 3 }
    }

    let database: String
    /// Oldest first; at least two.
    let backups: [Backup]
    let form: Form
    let words: Words

    private let left = 62.0
    private let right = 14.0
    private let top = 12.0
    private let bottom = 30.0

    var svg: HTML {
        let id = "trend-\(database)-\(form.rawValue)"
        return """
            <svg class="chart \(form.rawValue)" viewBox="0 0 \(text(form.width)) \(text(form.height))" role="img" \
            aria-labelledby="\(id)-title \(id)-text" xmlns="http://www.w3.org/2000/svg">\
            <title id="\(id)-title">\(database): \(words.say(.backupSizes))</title>\
            <desc id="\(id)-text">\(summary)</desc>\
            \(grid)\(bars)\(axis)</svg>
            """
    }

    /// The chart in words.
    var summary: String {
        guard let first = backups.first, let last = backups.last else { return "" }
        let ends = [first, last].map { "\(words.text($0.madeAt)): \(words.bytes($0.bytes))" }.joined(separator: ". ")
        return "\(words.count(backups.count, .backupCount)). \(ends)."
    }

    private var start: Date { backups.first?.madeAt ?? .distantPast }
    private var end: Date { backups.last?.madeAt ?? .distantPast }
    private var scale: (step: Int64, end: Int64) {
        ChartScale.bytes(upTo: backups.map(\.bytes).max() ?? 0, count: 4)
    }
    private var ground: Double { form.height - bottom }
    private var inner: Double { form.width - left - right }
    /// A bar's width, so that as many as there are have room.
    private var thickness: Double { min(14, max(2, inner / Double(backups.count) * 0.7)) }

    private func x(_ date: Date) -> Double {
        let span = max(end.timeIntervalSince(start), 1)
        return left + thickness / 2 + date.timeIntervalSince(start) / span * (inner - thickness)
    }

    private func y(_ bytes: Int64) -> Double { ground - Double(bytes) / Double(scale.end) * (ground - top) }

    private func text(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }

    private var grid: HTML {
        let scale = scale
        return HTML(
            joining: stride(from: 0, through: scale.end, by: Int64.Stride(scale.step)).map { value -> HTML in
                """
                <line class="grid" x1="\(text(left))" y1="\(text(y(value)))" x2="\(text(form.width - right))" \
                y2="\(text(y(value)))"/><text x="\(text(left - 8))" y="\(text(y(value) + 4))" text-anchor="end">\
                \(ChartScale.label(value))</text>
                """
            })
    }

    private var bars: HTML {
        HTML(
            joining: backups.map { backup -> HTML in
                let height = max(1, ground - y(backup.bytes))
                let isProved = backup.provedAt != nil
                let kind = isProved ? "proved" : backup.lastProof == nil ? "trash" : "bad"
                let state: Phrase =
                    isProved ? .backupProved : backup.lastProof == nil ? .backupUnproved : .backupDisproved
                return """
                    <rect class="\(kind)" x="\(text(x(backup.madeAt) - thickness / 2))" y="\(text(ground - height))" \
                    width="\(text(thickness))" height="\(text(height))"><title>\(words.text(backup.madeAt)): \
                    \(words.bytes(backup.bytes)), \(words.say(state))</title></rect>
                    """
            })
    }

    /// Marks at whole steps; where the backups lie too close together for any, the first and the last.
    private var marks: [(date: Date, label: String)] {
        let marks = ChartScale.marks(from: start, to: end, count: form.marks, words)
        guard marks.isEmpty else { return marks }
        return (start == end ? [start] : [start, end]).map { ($0, words.clock($0)) }
    }

    private var axis: HTML {
        HTML(
            joining: marks.map { mark in
                let half = Double(mark.label.count) * 3.4
                let place = min(max(x(mark.date), half), form.width - half)
                return """
                    <line class="axis" x1="\(text(x(mark.date)))" y1="\(text(ground))" x2="\(text(x(mark.date)))" \
                    y2="\(text(ground + 5))"/><text x="\(text(place))" y="\(text(ground + 20))" \
                    text-anchor="middle">\(mark.label)</text>
                    """
            })
    }
}
