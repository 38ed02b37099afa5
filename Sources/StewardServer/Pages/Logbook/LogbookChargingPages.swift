// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCatalog
import StewardCore
import StewardIntegration
import Tally

/// Charging stations around one's places.
enum LogbookChargingPages {
    static let routes: [Route] = [
        Route(
            "/logbook/charging", "Charging stations near a place, with power and operator", scope: .drive
        ) {
            request, context, site in
            let reader = try LogbookReader(context, site)
            let page = try await page(request, reader, site)
            var response = LogbookPages.page(
                reader.words.say(.logbookCharging), "/logbook/charging", .charging, page.body, reader)
            page.tiles.allow(in: &response)
            return response
        }
    ]

    private static func page(
        _ request: Request, _ reader: LogbookReader, _ site: Site
    ) async throws -> ChargingPage {
        let query = request.uri.queryParameters
        let places = try await reader.setup().places
        var page = ChargingPage(
            words: reader.words, places: places, tiles: try await LogbookTiles(site))
        page.place = query["place"].map(String.init) ?? ""
        page.position = query["at"].map(String.init) ?? ""
        page.radius =
            query["radius"].flatMap { Int64($0) }.flatMap { (1...50).contains($0) ? $0 : nil } ?? 5
        guard let service = try await finder(site) else { return page }
        page.isConnected = true
        let named = places.first { $0.name == page.place }?.center
        guard let center = named ?? ChargingPage.position(page.position) else {
            page.isWrong = !page.position.isEmpty || !page.place.isEmpty
            return page
        }
        page.center = center
        let (chargers, radius) = (site.chargers, Distance(metres: page.radius * 1000))
        do {
            let found = try await TimeLimit.run(.seconds(20), clock: site.patience) {
                try await chargers.stations(near: center, within: radius, limit: 60, from: service)
            }
            page.stations = found
            if found == nil { page.failure = reader.words.say(.chargingSlow) }
        } catch let error as IntegrationError {
            page.failure = error.message
        }
        return page
    }

    /// The first connection that finds charging stations; `nil` when there is none.
    private static func finder(_ site: Site) async throws -> (any ChargerFinding)? {
        for saved in try await site.installation.connections.list() {
            let manifest = try? Connections.entry(saved.integration).manifest
            guard manifest?.capabilities.contains(.chargerFinding) ?? false else { continue }
            if let service = try await site.opening(saved.name) as? any ChargerFinding { return service }
        }
        return nil
    }
}

/// Charging stations on a list and a map, or how to connect a service that knows them.
struct ChargingPage: Sendable {
    let words: Words
    let places: [Place]
    let tiles: LogbookTiles
    var isConnected = false
    var place = ""
    var position = ""
    var radius: Int64 = 5
    var center: Position?
    /// Whether what was asked is no place.
    var isWrong = false
    var stations: [ChargingStation]?
    /// Why the service gave none.
    var failure: String?

    init(words: Words, places: [Place], tiles: LogbookTiles) {
        self.words = words
        self.places = places
        self.tiles = tiles
    }

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    /// `52.09, 5.12`; `nil` for anything else.
    static func position(_ text: String) -> Position? {
        let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }.compactMap { Double($0) }
        guard parts.count == 2 else { return nil }
        return Position(latitude: parts[0], longitude: parts[1])
    }

    var body: HTML {
        guard isConnected else {
            return """
                <h1>\(say(.logbookCharging))</h1>
                \(EmptyState(
                    title: say(.chargingNone), text: "\(say(.chargingNoneHelp))",
                    action: PageLink(text: say(.connections), address: "/connections")))
                """
        }
        return "<h1>\(say(.logbookCharging))</h1>\n\(chooser)\n\(found)"
    }

    private var chooser: HTML {
        let choices =
            [FieldRow.Choice(value: "", text: say(.chargingElsewhere))]
            + places.map { .init(value: $0.name, text: Shown.visible($0.name)) }
        let list = FieldRow(
            name: "place", label: say(.tripPlace), kind: .choice(choices), value: place,
            autocomplete: "off")
        let at = FieldRow(
            name: "at", label: say(.tripPosition), value: position, help: say(.chargingAtHelp),
            error: isWrong ? say(.placeNoPosition) : nil, autocomplete: "off", limit: 60)
        let far = FieldRow(
            name: "radius", label: say(.chargingRadius),
            kind: .choice([2, 5, 10, 25, 50].map { .init(value: "\($0)", text: "\($0) km") }),
            value: String(radius),
            autocomplete: "off")
        return """
            <form class="chooser wide" method="get" action="/logbook/charging">\(list)\(at)\(far)
            <div class="actions">\(Button(say(.show), .primary))</div></form>
            """
    }

    private var found: HTML {
        if let failure { return NoticeBox(.warn, title: say(.callFailed), "<p>\(failure)</p>").html }
        guard let stations, let center else { return "" }
        guard !stations.isEmpty else { return "<p class=\"quiet\">\(say(.chargingNothing))</p>" }
        let map = LogbookMap(
            title: say(.logbookCharging), summary: words.count(stations.count, .chargingStations),
            spots: [.init(position: center, name: place, kind: .place)]
                + stations.map { .init(position: $0.position, name: "", kind: .charger) }, words: words,
            unit: .kilometres)
        let rows = stations.map { station in
            DataTable.Row([
                """
                \(Shown.visible(station.title))<br>\
                <span class="small quiet">\(Shown.visible(Self.address(station)))</span>
                """,
                "\(Shown.visible(station.operatorName ?? "–"))", "\(power(station))",
                "\(connectors(station))",
                "\(words.decimal(Earth.distance(center, station.position) / 1000, digits: 1)) km",
            ])
        }
        let table = DataTable(
            name: say(.logbookCharging),
            columns: [
                .init(say(.chargingStation)), .init(say(.chargingOperator)),
                .init(say(.chargingPower), isNumber: true),
                .init(say(.chargingConnectors)), .init(say(.logbookDistance), isNumber: true),
            ], rows: rows)
        let credits = Set(stations.compactMap(\.attribution)).sorted().joined(separator: " · ")
        return "\(map)\n\(table)\n<p class=\"quiet small\">\(credits)</p>"
    }

    private static func address(_ station: ChargingStation) -> String {
        station.address.map { LogbookParts.short($0) } ?? ""
    }

    /// The highest of its connectors.
    private func power(_ station: ChargingStation) -> String {
        guard let most = station.connectors.compactMap(\.power).max() else { return Words.nothing }
        return "\(words.decimal(most, digits: most == most.rounded() ? 0 : 1)) kW"
    }

    private func connectors(_ station: ChargingStation) -> String {
        let kinds = station.connectors.map { connector in
            let count = connector.count.map { $0 > 1 ? "\(words.number($0)) × " : "" } ?? ""
            return count + connector.kind
        }
        return Shown.visible(Array(Set(kinds)).sorted().joined(separator: ", "))
    }
}
