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
            let page = try await shown(request, reader, site)
            var response = LogbookPages.page(
                reader.words.say(.logbookCharging), "/logbook/charging", .charging, page.body, reader)
            if page.map != nil { page.tiles.allow(in: &response) }
            return response
        },
        Route(
            "/api/logbook/charging", "Charging stations near one of one's places, the nearest first", isData: true,
            scope: .drive, queries: queries, gives: LogbookPageSchemas.charging,
            problems: [.conflict, .badGateway, .gatewayTimeout]
        ) { request, context, site in
            let page = try await asked(request, try LogbookReader(context, site), site)
            if page.isWrong {
                throw HTTPError(
                    .badRequest,
                    message: "Send as “place” the name of one of your places, or as “at” a position, as 52.09,5.12.")
            }
            return JSONAnswer.response(LogbookPageJSON.charging(page))
        },
        Route(
            "/api/logbook/charging-map", "Charging stations near a place, to be laid over a map", isData: true,
            scope: .drive, queries: queries, gives: LogbookPageSchemas.map
        ) { request, context, site in
            let page = try await shown(request, try LogbookReader(context, site), site)
            return JSONAnswer.response(LogbookPageJSON.map(page.map ?? page.nothing))
        },
    ]

    private static let queries = [
        Query("place", "The name of one's own place", .string(most: 200)),
        Query("at", "Instead of a place its latitude and longitude, as 52.09,5.12", .string(most: 60)),
        Query("radius", "Whole kilometres", .integer(min: 1, max: 50).standard(5)),
    ]

    /// For people: why the service gave none is part of the page.
    private static func shown(
        _ request: Request, _ reader: LogbookReader, _ site: Site
    ) async throws -> ChargingPage {
        let (asked, service) = try await prepared(request, reader, site)
        var page = asked
        do {
            page.stations = try await stations(page, service, site)
        } catch let error as IntegrationError {
            page.failure = reader.words.english(error.message)
        } catch is Fault {
            page.failure = "\(reader.words.say(.chargingSlow))"
        }
        return page
    }

    /// For programs: what the service says is the answer's status.
    private static func asked(
        _ request: Request, _ reader: LogbookReader, _ site: Site
    ) async throws -> ChargingPage {
        let (asked, service) = try await prepared(request, reader, site)
        var page = asked
        page.stations = try await stations(page, service, site)
        return page
    }

    /// The stations around the page's place; `nil` when there is none, or no service.
    private static func stations(
        _ page: ChargingPage, _ service: (any ChargerFinding)?, _ site: Site
    ) async throws -> [ChargingStation]? {
        guard let service, let center = page.center else { return nil }
        let (chargers, radius) = (site.chargers, Distance(metres: page.radius * 1000))
        let found = try await TimeLimit.run(.seconds(20), clock: site.patience) {
            try await chargers.stations(near: center, within: radius, limit: 60, from: service)
        }
        guard let found else { throw Fault.tooSlow(20) }
        return found
    }

    /// What was asked, and who can answer it.
    private static func prepared(
        _ request: Request, _ reader: LogbookReader, _ site: Site
    ) async throws -> (page: ChargingPage, service: (any ChargerFinding)?) {
        // A browser sends a form with + for each blank.
        let query = request.form
        let places = try await reader.setup().places
        var page = ChargingPage(
            words: reader.words, places: places, tiles: try await LogbookTiles(site))
        page.place = query?["place"] ?? ""
        page.position = query?["at"] ?? ""
        page.radius =
            query?["radius"].flatMap { Int64($0) }.flatMap { (1...50).contains($0) ? $0 : nil } ?? 5
        let named = places.first { $0.name == page.place }?.center
        page.center = named ?? ChargingPage.position(page.position)
        page.isWrong = page.center == nil && !(page.position.isEmpty && page.place.isEmpty)
        let service = try await finder(site)
        page.isConnected = service != nil
        return (page, service)
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
    var failure: HTML?

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
        if let failure { return NoticeBox(.warn, title: say(.chargingFailed), "<p>\(failure)</p>").html }
        guard let stations, let center else { return "" }
        guard !stations.isEmpty else { return "<p class=\"quiet\">\(say(.chargingNothing))</p>" }
        let rows = stations.enumerated().map { index, station in
            DataTable.Row([
                """
                <span class="quiet">\(index + 1)</span> \(Shown.visible(station.title))<br>\
                <span class="small quiet">\(Shown.visible(Self.address(station)))</span>
                """,
                "\(Shown.visible(station.operatorName ?? "–"))", "\(power(station))",
                "\(connectors(station))",
                "\(words.decimal(Double(Self.distance(center, station).metres) / 1000, digits: 1)) km",
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
        return "\(map?.html ?? "")\n\(table)\n<p class=\"quiet small\">\(credits)</p>"
    }

    /// Where the stations are; `nil` when there are none.
    var map: LogbookMap? {
        guard failure == nil, let stations, !stations.isEmpty, let center else { return nil }
        var map = nothing
        map.spots = [.init(position: center, name: place, kind: .place)] + marks(stations)
        let asked = [("place", place), ("at", position), ("radius", String(radius))].filter { !$0.1.isEmpty }
        let query = asked.map { "\($0.0)=\(HTML.pathComponent($0.1))" }.joined(separator: "&")
        map.data = "/api/logbook/charging-map?\(query)"
        map.leaflet = tiles
        return map
    }

    /// A map without anything.
    var nothing: LogbookMap {
        LogbookMap(
            title: say(.logbookCharging), summary: words.count(stations?.count ?? 0, .chargingStations), words: words,
            unit: .kilometres)
    }

    /// The stations on the map, with the numbers that they have in the list.
    private func marks(_ stations: [ChargingStation]) -> [LogbookMap.Spot] {
        stations.enumerated().map { index, station in
            let told = [station.title, power(station), station.operatorName ?? ""].filter { !$0.isEmpty }
            return LogbookMap.Spot(
                position: station.position, name: String(index + 1), kind: .charger,
                hint: Shown.visible(told.joined(separator: " · ")))
        }
    }

    /// As the crow flies.
    static func distance(_ center: Position, _ station: ChargingStation) -> Distance {
        Distance(metres: Int64(Earth.distance(center, station.position).rounded()))
    }

    static func address(_ station: ChargingStation) -> String {
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
