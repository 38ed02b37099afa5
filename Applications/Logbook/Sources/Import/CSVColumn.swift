// SPDX-License-Identifier: Apache-2.0

/// What a column of a table holds. Headings are compared without case, blanks and signs, so `Begin km-stand`,
/// `begin_km_stand` and `BEGINKMSTAND` are one.
enum CSVColumn: String, Sendable, Hashable, CaseIterable {
    // Of points, readings and charging sessions.
    case time, latitude, longitude, accuracy, speed, speedKmh, heading, movement, device, odometer, charge, state
    // Of trips.
    case start, end, endDate, from, to, fromLatitude, fromLongitude, toLatitude, toLongitude, distance, use, business
    case personal, commute, odometerBefore, odometerAfter, purpose, partner, project, notes, name
    // Of both.
    case date, vehicle

    /// The headings that mean it; English, Dutch and German, those of the older spreadsheet and of evcc among them.
    var headings: [String] {
        switch self {
        case .time: ["time", "timestamp", "datetime", "at", "measuredat", "created", "tijd", "zeit", "zeitpunkt"]
        case .latitude: ["latitude", "lat", "breedtegraad", "breitengrad"]
        case .longitude: ["longitude", "lon", "lng", "long", "lengtegraad", "längengrad"]
        case .accuracy: ["accuracy", "acc", "accuracym", "horizontalaccuracy"]
        case .speed: ["speed", "speedms"]
        case .speedKmh: ["speedkmh", "speedkmph"]
        case .heading: ["heading", "course", "bearing"]
        case .movement: ["activity", "movement", "motion"]
        case .device: ["device"]
        case .odometer: ["odometer", "mileage", "kilometerstand", "kmstand"]
        case .charge: ["soc", "charge", "battery", "batterylevel", "socstart"]
        case .state: ["state", "status"]
        case .start: ["start", "starttime", "departure", "departuretime", "vertrektijd", "vertrek", "abfahrt"]
        case .end: ["end", "endtime", "arrival", "arrivaltime", "aankomsttijd", "aankomst", "ankunft"]
        case .endDate: ["enddate", "einddatum", "enddatum"]
        case .from: ["from", "fromaddress", "van", "von", "startaddress", "vertrekadres"]
        case .to: ["to", "toaddress", "naar", "nach", "endaddress", "destination", "aankomstadres", "ziel"]
        case .fromLatitude: ["fromlat", "fromlatitude", "vanlat"]
        case .fromLongitude: ["fromlon", "fromlng", "fromlongitude", "vanlon"]
        case .toLatitude: ["tolat", "tolatitude", "naarlat"]
        case .toLongitude: ["tolon", "tolng", "tolongitude", "naarlon"]
        case .distance: ["distance", "afstand", "strecke", "kilometers", "kilometres", "kilometer", "km", "miles"]
        case .use: ["type", "triptype", "use", "soort", "art"]
        case .business: ["business", "zakelijk", "geschäftlich"]
        case .personal: ["private", "personal", "privé", "prive", "privat"]
        case .commute: ["commute", "woonwerk", "arbeitsweg"]
        case .odometerBefore:
            [
                "startodo", "startodometer", "odometerstart", "odometerbefore", "beginkmstand", "beginstand",
                "kmstandstart",
            ]
        case .odometerAfter:
            ["endodo", "endodometer", "odometerend", "odometerafter", "eindkmstand", "eindstand", "kmstandende"]
        case .purpose: ["purpose", "doel", "reden", "zweck", "reisezweck"]
        case .partner: ["partner", "contact", "client", "company", "bedrijf", "geschäftspartner"]
        case .project: ["project", "projekt"]
        case .notes: ["notes", "note", "notities", "opmerkingen", "bemerkung"]
        case .name: ["id", "tripid", "nummer"]
        case .date: ["date", "datum"]
        case .vehicle: ["vehicle", "car", "auto", "voertuig", "fahrzeug", "kenteken", "plate"]
        }
    }

    /// Whether its numbers are distances, whose heading may end in a unit.
    var isDistance: Bool {
        switch self {
        case .odometer, .distance, .business, .personal, .commute, .odometerBefore, .odometerAfter: true
        default: false
        }
    }

    /// A heading without case, blanks and signs.
    static func key(_ heading: String) -> String { String(heading.lowercased().filter { $0.isLetter || $0.isNumber }) }

    private static let known: [String: CSVColumn] = Dictionary(
        allCases.flatMap { column in column.headings.map { ($0, column) } }, uniquingKeysWith: { first, _ in first })

    /// The column of a heading, and the unit that it names; `nil` for a heading that nobody knows.
    static func find(_ heading: String) -> (column: CSVColumn, unit: DistanceUnit?)? {
        let key = key(heading)
        if let column = known[key] { return (column, key == "miles" ? .miles : key == "km" ? .kilometres : nil) }
        for (ending, unit) in [("km", DistanceUnit.kilometres), ("miles", .miles), ("mi", .miles), ("m", .metres)]
        where key.hasSuffix(ending) {
            if let column = known[String(key.dropLast(ending.count))], column.isDistance { return (column, unit) }
        }
        return nil
    }
}
