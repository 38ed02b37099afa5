// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore

/// The vehicles of a reader.
struct CarsPage: Sendable {
    let cars: [LogbookCar]
    /// Those that an employer may look at.
    let watched: [VehicleRecord]
    let words: Words

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        let list: HTML =
            cars.isEmpty
            ? EmptyState(
                title: say(.logbookNoCar), text: "\(say(.logbookNoCarHelp))",
                action: PageLink(text: say(.logbookAddCar), address: "/logbook/cars/new")
            ).html
            : "\(table)\n<p><a class=\"button\" href=\"/logbook/cars/new\">\(say(.logbookAddCar))</a></p>"
        return "<h1>\(say(.logbookCars))</h1>\n\(list)\n\(employer)"
    }

    private var table: DataTable {
        DataTable(
            name: say(.logbookCars),
            columns: [
                .init(say(.logbookCar)), .init(say(.carPlate)),
                .init(say(.logbookOdometer), isNumber: true),
                .init(say(.logbookTrips), isNumber: true), .init(say(.logbookDriven), isNumber: true),
            ],
            rows: cars.map { car in
                let usual: HTML = car.vehicle.isUsual ? " \(Badge(say(.carUsual), .hint))" : ""
                let live: HTML = car.live.map { " \(Badge(say(LiveTripState($0).phrase), .good))" } ?? ""
                let totals = car.view.totals
                return DataTable.Row([
                    "<a href=\"\(LogbookPages.car(car.id))\">\(car.name)</a>\(usual)\(live)",
                    "\(Shown.visible(car.vehicle.plate))",
                    "\(car.odometer.map { car.parts.unit.text($0, words, digits: 0) } ?? "–")",
                    "\(words.number(totals.trips))",
                    "\(car.parts.unit.text(totals.driven, words, digits: 0))",
                ])
            })
    }

    private var employer: HTML {
        guard !watched.isEmpty else { return "" }
        let items = watched.map { record -> HTML in
            """
            <li><a href="/logbook/employer/\(HTML.pathComponent(record.vehicle.id))">\
            \(Shown.visible(record.vehicle.name))</a></li>
            """
        }
        return "<h2>\(say(.carWatched))</h2>\n<p>\(say(.carWatchedHelp))</p>\n<ul>\(items)</ul>"
    }
}

extension LogbookCar {
    /// What the odometer showed last.
    var odometer: Distance? { live?.odometer?.value ?? view.odometer.anchors.last?.value }
}

/// A vehicle: what it is, its odometer, who reports about it, who may look.
struct CarPage: Sendable {
    let car: LogbookCar
    let tokens: [DeviceToken]
    /// The names of its employers, by account.
    let employers: [(account: String, name: String)]
    let formField: HTML
    var problem: LogbookProblem?
    var typed: [String: String] = [:]

    private var parts: LogbookParts { car.parts }
    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    var path: String { LogbookPages.car(car.id) }

    var body: HTML {
        """
        \(Breadcrumbs(language: words.language, links: [PageLink(text: say(.logbookCars), address: "/logbook/cars")]))
        \(problem?.html)
        <h1>\(car.name)</h1>
        \(car.record.removed == nil ? "" : NoticeBox(.warn, "<p>\(say(.carIsRemoved))</p>").html)
        \(live)
        \(facts)
        \(odometer)
        \(reading)
        \(readings)
        \(orphans)
        \(CarTokensPart(car: car, tokens: tokens, formField: formField, typed: typed))
        \(employer)
        """
    }

    private var live: HTML {
        let part = car.live.map { LiveTripPart(car: car, live: $0, formField: formField, back: path) }
        return "<div id=\"live\" data-part data-every=\"30\">\(part)</div>"
    }

