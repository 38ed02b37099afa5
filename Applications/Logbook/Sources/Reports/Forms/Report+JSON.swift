// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs

extension Report {
    /// The report as JSON. Distances are kilometres whatever the unit, dates `2026-11-22`, times `08:30`.
    package var json: JSON {
        .object([
            .init("report", "steward-logbook-report/1"), .init("country", .string(country.rawValue)),
            .init("first", .string(period.first.description)), .init("last", .string(period.last.description)),
            .init("language", .string(language.rawValue)), .init("unit", .string(unit.rawValue)),
            .init("audience", .string(audience.rawValue)), .init("title", .string(title)),
            .init("facts", .array(facts.map(Self.json))),
            .init("sections", .array(sections.map(json))), .init("totals", totals.json),
            .init("voided", .integer(Int64(voided))),
            .init("year_to_date", yearToDate.json), .init("allowance", allowance.map(Self.json) ?? .null),
            .init("months", .array(months.map(Self.json))), .init("checklist", .array(checklist.map(Self.json))),
            .init("notices", .array(notices.map(JSON.string))),
        ])
    }

    private static func json(_ fact: Fact) -> JSON {
        ["id": .string(fact.id), "label": .string(fact.label), "value": .string(fact.value)]
    }

    private static func json(_ money: ReportMoney) -> JSON {
        ["currency": .string(money.currency), "hundredths": .integer(money.hundredths)]
    }

    private static func json(_ month: ReportMonth) -> JSON {
        .object([.init("month", .string(month.day.month))] + (month.totals.json.members ?? []))
    }

    private static func json(_ requirement: Requirement) -> JSON {
        [
            "id": .string(requirement.id), "title": .string(requirement.title), "source": .string(requirement.source),
            "verdict": .string(requirement.verdict.rawValue), "advice": .string(requirement.advice),
            "trips": .array(requirement.trips.map { .string($0.text) }),
        ]
    }

    private func json(_ section: ReportSection) -> JSON {
        let columns = section.columns.map { column -> JSON in
            ["id": .string(column.id), "title": .string(column.title)]
        }
        return [
            "id": .string(section.id), "title": .string(section.title), "columns": .array(columns),
            "rows": .array(section.rows.map { json($0, section) }),
        ]
    }

    private func json(_ row: ReportRow, _ section: ReportSection) -> JSON {
        let cells = zip(section.columns, row.cells).map { JSON.Member($0.id, Self.json($1.value)) }
        let originals = zip(section.columns, row.cells).compactMap { column, cell in
            cell.original.map { JSON.Member(column.id, .string($0)) }
        }
        return .object([
            .init("kind", .string(row.kind.rawValue)), .init("number", row.number.map { .integer(Int64($0)) } ?? .null),
            .init("trip", row.trip.map { .string($0.text) } ?? .null), .init("cells", .object(cells)),
            .init("originals", .object(originals)), .init("changes", .array(row.changes.map(Self.json))),
        ])
    }

    private static func json(_ change: ReportChange) -> JSON {
        func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
        return [
            "entry": .integer(change.entry), "field": .string(change.field), "old": text(change.old),
            "new": text(change.new), "who": .string(change.who), "reason": text(change.reason),
            "when": .string("\(change.day) \(ReportFormat.time(change.minute))"), "late": .bool(change.isLate),
        ]
    }

    private static func json(_ value: ReportValue) -> JSON {
        switch value {
        case .none: .null
        case .hidden: ["hidden": true]
        case .number(let number): .integer(Int64(number))
        case .date(let day): .string(day.description)
        case .days(let first, let last): .array([.string(first.description), .string(last.description)])
        case .time(let minute, _): .string(ReportFormat.time(minute))
        case .moment(let day, let minute): .string("\(day) \(ReportFormat.time(minute))")
        case .distance(let distance): km(distance)
        case .deviation(let usual, let tenths): ["usual_km": km(usual), "percent": .number(Double(tenths) / 10)]
        case .use(let use): .string(use.rawValue)
        case .source(let source): .string(source.rawValue)
        case .text(let text): .string(text)
        }
    }

    private static func km(_ distance: Distance) -> JSON { .kilometres(distance) }
}
