// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardJobs

/// The driver's own places, and who the driver is.
enum LogbookPlacePages {
    static let routes: [Route] = [
        Route("/logbook/places", "One's own places, and the rules by which trips count", scope: .drive) {
            _, context, site in
            let reader = try LogbookReader(context, site)
            return try await list(reader, nil, nil, site)
        },
        Route(
            "/api/logbook/places", "One's own places and rules", isData: true, scope: .drive,
            gives: LogbookPageSchemas.places
        ) { _, context, site in
            let reader = try LogbookReader(context, site)
            return JSONAnswer.response(LogbookPageJSON.places(try await reader.setup()))
        },
        Route("/logbook/places/new", "The form of a new place", scope: .drive) {
            request, context, site in
            let reader = try LogbookReader(context, site)
            return try await form(reader, PlaceDraft(request), nil, nil)
        },
        Route(.post, "/logbook/places/new", "Adds a place", scope: .drive) { request, context, site in
            let data = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            return try await save(PlaceDraft(data), nil, reader)
        },
        Route("/logbook/places/{place}/edit", "The form of a place", scope: .drive) {
            _, context, site in
            let reader = try LogbookReader(context, site)
            let place = try await place(context, reader)
            return try await form(reader, PlaceDraft(place), place, nil)
        },
        Route(
            .post, "/logbook/places/{place}/edit", "Changes a place; what it was stays in the book",
            scope: .drive
        ) {
            request, context, site in
            let data = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            let place = try await place(context, reader)
            var draft = PlaceDraft(data)
            draft.name = place.name
            return try await save(draft, place, reader)
        },
        Route(
            .post, "/logbook/places/{place}/remove", "Removes a place, from a day on or for all days",
            scope: .drive
        ) {
            request, context, site in
            let data = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            let place = try await place(context, reader)
            let problem = try await LogbookAnswer.problem(reader.words) {
                let from = try PlaceDraft.day(data["from"], reader.words)
                try await reader.logbook.removePlace(
                    PlaceRemoval(name: place.name, from: from), account: reader.account)
            }
            guard let problem else { return Routes.seeOther("/logbook/places") }
            return try await form(reader, PlaceDraft(place), place, problem)
        },
        Route(.post, "/logbook/profile", "Says who drives, and which days are free", scope: .drive) {
            request, context, site in
            let data = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            let problem = try await LogbookAnswer.problem(reader.words) {
                try await reader.logbook.setProfile(
                    try profile(data, reader.words), account: reader.account)
            }
            guard let problem else { return Routes.seeOther("/logbook/places#profile") }
            return try await list(reader, problem, data, site)
        },
    ]

    private static func profile(_ form: FormData, _ words: Words) throws -> DriverProfile {
        var holidays: [LocalDay] = []
        for line in (form["holidays"] ?? "").split(whereSeparator: \.isWhitespace) {
            guard let day = LocalDay(line) else { throw LogbookError(.invalid, words.say(.logbookNoDay)) }
            holidays.append(day)
        }
        func text(_ name: String) -> String { (form[name] ?? "").trimmingCharacters(in: .whitespaces) }
        return DriverProfile(
            name: text("driver-name"), address: text("driver-address"), employer: text("driver-employer"),
            holidays: holidays)
    }

    private static func place(_ context: PageContext, _ reader: LogbookReader) async throws -> Place {
        let name = try FilesPages.parameter("place", context)
        guard let place = try await reader.setup().places.first(where: { $0.name == name }) else {
            throw LogbookError(.notFound, "You have no such place.")
        }
        return place
    }

    private static func save(
        _ draft: PlaceDraft, _ old: Place?, _ reader: LogbookReader
    ) async throws -> Response {
        let problem = try await LogbookAnswer.problem(reader.words) {
            if old == nil, try await reader.setup().places.contains(where: { $0.name == draft.name }) {
                throw LogbookError(.conflict, reader.words.say(.placeTaken))
            }
            try await reader.logbook.putPlace(try draft.entry(reader.words), account: reader.account)
        }
        guard let problem else { return Routes.seeOther("/logbook/places") }
        return try await form(reader, draft, old, problem)
    }

    private static func form(
        _ reader: LogbookReader, _ draft: PlaceDraft, _ old: Place?, _ problem: LogbookProblem?
    ) async throws -> Response {
        let page = PlaceFormPage(
            draft: draft, old: old, problem: problem, words: reader.words, formField: reader.formField)
        return LogbookPages.page(
            page.title, page.path, .places, page.body, reader, status: problem?.status ?? .ok)
    }

    private static func list(
        _ reader: LogbookReader, _ problem: LogbookProblem?, _ typed: FormData?, _ site: Site
    ) async throws -> Response {
        let setup = try await reader.setup()
        let vehicles = try await reader.logbook.vehicles(of: reader.account).map(\.vehicle)
        let tiles = try await LogbookTiles(site)
        let page = PlacesPage(
            setup: setup, vehicles: vehicles, problem: problem, typed: typed, words: reader.words,
            formField: reader.formField, tiles: tiles)
        var response = LogbookPages.page(
            reader.words.say(.logbookPlaces), "/logbook/places", .places, page.body, reader,
            status: problem?.status ?? .ok)
        tiles.allow(in: &response)
        return response
    }
}

/// What somebody fills in about a place.
struct PlaceDraft: Sendable {
    var name = ""
    var latitude = ""
    var longitude = ""
    var radius = "150"
    var role = Place.Role.other
    var isSkipped = false
    var from = ""