    private var facts: HTML {
        let vehicle = car.vehicle
        var pairs: [(name: String, value: HTML)] = []
        func add(_ phrase: Phrase, _ text: String) {
            if !text.isEmpty { pairs.append((say(phrase), "\(Shown.visible(text))")) }
        }
        add(.carPlate, vehicle.plate)
        add(.carMake, [vehicle.make, vehicle.type].filter { !$0.isEmpty }.joined(separator: " "))
        add(.carVIN, vehicle.vin)
        add(.carCountry, say(.country(vehicle.country)))
        add(.carOwnership, say(.ownership(vehicle.ownership)))
        add(.timeZoneName, vehicle.zone)
        add(.carFrom, vehicle.availableFrom)
        add(.carUntil, vehicle.availableUntil)
        add(.carBluetooth, vehicle.bluetooth)
        let book = Logbook.book(vehicle: car.id).name
        pairs.append((say(.book), "<a href=\"\(LedgerPages.address(book))\">\(book)</a>"))
        let remove: HTML =
            car.record.removed == nil
            ? "<a class=\"button\" href=\"\(path)/remove\">\(say(.carRemove))</a>" : ""
        return """
            \(Facts(pairs: pairs))
            <div class="actions"><a class="button" href="\(path)/edit">\(say(.carChange))</a>\(remove)</div>
            """
    }

    // MARK: odometer

    private var odometer: HTML {
        guard OdometerChart.isThere(car.view) else { return "" }
        let wide = OdometerChart(view: car.view, parts: parts, form: .wide)
        let narrow = OdometerChart(view: car.view, parts: parts, form: .narrow)
        return """
            <h2 id="odometer">\(say(.logbookOdometer))</h2>
            <figure class="plot">\(wide.svg)\(narrow.svg)
            <figcaption>\(wide.summary)\(OdometerChart.key(words))</figcaption></figure>
            """
    }

    private var reading: HTML {
        guard car.record.removed == nil else { return "" }
        let wall = WallTime(words.now, in: words.zone)
        func field(_ name: String, _ label: String, _ kind: FieldRow.Kind, _ value: String) -> FieldRow {
            FieldRow(
                name: name, label: label, kind: kind, value: typed[name] ?? value, isRequired: true,
                autocomplete: "off", limit: 16)
        }
        return """
            <section class="card narrow" id="reading"><h2>\(say(.carAddReading))</h2>
            <form class="fields" method="post" action="\(path)/reading">\(formField)
            \(field("odometer", "\(say(.logbookOdometer)) (\(parts.unit.rawValue))", .number, ""))\
            \(field("on", say(.logbookDay), .date, wall.day.description))\
            \(field("at", say(.time), .text, wall.clock))
            <p class="field">\(Button(say(.saveDo)))</p></form></section>
            """
    }

    private var readings: HTML {
        let refused = Dictionary(
            car.view.odometer.refused.map { ($0.reading, $0.reason) },
            uniquingKeysWith: { first, _ in first })
        let all = (car.view.odometer.anchors + refused.keys).sorted {
            ($1.instant, $1.value) < ($0.instant, $0.value)
        }
        guard !all.isEmpty else { return "" }
        let names = Dictionary(tokens.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let rows = all.prefix(12).map { reading -> DataTable.Row in
            let fault: HTML =
                refused[reading].map { reason in
                    """
                    \(Badge(say(.carRefused), .high)) \
                    <span class="small">\(say(LogbookQuestion.phrase(reason)))</span>
                    """
                } ?? ""
            let device = names[reading.device] ?? reading.device
            let source = device.isEmpty ? say(.tripOdometerPerson) : Shown.visible(device)
            return DataTable.Row(
                [
                    words.time(Date(microseconds: reading.instant)), "\(parts.distance(reading.value))",
                    "\(source)", fault,
                ], mark: refused[reading] == nil ? nil : .differs)
        }
        let table = DataTable(
            name: say(.carReadings),
            columns: [
                .init(say(.time)), .init(say(.logbookOdometer), isNumber: true), .init(say(.source)),
                .init(say(.state)),
            ], rows: rows)
        let rest: HTML =
            all.count > rows.count
            ? "<p class=\"quiet small\">\(words.count(all.count - rows.count, .carMoreReadings))</p>" : ""
        return "<h2 id=\"readings\">\(say(.carReadings))</h2>\n\(table)\(rest)"
    }

    /// Decisions whose trip is gone.
    private var orphans: HTML {
        guard !car.view.orphans.isEmpty else { return "" }
        let book = Logbook.book(vehicle: car.id).name
        let items = car.view.orphans.map { decision -> HTML in
            """
            <li><a href="\(LedgerPages.address(book, decision.entry))">\(say(.entry)) \
            \(words.number(decision.entry))</a>, \
            \(words.time(Date(microseconds: decision.instant)))</li>
            """
        }
        return
            "<h2 id=\"orphans\">\(say(.carOrphans))</h2>\n<p>\(say(.logbookAskOrphan))</p>\n<ul>\(items)</ul>"
    }

    // MARK: employers

    private var employer: HTML {
        let parts = FormParts(language: words.language)
        let items = employers.map { employer -> HTML in
            let button = parts.button(
                "\(path)/employers/remove", token: formField, .carEmployerRemove, .danger,
                about: Shown.visible(employer.name), name: "account", value: employer.account)
            return "<li>\(Shown.name(employer.name, words.language)) \(button)</li>"
        }
        let list: HTML =
            items.isEmpty ? "<p class=\"quiet\">\(say(.carNoEmployer))</p>" : "<ul>\(items)</ul>"
        let field = FieldRow(
            name: "employer", label: say(.accountName), value: typed["employer"] ?? "", isRequired: true,
            autocomplete: "off", limit: 64)
        return """
            <h2 id="employers">\(say(.carEmployers))</h2>
            <p>\(say(.carEmployersHelp))</p>
            \(list)
            <form class="row-form" method="post" action="\(path)/employers">\(formField)\(field)\
            \(Button(say(.carEmployerAdd)))</form>
            """
    }
}

/// Who reports about a vehicle.
struct CarTokensPart: Part {
    let car: LogbookCar
    let tokens: [DeviceToken]
    let formField: HTML
    var typed: [String: String] = [:]

