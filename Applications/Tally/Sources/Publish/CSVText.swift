// SPDX-License-Identifier: Apache-2.0

/// A table as CSV (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets show Thai.
struct CSVText {
    private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(header: [String]) { row(header) }

    /// Adds a row. A text that a spreadsheet would take for a formula gets an apostrophe before it.
    mutating func row(_ cells: [String]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            write(cell)
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    private mutating func write(_ cell: String) {
        let isFormula = cell.first.map { "=+@\t\r".contains($0) || ($0 == "-" && Int(cell) == nil) } ?? false
        let text = isFormula ? "'" + cell : cell
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
            return bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// The findings, a row each.
struct FindingsCSV {
    let view: ElectionView

    var bytes: [UInt8] {
        var csv = CSVText(header: [
            "id", "severity", "rule", "area", "name", "ballot", "form", "expected", "found", "votes_in_doubt",
            "consequence", "severity_by_percent", "status", "title_en", "title_th", "title_nl",
        ])
        for record in view.findings {
            let finding = record.finding
            csv.row([
                finding.id, finding.severity.code, finding.rule.code, finding.area?.description ?? "",
                finding.area.map { view.data.register.name(of: $0) } ?? "", finding.kind?.rawValue ?? "",
                finding.form?.rawValue ?? "", finding.expected.map(String.init) ?? "",
                finding.found.map(String.init) ?? "", String(finding.consequence.votesInDoubt),
                finding.consequence.kind.rawValue, finding.originalSeverity?.rawValue ?? "", record.status.rawValue,
                finding.title(.english), finding.title(.thai), finding.title(.dutch),
            ])
        }
        return csv.bytes
    }
}

/// Every figure beside the feed, a row each, with coverage, time and source.
struct FiguresCSV {
    let view: ElectionView

    var bytes: [UInt8] {
        var csv = CSVText(header: [
            "area", "name", "ballot", "number", "candidate_or_party", "form_votes", "feed_votes", "difference",
            "printed_number", "stations_counted", "stations", "feed_time", "source_file", "source_sha256", "row",
        ])
        for reconciliation in view.national.areas {
            let area = reconciliation.area
            for figure in reconciliation.figures {
                csv.row([
                    area.description, view.data.register.name(of: area), reconciliation.kind.rawValue,
                    String(figure.number), figure.name, text(figure.formVotes), text(figure.feedVotes),
                    text(figure.difference), text(figure.printedNumber),
                    text(reconciliation.coverage?.stationsCounted), text(reconciliation.coverage?.stations),
                    reconciliation.coverage?.lastUpdate ?? "", reconciliation.source?.path ?? "",
                    reconciliation.source?.sha256 ?? "", text(figure.row.map { $0 + 1 }),
                ])
            }
        }
        return csv.bytes
    }

    private func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
}
