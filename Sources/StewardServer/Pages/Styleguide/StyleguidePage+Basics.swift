// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import Tally

/// Type, room, colours.
extension StyleguidePage {
    var type: HTML {
        """
        <p>The reader’s own system font, in the size that they chose: all sizes are relative. Thai lines are taller,
        because vowels and tone marks stand above and below the letters.</p>
        <div class="example">
        <p class="lead">Lead: one sentence below a title.</p>
        <p>Text: a difference can come from the form, from its reading, or from the announcement.
        <a href="#type">A link</a>, <strong>what matters</strong>, <code>steward up</code>.</p>
        <p class="small">Small: times, places, remarks. <span class="quiet">Quiet: what matters less.</span></p>
        <h3>Heading of the third level</h3>
        <p lang="th">ผู้ใหญ่บ้านยื่นคำร้องขอนับคะแนนใหม่ที่หน่วยเลือกตั้งที่ ๑๒ ตำบลน้ำปั้ว อำเภอเวียงสา
        เพราะตัวเลขในแบบรายงานไม่ตรงกับป้ายที่ปิดประกาศไว้ กี่ กู้ ปู่ ที่ ญี่ปุ่น ฐานข้อมูล ฎีกา</p>
        <h3 lang="th">หัวข้อ: ผู้ที่ได้รับเลือกตั้งเป็นสมาชิกสภาผู้แทนราษฎร</h3>
        <p lang="nl">Een verschil kan komen van het formulier, van het lezen ervan, of van de bekendmaking.</p>
        <p>Figures stand below each other: <span class="mono">1,234,567</span> and 2569-02-08.</p>
        </div>
        """
    }

    var room: HTML {
        let steps = [4, 8, 12, 16, 24, 32, 48].enumerated().map { index, pixels -> HTML in
            """
            <li><svg width="\(pixels)" height="24" aria-hidden="true"><rect width="\(pixels)" height="24" \
            fill="var(--action)"/></svg> <code>--gap-\(index + 1)</code> \(pixels) px</li>
            """
        }
        return """
            <p>Seven steps. Controls are 42 px high, 32 in tables, and nothing to be pressed is under 24 px.</p>
            <ul class="swatches">\(steps)</ul>
            """
    }

    var colors: HTML {
        let swatches = Palette.colors.map { color -> HTML in
            """
            <li><svg width="40" height="40" aria-hidden="true"><rect width="40" height="40" \
            fill="var(--\(color.name))"/></svg> <span><code>--\(color.name)</code><br>\
            <span class="small quiet">\(color.meaning)</span></span></li>
            """
        }
        let rows = Palette.pairs.map { pair -> DataTable.Row in
            DataTable.Row([
                "<code>\(pair.front)</code> on <code>\(pair.back)</code>", "\(pair.level == .text ? "text" : "edge")",
                "\(number(pair.level.rawValue))", "\(ratio(pair, \.light))", "\(ratio(pair, \.dark))",
            ])
        }
        let table = DataTable(
            name: "Measured contrast",
            columns: [
                .init("Pair"), .init("Use"), .init("Asked", isNumber: true), .init("Light", isNumber: true),
                .init("Dark", isNumber: true),
            ], rows: rows, narrow: .scroll)
        return """
            <p>Colours are named by what they mean, light and dark. The word beside a colour says the same.</p>
            <ul class="swatches">\(swatches)</ul>
            <details><summary>Measured contrast of every pair that may meet (WCAG 2.2: text 4.5, edges 3)</summary>
            \(table)</details>
            """
    }

    private func ratio(_ pair: Palette.Pair, _ mode: (Palette.Color) -> String) -> String {
        guard let front = Palette.color(pair.front), let back = Palette.color(pair.back),
            let ratio = Contrast.ratio(mode(front), mode(back))
        else { return "–" }
        return number(ratio)
    }

    /// Cut, not rounded: 4.49 must not read as 4.5.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded(.down))
        return "\(tenths / 10).\(tenths % 10)"
    }
}
