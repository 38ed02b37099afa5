// SPDX-License-Identifier: Apache-2.0

/// Which tables a country's report has, and which of the book's lines stand in each. Together they show every line
/// once.
struct ReportLayout: Sendable {
    let tables: [Table]

    struct Table: Sendable {
        let id: String
        let title: Term
        let columns: [ReportColumn]
        let includes: @Sendable (ReportLine) -> Bool
    }

    init(_ country: Vehicle.Country) {
        switch country {
        case .netherlands: tables = [Table(id: "trips", title: ReportWords.trips, columns: Self.dutch) { _ in true }]
        case .germany: tables = [Table(id: "trips", title: ReportWords.trips, columns: Self.german) { _ in true }]
        case .unitedKingdom: tables = Self.apart(Self.british, Self.britishRest)
        case .unitedStates: tables = Self.apart(Self.american, Self.americanRest)
        }
    }

    /// Business in one table, everything else in another.
    private static func apart(_ columns: [ReportColumn], _ rest: [ReportColumn]) -> [Table] {
        let isBusiness: @Sendable (ReportLine) -> Bool = { line in
            line.trip.map { $0.use == .business || $0.use == .mixed } ?? false
        }
        return [
            Table(id: "business", title: ReportWords.businessTrips, columns: columns, includes: isBusiness),
            Table(id: "other", title: ReportWords.otherTrips, columns: rest) { !isBusiness($0) },
        ]
    }

    /// Sequence or date, odometer, addresses, route if it differs, business or private, private detour; for the RRS
    /// framework also how it was measured and when it was recorded.
    private static let dutch: [ReportColumn] = [
        .number, .date, .start, .end, .odometerStart, .odometerEnd, .from, .to, .route, .deviationReason, .use,
        .distance, .business, .commute, .personal, .detour, .purpose, .partner, .driver, .source, .recorded,
    ]
    /// Betriebsfahrt: date, odometer, destination with street and number, route when detouring, purpose, business
    /// partner. Arbeitsweg: a short note with kilometres. Privatfahrt: kilometres.
    private static let german: [ReportColumn] = [
        .number, .date, .start, .end, .odometerStart, .odometerEnd, .use, .from, .to, .route, .deviationReason,
        .purpose,
        .partner, .distance, .business, .commute, .personal, .driver, .recorded,
    ]
    /// Date, start and end with postcodes, purpose, miles, vehicle.
    private static let british: [ReportColumn] = [
        .number, .date, .from, .fromPostcode, .to, .toPostcode, .purpose, .partner, .vehicle, .distance, .business,
        .commute, .personal, .rate,
    ]
    private static let britishRest: [ReportColumn] = [
        .number, .date, .from, .fromPostcode, .to, .toPostcode, .use, .vehicle, .distance, .commute, .personal,
    ]
    /// Date, mileage, destination, business purpose; the odometer besides.
    private static let american: [ReportColumn] = [
        .number, .date, .from, .to, .purpose, .partner, .odometerStart, .odometerEnd, .distance, .business, .commute,
        .personal, .rate, .recorded,
    ]
    private static let americanRest: [ReportColumn] = [
        .number, .date, .from, .to, .use, .odometerStart, .odometerEnd, .distance, .commute, .personal, .recorded,
    ]
}
