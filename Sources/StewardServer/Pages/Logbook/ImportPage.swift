// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import StewardJobs
import StewardStore

/// Taking in a file: what it is asked for, what is in it, what came of it.
struct ImportPage: Sendable {
    /// How far it is.
    enum Stage: Sendable {
        /// A file is asked for, perhaps because there was something wrong with one.
        case asked(ImportProblem?)
        /// It was read and can be taken in.
        case found(ImportOutcome, WaitingFile)
        /// It cannot be taken in as it is read.
        case refused(ImportProblem, WaitingFile)
        case done(ImportResults.Kept)
    }

    let stage: Stage
    let fields: ImportFields
    let cars: [Vehicle]
    /// What came of earlier files, the newest first.
    let before: [ImportResults.Kept]
    /// The most bytes of a file.
    let limit: Int64
    let words: Words
    let formField: HTML

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var status: HTTPResponse.Status {
        switch stage {
        case .asked(let problem): problem?.status ?? .ok
        case .refused(let problem, _): problem.status
        case .found, .done: .ok
        }
    }

    var body: HTML {
        """
        \(Breadcrumbs(
            language: words.language, links: [PageLink(text: say(.logbookSources), address: LogbookSourcePages.path)]))
        \(notice)
        <h1>\(say(.importTitle))</h1>
        \(cars.isEmpty ? nothing : content)
        """
    }

    private var nothing: HTML {
        EmptyState(
            title: say(.logbookNoCar), text: "\(say(.logbookNoCarHelp))",
            action: PageLink(text: say(.logbookAddCar), address: "/logbook/cars/new")
        ).html
    }

    private var content: HTML {
        switch stage {
        case .asked(let problem):
            """
            <p>\(say(.importHelp))</p>
            <p>\(say(.importForGood))</p>
            \(sending(problem))
            \(earlier)
            """
        case .found(let outcome, let file):
            """
            \(ImportedPart(outcome: outcome, name: file.name, taken: nil, cars: cars, words: words))
            \(taking(file))
            \(reading(file, nil))
            """
        case .refused(let problem, let file):
            """
            <p>\(say(.file)): <bdi>\(Shown.visible(file.name))</bdi></p>
            \(reading(file, problem))
            """
        case .done(let kept):
            """
            \(ImportedPart(
                outcome: kept.outcome, name: kept.name, taken: kept.instant, cars: cars, words: words))
            <p class="links"><a href="\(LogbookImportPages.path)">\(say(.importOther))</a></p>
            """
        }
    }

    // MARK: what is said first

    private var notice: HTML {
        switch stage {
        case .asked(nil): ""
        case .asked(let problem?): notice(problem, "field-file")
        case .refused(let problem, _): notice(problem, problem.isOfCar ? "field-car_id" : nil)
        case .found:
            NoticeBox(
                .info, title: say(.importNothingYet), isAnswer: true,
                "<p>\(say(.importForGood)) \(say(.importKept))</p>"
            ).html
        case .done: NoticeBox(.good, title: say(.importDone), isAnswer: true, "").html
        }
    }

    /// The sentence, which leads to the field it is about.
    private func notice(_ problem: ImportProblem, _ field: String?) -> HTML {
        let text: HTML = problem.isEnglish ? words.english(problem.sentence) : "\(problem.sentence)"
        let line: HTML = cars.isEmpty ? text : field.map { "<a href=\"#\($0)\">\(text)</a>" } ?? text
        return NoticeBox(.bad, title: say(.importNotTaken), isAnswer: true, "<p>\(line)</p>").html
    }

    // MARK: forms

    private func sending(_ problem: ImportProblem?) -> HTML {
        let file = FieldRow(
            name: "file", label: say(.oneFile), kind: .file(accept: nil),
            help: "\(say(.mostBytes)) \(words.bytes(limit))", error: problem?.sentence, isRequired: true)
        return """
            <form class="fields" method="post" action="\(LogbookImportPages.path)" enctype="multipart/form-data">\
            \(formField)
            \(file)\(car(nil))
            <details class="fold"\(HTML.flag("open", isUnusual))><summary>\(say(.importMore))</summary>
            \(details)</details>
            <p class="field">\(Button(say(.importLookDo), .primary))</p>
            <p class="quiet small">\(say(.importLookHelp))</p>
            </form>
            """
    }