    private var words: Words { car.parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var html: HTML {
        let parts = FormParts(language: words.language)
        let rows = tokens.map { token -> DataTable.Row in
            let state: HTML =
                token.revoked == nil
                ? parts.button(
                    "/logbook/tokens/\(HTML.pathComponent(token.id))/revoke", token: formField, .revokeDo,
                    .danger,
                    about: Shown.visible(token.name), name: "car", value: car.id)
                : Badge(say(.tokenRevoked), .missing).html
            let used: HTML = token.lastUsed.map { words.ago(Date(microseconds: $0)) } ?? "\(say(.never))"
            let scope = token.vehicle == nil ? say(.logbookAllCars) : car.name
            let address: HTML =
                token.isUsableInAddress
                ? "<br><span class=\"quiet small\">\(say(.deviceInAddress))</span>" : ""
            return DataTable.Row([
                "\(Shown.name(token.name, words.language))\(address)", "\(scope)",
                words.time(Date(microseconds: token.created)), used, state,
            ])
        }
        let table = DataTable(
            name: say(.devices),
            columns: [
                .init(say(.device)), .init(say(.deviceReportsFor)), .init(say(.madeAt)),
                .init(say(.lastUsed)),
                .init(say(.revokeDo), isUnseen: true),
            ], rows: rows)
        let list: HTML = rows.isEmpty ? "<p class=\"quiet\">\(say(.deviceNone))</p>" : table.html
        return """
            <h2 id="devices">\(say(.devices))</h2>
            <p>\(say(.devicesHelp)) <a href="\(LogbookSourcePages.path)">\(say(.sourcesAll))</a></p>
            \(list)
            \(form)
            """
    }

    private var form: HTML {
        guard car.record.removed == nil else { return "" }
        let kinds = DeviceKind.allCases.map {
            FieldRow.Choice(value: $0.rawValue, text: say($0.phrase))
        }
        let name = FieldRow(
            name: "device-name", label: say(.deviceName), value: typed["device-name"] ?? "",
            isRequired: true,
            autocomplete: "off", limit: 64)
        let kind = FieldRow(
            name: "device-kind", label: say(.deviceKind), kind: .choice(kinds),
            value: typed["device-kind"] ?? DeviceKind.shortcuts.rawValue, autocomplete: "off")
        let bound = FieldRow(
            name: "device-bound", label: say(.deviceReportsFor),
            kind: .choice([
                .init(value: "on", text: say(.deviceOnlyThis).replacing("{car}", with: car.name)),
                .init(value: "", text: say(.deviceAnyCar)),
            ]), value: typed["device-bound"] ?? "on", help: say(.deviceBoundHelp), autocomplete: "off")
        return """
            <section class="card narrow" id="new-device"><h2>\(say(.deviceNew))</h2>
            <form class="fields" method="post" action="\(LogbookPages.car(car.id))/tokens">\(formField)
            \(name)\(kind)\(bound)
            <p class="field">\(Button(say(.deviceMake)))</p></form></section>
            """
    }
}
