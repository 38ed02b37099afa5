// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// Findings as rows.
struct FindingsTable {
    let election: String
    let records: [FindingRecord]
    let view: ElectionView
    let words: Words
    /// Whether all are of one constituency, which then need not be said.
    var isOfOneArea = false

    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var html: HTML {
        guard !records.isEmpty else { return "<p class=\"quiet\">\(say(.none))</p>" }
        return DataTable(
            name: say(.findings),
            columns: [
                .init(say(.rule)), .init(say(.severity)), .init(say(isOfOneArea ? .ballotWord : .area)),
                .init(say(.consequence)),
                .init(say(.state)),
            ], rows: records.map(row)
        ).html
    }

    private func row(_ record: FindingRecord) -> DataTable.Row {
        let finding = record.finding
        let area = finding.area.map { view.data.register.name(of: $0) } ?? say(.wholeCountry)
        let ballot = finding.kind.map { Phrase.ballot($0).text(language) } ?? ""
        let place: HTML =
            isOfOneArea ? "\(ballot)" : "\(area)<br><span class=\"quiet small\">\(ballot)</span>"
        let address = TallyPages.address(election, finding)
        return DataTable.Row([
            "<a href=\"\(address)\">\(finding.title(language))</a>",
            "\(Badge(finding.severity.label(language), Tone(finding.severity)))",
            place, "\(finding.consequence.sentence(language))",
            "\(record.shownStatus.phrase.text(language))",
        ])
    }
}