    private func taking(_ file: WaitingFile) -> HTML {
        let same = ImportFields.names.map { name -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(fields[name])\">"
        }
        return """
            <form class="fields" method="post" action="\(LogbookImportPages.path)">\(formField)\(waiting(file, "take"))\
            \(same)
            <p class="field">\(Button(say(.importTakeDo), .primary))</p></form>
            """
    }

    /// Another way to read a file that waits.
    private func reading(_ file: WaitingFile, _ problem: ImportProblem?) -> HTML {
        """
        <p class="links"><a href="\(LogbookImportPages.path)\(fields.query)">\(say(.importOther))</a></p>
        <details class="fold"\(HTML.flag("open", problem != nil))><summary>\(say(.importOtherwise))</summary>
        <form class="fields" method="post" action="\(LogbookImportPages.path)">\(formField)\(waiting(file, "look"))
        \(car(problem))\(details)
        <p class="field">\(Button(say(.importAgainDo)))</p></form></details>
        """
    }

    /// What was taken in before leads to what came of it.
    private var earlier: HTML {
        guard !before.isEmpty else { return "" }
        let rows = before.map { kept in
            let address = "\(LogbookImportPages.path)/\(HTML.pathComponent(kept.id))"
            let summary = kept.outcome.summary
            return DataTable.Row([
                "<a href=\"\(address)\"><bdi>\(Shown.visible(kept.name))</bdi></a>",
                words.time(Date(microseconds: kept.instant)), "\(words.number(summary.observations))",
                "\(words.number(summary.trips))", "\(words.number(summary.ignored.values.reduce(0, +)))",
            ])
        }
        let table = DataTable(
            name: say(.importBefore),
            columns: [
                .init(say(.file)), .init(say(.importTaken)), .init(say(.importObservations), isNumber: true),
                .init(say(.logbookTrips), isNumber: true), .init(say(.importLeftOut), isNumber: true),
            ], rows: rows)
        return "<h2 id=\"before\">\(say(.importBefore))</h2>\n\(table)"
    }

    private func waiting(_ file: WaitingFile, _ act: String) -> HTML {
        """
        <input type="hidden" name="waiting" value="\(file.id)"><input type="hidden" name="do" value="\(act)">
        """
    }

    private func choice(
        _ name: String, _ label: Phrase, _ choices: [FieldRow.Choice], help: Phrase?, error: String? = nil
    ) -> FieldRow {
        let known = choices.contains { $0.value == fields[name] }
        return FieldRow(
            name: name, label: say(label), kind: .choice(choices),
            value: known ? fields[name] : choices.first?.value, help: help.map(say), error: error, autocomplete: "off")
    }

    /// Nothing when there is only one car: everything goes there.
    private func car(_ problem: ImportProblem?) -> HTML {
        let error = problem.flatMap { $0.isOfCar ? $0.sentence : nil }
        guard cars.count > 1 || error != nil else { return "" }
        let choices =
            [FieldRow.Choice(value: "", text: say(.importCarOfFile))]
            + cars.map { FieldRow.Choice(value: $0.id, text: Shown.visible($0.name)) }
        return choice("car_id", .logbookCar, choices, help: .importCarHelp, error: error).html
    }

    private var isUnusual: Bool { ["zone", "dates", "unit"].contains { !fields[$0].isEmpty } }

    private var details: HTML {
        let zones =
            [FieldRow.Choice(value: "", text: say(.importZoneOfCar))]
            + TimeZoneNames.all.map { FieldRow.Choice(value: $0, text: $0) }
        let dates = [ImportOptions.SlashDates.refused, .dayFirst, .monthFirst].map {
            FieldRow.Choice(value: $0.rawValue, text: say(.slashDates($0)))
        }
        let units = [DistanceUnit.kilometres, .miles, .metres].map {
            FieldRow.Choice(value: $0.rawValue, text: say(.distanceUnit($0)))
        }
        return """
            \(choice("zone", .timeZoneName, zones, help: .importZoneHelp))\
            \(choice("dates", .importDates, dates, help: nil))\
            \(choice("unit", .importUnit, units, help: .importUnitHelp))
            """
    }
}

