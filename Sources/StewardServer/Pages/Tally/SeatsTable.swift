// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The list seats step by step.
struct SeatsTable {
    let view: ElectionView
    let words: Words

    private var language: Language { words.language }

    var html: HTML {
        let allocation = view.context.nationalSeats
        let shown = allocation.lines.filter { $0.seats > 0 || $0.order <= 20 }.sorted {
            $0.votes > $1.votes
        }
        return """
            <details class="card"><summary>\(language.number(allocation.totalVotes)) ÷ \(allocation.seats) = \
            \(language.number(Int(allocation.quota)))</summary>
            <table><thead><tr><th scope="col">\(Phrase.party.text(language))</th>\
            <th scope="col" class="n">\(Phrase.votes.text(language))</th>\
            <th scope="col" class="n">÷</th><th scope="col" class="n">#</th><th scope="col" class="n">+</th>\
            <th scope="col" class="n">=</th></tr></thead>
            <tbody>\(shown.map(row))</tbody></table></details>
            """
    }

    private func row(_ line: SeatAllocation.Line) -> HTML {
        """
        <tr><td>\(line.party) \(view.data.register.parties[line.party]?.name ?? "")</td>\
        <td class="n">\(language.number(line.votes))</td><td class="n">\(line.whole)</td>\
        <td class="n">\(line.order)</td>\
        <td class="n">\(line.extra)</td><td class="n"><b>\(line.seats)</b></td></tr>
        """
    }
}
