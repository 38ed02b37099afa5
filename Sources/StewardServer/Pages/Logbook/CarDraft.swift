// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs

/// What somebody fills in about a vehicle.
struct CarDraft: Sendable {
    var name = ""
    var plate = ""
    var make = ""
    var type = ""
    var vin = ""
    var country = Vehicle.Country.netherlands
    var zone = ""
    var ownership = Vehicle.Ownership.company
    var availableFrom = ""
    var availableUntil = ""
    var bluetooth = ""
    /// As typed, in the country's unit.
    var odometer = ""
    var isUsual = false

    /// A new one: where the reader is, as far as their zone tells.
    init(_ words: Words) {
        zone = words.zone.identifier
        switch zone {
        case "Europe/Berlin": country = .germany
        case "Europe/London": country = .unitedKingdom
        case let zone where zone.hasPrefix("America/") || zone.hasPrefix("US/"): country = .unitedStates
        default: zone = zone == "UTC" ? "Europe/Amsterdam" : zone
        }
    }

    init(_ vehicle: Vehicle, _ words: Words) {
        name = vehicle.name
        plate = vehicle.plate
        make = vehicle.make
        type = vehicle.type
        vin = vehicle.vin
        country = vehicle.country
        zone = vehicle.zone
        ownership = vehicle.ownership
        availableFrom = vehicle.availableFrom
        availableUntil = vehicle.availableUntil
        bluetooth = vehicle.bluetooth
        odometer = LogbookUnit(vehicle.country).field(vehicle.odometerAtStart, words)
        isUsual = vehicle.isUsual
    }

    init(_ form: FormData, _ words: Words) {
        func text(_ name: String) -> String { (form[name] ?? "").trimmingCharacters(in: .whitespaces) }
        name = text("name")
        plate = text("plate")
        make = text("make")
        type = text("type")
        vin = text("vin").uppercased()
        country = Vehicle.Country(rawValue: text("country")) ?? .netherlands
        zone = text("zone")
        ownership = Vehicle.Ownership(rawValue: text("ownership")) ?? .company
        availableFrom = text("from")
        availableUntil = text("until")
        bluetooth = text("bluetooth")
        odometer = text("odometer-start")
        isUsual = form["usual"] == "on"
    }

    /// Writes it into a vehicle.
    /// - Throws: `LogbookError` with `invalid` for an odometer that is none.
    func apply(to vehicle: inout Vehicle, _ words: Words) throws(LogbookError) {
        vehicle.name = name
        vehicle.plate = plate
        vehicle.make = make
        vehicle.type = type
        vehicle.vin = vin
        vehicle.country = country
        vehicle.zone = zone
        vehicle.ownership = ownership
        vehicle.availableFrom = availableFrom
        vehicle.availableUntil = availableUntil
        vehicle.bluetooth = bluetooth
        vehicle.isUsual = isUsual
        vehicle.odometerAtStart = nil
        guard !odometer.isEmpty else { return }
        guard let distance = LogbookUnit(country).distance(typed: odometer, words) else {
            throw LogbookError(.invalid, words.say(.logbookNoDistance))
        }
        vehicle.odometerAtStart = distance
    }
}

/// The form of a vehicle.
struct CarFormPage: Sendable {
    let draft: CarDraft
    /// The vehicle that is changed; `nil` for a new one.
    let old: VehicleRecord?
    var problem: LogbookProblem?
    let words: Words
    let formField: HTML

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var title: String { old.map { Shown.visible($0.vehicle.name) } ?? say(.logbookAddCar) }
    var path: String { old.map { LogbookPages.car($0.vehicle.id) + "/edit" } ?? "/logbook/cars/new" }

    var body: HTML {
        var links = [PageLink(text: say(.logbookCars), address: "/logbook/cars")]
        if let old { links.append(PageLink(text: title, address: LogbookPages.car(old.vehicle.id))) }
        let entry: HTML =
            old.map { "<input type=\"hidden\" name=\"entry\" value=\"\($0.entry)\">" } ?? ""
        return """
            \(Breadcrumbs(language: words.language, links: links))
            \(problem?.html)
            <h1>\(old == nil ? say(.logbookAddCar) : say(.carChange))</h1>
            <form class="fields" method="post" action="\(path)">\(formField)\(entry)
            \(fields)
            <p class="field">\(Button(say(.saveDo), .primary))</p>
            </form>
            """
    }

    private func line(
        _ name: String, _ label: Phrase, _ value: String, help: Phrase? = nil, limit: Int = 80,
        isRequired: Bool = false, kind: FieldRow.Kind = .text
    ) -> FieldRow {
        FieldRow(
            name: name, label: say(label), kind: kind, value: value, help: help.map(say),
            isRequired: isRequired,
            autocomplete: "off", limit: limit)
    }

    private var fields: [FieldRow] {
        let countries = Vehicle.Country.allCases.map {
            FieldRow.Choice(value: $0.rawValue, text: say(.country($0)))
        }
        // A car keeps a zone that is not offered any more; what is no zone is not offered.
        let isOther = !TimeZoneNames.all.contains(draft.zone) && LocalClock.named(draft.zone) != nil
        let zones = (isOther ? [draft.zone] : []) + TimeZoneNames.all
        let owners = Vehicle.Ownership.allCases.map {
            FieldRow.Choice(value: $0.rawValue, text: say(.ownership($0)))
        }
        let isUsual = [
            FieldRow.Choice(value: "", text: say(.carNotUsual)), .init(value: "on", text: say(.carUsual)),
        ]
        return [
            line("name", .name, draft.name, help: .carNameHelp, isRequired: true),
            line("plate", .carPlate, draft.plate, limit: 16), line("make", .carMake, draft.make),
            line("type", .carType, draft.type),
            line("vin", .carVIN, draft.vin, help: .carVINHelp, limit: 17),
            line(
                "country", .carCountry, draft.country.rawValue, help: .carCountryHelp,
                kind: .choice(countries)),
            line(
                "zone", .timeZoneName, draft.zone, help: .carZoneHelp,
                kind: .choice(zones.map { .init(value: $0, text: $0) })),
            line("ownership", .carOwnership, draft.ownership.rawValue, kind: .choice(owners)),
            line("from", .carFrom, draft.availableFrom, help: .carFromHelp, kind: .date),
            line("until", .carUntil, draft.availableUntil, kind: .date),
            line("odometer-start", .carOdometerStart, draft.odometer, limit: 16, kind: .number),
            line("bluetooth", .carBluetooth, draft.bluetooth, help: .carBluetoothHelp),
            usual(isUsual),
        ]
    }

    /// A select, where a box that is not ticked would send nothing.
    private func usual(_ choices: [FieldRow.Choice]) -> FieldRow {
        line("usual", .carUsualLabel, draft.isUsual ? "on" : "", kind: .choice(choices))
    }
}

extension Phrase {
    static func country(_ country: Vehicle.Country) -> Phrase {
        switch country {
        case .netherlands: .countryNetherlands
        case .germany: .countryGermany
        case .unitedKingdom: .countryKingdom
        case .unitedStates: .countryStates
        }
    }

    static func ownership(_ ownership: Vehicle.Ownership) -> Phrase {
        switch ownership {
        case .company: .carCompany
        case .personal: .carOwn
        }
    }
}