/// What is in a file, where it goes, and what is left out and why.
struct ImportedPart: Part {
    let outcome: ImportOutcome
    /// What the file is called.
    let name: String
    /// When it was taken in, microseconds since 1970; `nil` while it was not.
    let taken: Int64?
    let cars: [Vehicle]
    let words: Words

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    private var summary: ImportSummary { outcome.summary }

    var html: HTML {
        """
        <h2>\(say(.importFound))</h2>
        \(Facts(pairs: facts))
        <h2>\(say(.importWhere))</h2>
        \(shares)
        \(outcome.isDryRun ? "" : months)
        <h2>\(say(.importLeftOut))</h2>
        \(leftOut)
        """
    }

    private var facts: [(name: String, value: HTML)] {
        var pairs: [(name: String, value: HTML)] = [
            (say(.file), "<bdi>\(Shown.visible(name))</bdi>"),
            (say(.importKind), "\(say(.fileFormat(summary.format)))"), (say(.size), "\(words.bytes(summary.bytes))"),
        ]
        if let first = summary.first, let last = summary.last {
            let local = inZone
            pairs.append(
                (
                    say(.reportPeriod),
                    "\(local.time(Date(microseconds: first))) – \(local.time(Date(microseconds: last)))"
                ))
        }
        if let taken { pairs.append((say(.importTaken), words.time(Date(microseconds: taken)))) }
        pairs.append((say(.importPoints), "\(words.number(summary.observations - summary.readings))"))
        pairs.append((say(.importReadings), "\(words.number(summary.readings))"))
        pairs.append((say(.logbookTrips), "\(words.number(summary.trips))"))
        return pairs
    }

    /// The words in the zone of the car that gets something first.
    private var inZone: Words {
        guard let id = outcome.shares.first?.vehicle, let car = cars.first(where: { $0.id == id }) else { return words }
        return LogbookParts(car, nil, words).words
    }

    private var shares: DataTable {
        let rows = outcome.shares.map { share in
            // Looking finds out about trips alone what is there already.
            let known = outcome.isDryRun ? share.knownTrips : share.knownTrips + share.knownObservations
            return DataTable.Row([
                "<a href=\"\(LogbookPages.car(share.vehicle))\">\(Shown.visible(share.name))</a>",
                "\(words.number(share.observations))", "\(words.number(share.trips))", "\(words.number(known))",
            ])
        }
        return DataTable(
            name: say(.importWhere),
            columns: [
                .init(say(.logbookCar)), .init(say(.importObservations), isNumber: true),
                .init(say(.logbookTrips), isNumber: true),
                .init(say(outcome.isDryRun ? .importKnownTrips : .importKnown), isNumber: true),
            ], rows: rows)
    }

    /// Where what came in can be seen.
    private var months: HTML {
        let zone = inZone.zone
        var months: [CalendarMonth] = []
        for instant in [summary.first, summary.last].compactMap(\.self) {
            let month = CalendarMonth(Date(microseconds: instant), in: zone)
            if !months.contains(month) { months.append(month) }
        }
        let links = months.map { month -> HTML in
            let filter = LogbookFilter().with { filter in
                filter.month = month
                filter.vehicle = outcome.shares.count == 1 ? outcome.shares.first?.vehicle : nil
            }
            let text = say(.importSeeMonth).replacing("{month}", with: month.title(words))
            return "<a class=\"button\" href=\"\(filter.address)\">\(text)</a>"
        }
        return "<div class=\"actions\">\(links)</div>"
    }

    private var leftOut: HTML {
        guard !summary.ignored.isEmpty else { return "<p class=\"quiet\">\(say(.importNothingLeftOut))</p>" }
        let rows = summary.ignored.sorted { $0.key < $1.key }.map { reason, count in
            DataTable.Row(["\(say(.leftOut(reason)))", "\(words.number(count))"])
        }
        return DataTable(
            name: say(.importLeftOut),
            columns: [.init(say(.importWhy)), .init(say(.importHowMany), isNumber: true)], rows: rows
        ).html
    }
}