    init(_ request: Request) {
        let query = request.uri.queryParameters
        latitude = query["latitude"].map(String.init) ?? ""
        longitude = query["longitude"].map(String.init) ?? ""
    }

    init(_ place: Place) {
        name = place.name
        latitude = LogbookParts.degrees(place.center.latitude)
        longitude = LogbookParts.degrees(place.center.longitude)
        radius = String(place.radius.metres)
        role = place.role
        isSkipped = place.isSkipped
    }

    init(_ form: FormData) {
        func text(_ name: String) -> String { (form[name] ?? "").trimmingCharacters(in: .whitespaces) }
        name = text("name").split(separator: " ").joined(separator: " ")
        latitude = text("latitude")
        longitude = text("longitude")
        radius = text("radius")
        role = Place.Role(rawValue: text("role")) ?? .other
        isSkipped = form["skipped"] != nil
        from = text("from")
    }

    /// A day that somebody typed; `nil` for none.
    static func day(_ text: String?, _ words: Words) throws(LogbookError) -> LocalDay? {
        let text = (text ?? "").trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty else { return nil }
        guard let day = LocalDay(text) else { throw LogbookError(.invalid, words.say(.logbookNoDay)) }
        return day
    }

    /// - Throws: `LogbookError` with `invalid`.
    func entry(_ words: Words) throws(LogbookError) -> PlaceEntry {
        // Degrees stand in every language with a point, as maps give them.
        guard let north = Double(latitude.replacing(",", with: ".")),
            let east = Double(longitude.replacing(",", with: ".")),
            let center = Position(latitude: north, longitude: east)
        else { throw LogbookError(.invalid, words.say(.placeNoPosition)) }
        guard let metres = LogbookNumber.value(radius, words.language),
            let radius = Distance(metres: metres)
        else {
            throw LogbookError(.invalid, words.say(.placeNoRadius))
        }
        var place = Place(name: name, center: center, radius: radius, role: role)
        place.isSkipped = isSkipped
        return PlaceEntry(place, from: try Self.day(from, words))
    }
}

/// The form of a place.
struct PlaceFormPage: Sendable {
    let draft: PlaceDraft
    let old: Place?
    var problem: LogbookProblem?
    let words: Words
    let formField: HTML

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    var title: String { old.map { Shown.visible($0.name) } ?? say(.placeNew) }
    var path: String {
        old.map { "/logbook/places/\(HTML.pathComponent($0.name))/edit" } ?? "/logbook/places/new"
    }

    private func line(
        _ name: String, _ phrase: Phrase, _ value: String, _ kind: FieldRow.Kind = .text,
        help: Phrase? = nil,
        isRequired: Bool = true, limit: Int = 20
    ) -> FieldRow {
        FieldRow(
            name: name, label: say(phrase), kind: kind, value: value, help: help.map(say),
            isRequired: isRequired,
            autocomplete: "off", limit: limit)
    }

    var body: HTML {
        let roles = Place.Role.allCases.map {
            FieldRow.Choice(value: $0.rawValue, text: say(.role($0)))
        }
        let name: HTML = old == nil ? line("name", .name, draft.name, limit: 80).html : ""
        let map = LogbookMap(
            title: title, summary: title,
            spots: (try? draft.entry(words)).map {
                [
                    .init(
                        position: $0.place.center, radius: $0.place.radius, name: $0.place.name, kind: .place)
                ]
            } ?? [], words: words, unit: .kilometres)
        return """
            \(Breadcrumbs(
                language: words.language, links: [PageLink(text: say(.logbookPlaces), address: "/logbook/places")]))
            \(problem?.html)
            <h1>\(title)</h1>
            \(map)
            <form class="fields" method="post" action="\(path)">\(formField)
            \(name)\(line("latitude", .placeLatitude, draft.latitude, help: .placeLatitudeHelp))\
            \(line("longitude", .placeLongitude, draft.longitude))\
            \(line("radius", .placeRadius, draft.radius, .number, help: .placeRadiusHelp))\
            \(line("role", .placeRole, draft.role.rawValue, .choice(roles), help: .placeRoleHelp))
            \(CheckRow(name: "skipped", label: say(.placeSkip), isChecked: draft.isSkipped))\
            \(line("from", .placeFrom, draft.from, .date, help: .placeFromHelp, isRequired: false))
            <p class="field">\(Button(say(.saveDo), .primary))</p></form>
            \(removal)
            """
    }

    private var removal: HTML {
        guard let old else { return "" }
        let from = FieldRow(
            name: "from", label: say(.placeRemoveFrom), kind: .text, help: say(.placeFromHelp),
            autocomplete: "off",
            limit: 10)
        // Two forms with a day each: the second field needs an id of its own.
        let field = HTML(trusted: from.html.markup.replacing("field-from", with: "field-removed-from"))
        return """
            <details class="fold"><summary>\(say(.placeRemove))</summary>
            <form class="fields" method="post" action="/logbook/places/\(HTML.pathComponent(old.name))/remove">\
            \(formField)\(field)<p class="field">\(Button(say(.placeRemove), .danger))</p></form></details>
            """
    }
}

extension Phrase {
    static func role(_ role: Place.Role) -> Phrase {
        switch role {
        case .home: .roleHome
        case .work: .roleWork
        case .customer: .roleCustomer
        case .other: .roleOther
        }
    }
}
