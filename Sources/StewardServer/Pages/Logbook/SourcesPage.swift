// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardStore
import Tally

/// What reports about somebody's cars.
struct SourcesPage: Sendable {
    let cars: [Vehicle]
    /// The newest first.
    let tokens: [DeviceToken]
    let broker: BrokerPart
    let typed: SourcesTyped
    let words: Words
    let formField: HTML

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        """
        \(typed.device?.html)\(broker.notice)
        <h1>\(say(.logbookSources))</h1>
        <p>\(say(.sourcesHelp))</p>
        <h2 id="devices">\(say(.devices))</h2>
        <p>\(say(.devicesHelp)) \(say(.sourcesBrowser)) <a href="/logbook/drive">\(say(.phoneTitle))</a></p>
        \(list)
        \(making)
        \(broker)
        <h2 id="files">\(say(.importTitle))</h2>
        <p>\(say(.importHelp))</p>
        <p><a class="button" href="\(LogbookImportPages.path)">\(say(.importTitle))</a></p>
        """
    }

    // MARK: devices

    private var list: HTML {
        guard !tokens.isEmpty else { return "<p class=\"quiet\">\(say(.sourcesNoDevice))</p>" }
        let parts = FormParts(language: words.language)
        let names = Dictionary(cars.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        // Those that work stand first.
        let rows = (tokens.filter { $0.revoked == nil } + tokens.filter { $0.revoked != nil }).map { token in
            let state: HTML =
                token.revoked == nil
                ? parts.button(
                    "/logbook/tokens/\(HTML.pathComponent(token.id))/revoke", token: formField, .revokeDo, .danger,
                    about: Shown.visible(token.name), name: "back", value: "\(LogbookSourcePages.path)#devices")
                : Badge(say(.deviceRevoked), .missing).html
            let car = token.vehicle.map { names[$0] ?? "–" }.map { Shown.visible($0) } ?? say(.logbookAllCars)
            let used: HTML = token.lastUsed.map { words.ago(Date(microseconds: $0)) } ?? "\(say(.never))"
            return DataTable.Row([
                Shown.name(token.name, words.language), "\(car)",
                "\(say(token.isUsableInAddress ? .deviceInAddress : .deviceByHeader))",
                words.time(Date(microseconds: token.created)), used, state,
            ])
        }
        return DataTable(
            name: say(.devices),
            columns: [
                .init(say(.device)), .init(say(.deviceReportsFor)), .init(say(.deviceToken)), .init(say(.madeAt)),
                .init(say(.lastUsed)), .init(say(.revokeDo), isUnseen: true),
            ], rows: rows
        ).html
    }

    private var making: HTML {
        guard !cars.isEmpty else {
            return EmptyState(
                title: say(.logbookNoCar), text: "\(say(.logbookNoCarHelp))",
                action: PageLink(text: say(.logbookAddCar), address: "/logbook/cars/new")
            ).html
        }
        let name = FieldRow(
            name: "device-name", label: say(.deviceName), value: typed["device-name"] ?? "",
            error: typed.device?.sentence, isRequired: true, autocomplete: "off", limit: 64)
        let kinds = DeviceKind.allCases.map { FieldRow.Choice(value: $0.rawValue, text: say($0.phrase)) }
        let kind = FieldRow(
            name: "device-kind", label: say(.deviceKind), kind: .choice(kinds),
            value: typed["device-kind"] ?? DeviceKind.shortcuts.rawValue, autocomplete: "off")
        let bound =
            [FieldRow.Choice(value: "", text: say(.deviceAnyCar))]
            + cars.map { car in
                let text = say(.deviceOnlyThis).replacing("{car}", with: Shown.visible(car.name))
                return FieldRow.Choice(value: car.id, text: text)
            }
        let car = FieldRow(
            name: "device-car", label: say(.deviceReportsFor), kind: .choice(bound),
            value: typed["device-car"] ?? (cars.count == 1 ? cars[0].id : ""), help: say(.deviceBoundHelp),
            autocomplete: "off")
        let shows = ChoiceGroup(
            name: "device-shows", label: say(.deviceShows),
            choices: [
                .init(value: "header", text: say(.deviceByHeader)),
                .init(value: "address", text: say(.deviceByAddress)),
            ], chosen: [typed["device-shows"] ?? "header"], help: say(.deviceShowsHelp))
        return """
            <section class="card narrow" id="new-device"><h3>\(say(.deviceNew))</h3>
            <form class="fields" method="post" action="\(LogbookSourcePages.path)/tokens">\(formField)
            \(name)\(kind)\(car)\(shows)
            <p class="field">\(Button(say(.deviceMake)))</p></form></section>
            """
    }
}

extension Words {
    /// A sentence that is English in every language of the pages, marked as such.
    func english(_ text: String) -> HTML {
        "<span\(HTML.attribute("lang", language == .english ? nil : "en"))>\(Shown.visible(text))</span>"
    }
}
