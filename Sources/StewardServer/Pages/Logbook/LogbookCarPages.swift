// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardJobs
import StewardStore

/// Vehicles: what they are, their odometers, who reports about them, who may look.
enum LogbookCarPages {
    static let routes: [Route] = pages + forms + acts

    private static let pages = [
        Route("/logbook/cars", "One's own vehicles", scope: .drive) { _, context, site in
            let reader = try LogbookReader(context, site)
            let page = CarsPage(
                cars: try await LogbookCar.all(reader),
                watched: try await reader.logbook.employersVehicles(of: reader.account), words: reader.words
            )
            return LogbookPages.page(
                reader.words.say(.logbookCars), "/logbook/cars", .cars, page.body, reader)
        },
        Route("/logbook/cars/{vehicle}", "A vehicle: data, odometer, devices, employers", scope: .drive) {
            _, context, site in
            try await page(nil, [:], context, site)
        },
        Route(
            "/api/logbook/cars", "One's own vehicles with their odometers and totals", isData: true,
            scope: .drive,
            gives: .array(of: LogbookPageSchemas.car)
        ) { _, context, site in
            let reader = try LogbookReader(context, site)
            return JSONAnswer.response(.array(try await LogbookCar.all(reader).map(LogbookPageJSON.car)))
        },
        Route(
            "/api/logbook/cars/{vehicle}",
            "A vehicle of one's own: data, readings, gaps, months, devices",
            isData: true, scope: .drive, gives: LogbookPageSchemas.carDetails, problems: [.notFound]
        ) { _, context, site in
            let reader = try LogbookReader(context, site)
            let car = try await LogbookCar.one(try FilesPages.parameter("vehicle", context), reader)
            return JSONAnswer.response(LogbookPageJSON.carDetails(car, try await tokens(of: car, reader)))
        },
        Route("/logbook/employer/{vehicle}", "A vehicle as its employer sees it", scope: .drive) {
            _, context, site in
            let reader = try LogbookReader(context, site)
            let id = try FilesPages.parameter("vehicle", context)
            let view = try await reader.logbook.employersView(of: id, account: reader.account)
            let record = try await reader.logbook.employersVehicles(of: reader.account).first {
                $0.vehicle.id == id
            }
            guard let vehicle = record?.vehicle else {
                throw LogbookError(.notFound, "There is no such vehicle.")
            }
            let page = EmployerPage(view: view, vehicle: vehicle, words: reader.words)
            return LogbookPages.page(
                Shown.visible(vehicle.name), "/logbook/employer/\(HTML.pathComponent(id))", .cars,
                page.body, reader)
        },
    ]

    // MARK: new and changed

    private static let forms = [
        Route("/logbook/cars/new", "The form of a new vehicle", scope: .drive) { _, context, site in
            let reader = try LogbookReader(context, site)
            return form(CarDraft(reader.words), nil, nil, reader)
        },
        Route(.post, "/logbook/cars/new", "Adds a vehicle", scope: .drive) { request, context, site in
            let data = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            let draft = CarDraft(data, reader.words)
            var made = ""
            let problem = try await LogbookAnswer.problem(reader.words) {
                var vehicle = Vehicle(
                    id: "", owner: reader.account, name: draft.name, country: draft.country, zone: draft.zone)
                try draft.apply(to: &vehicle, reader.words)
                made = try await reader.logbook.addVehicle(
                    vehicle, account: reader.account, actor: reader.actor
                )
                .vehicle.id
            }
            guard let problem else { return Routes.seeOther(LogbookPages.car(made) + "#devices") }
            return form(draft, nil, problem, reader)
        },
        Route("/logbook/cars/{vehicle}/edit", "The form of a vehicle", scope: .drive) {
            _, context, site in
            let (reader, record) = try await own(context, site)
            return form(CarDraft(record.vehicle, reader.words), record, nil, reader)
        },
        Route(
            .post, "/logbook/cars/{vehicle}/edit", "Changes a vehicle; what it was stays in its book",
            scope: .drive
        ) {
            request, context, site in
            let data = try await FormData.read(request, context)
            let (reader, record) = try await own(context, site)
            let draft = CarDraft(data, reader.words)
            let problem = try await LogbookAnswer.problem(reader.words) {
                try await reader.logbook.changeVehicle(
                    record.vehicle.id, account: reader.account, actor: reader.actor,
                    from: data["entry"].flatMap { Int64($0) }
                ) { vehicle in try draft.apply(to: &vehicle, reader.words) }
            }
            guard let problem else { return Routes.seeOther(LogbookPages.car(record.vehicle.id)) }
            return form(draft, record, problem, reader)
        },
        Route(
            "/logbook/cars/{vehicle}/remove", "What taking a vehicle out of the lists means",
            scope: .drive
        ) {
            _, context, site in
            let (reader, record) = try await own(context, site)
            return removal(record, nil, reader)
        },
        Route(
            .post, "/logbook/cars/{vehicle}/remove", "Takes a vehicle out of the lists; its book stays",
            scope: .drive
        ) {
            request, context, site in
            _ = try await FormData.read(request, context)
            let (reader, record) = try await own(context, site)
            let problem = try await LogbookAnswer.problem(reader.words) {
                try await reader.logbook.removeVehicle(
                    record.vehicle.id, account: reader.account, actor: reader.actor)
            }
            return problem.map { removal(record, $0, reader) } ?? Routes.seeOther("/logbook/cars")
        },
    ]

    private static func form(
        _ draft: CarDraft, _ old: VehicleRecord?, _ problem: LogbookProblem?, _ reader: LogbookReader
    ) -> Response {
        let page = CarFormPage(
            draft: draft, old: old, problem: problem, words: reader.words, formField: reader.formField)
        return LogbookPages.page(
            page.title, page.path, .cars, page.body, reader, status: problem?.status ?? .ok)
    }

    private static func removal(
        _ record: VehicleRecord, _ problem: LogbookProblem?, _ reader: LogbookReader
    ) -> Response {
        let words = reader.words
        let (name, path) = (Shown.visible(record.vehicle.name), LogbookPages.car(record.vehicle.id))
        let body: HTML = """
            \(Breadcrumbs(language: words.language, links: [PageLink(text: name, address: path)]))
            \(problem?.html)
            <h1>\(words.say(.carRemove))</h1>
            <p>\(words.say(.carRemoveHelp))</p>
            <form class="fields" method="post" action="\(path)/remove">\(reader.formField)\
            <p class="field">\(Button(words.say(.carRemove), .dangerPrimary))</p></form>
            """
        return LogbookPages.page(
            "\(words.say(.carRemove)): \(name)", path + "/remove", .cars, body, reader,
            status: problem?.status ?? .ok)
    }

    // MARK: what is done on the page of a vehicle

    private static let acts = [
        act("reading", "Records what the odometer shows", ["odometer", "on", "at"]) {
            car, form, reader, _ in
            try await reader.record([try reading(form, car)], about: car.id)
        },
        act("employers", "Lets an account look as an employer does", ["employer"]) {
            car, form, reader, site in
            let name = (form["employer"] ?? "").trimmingCharacters(in: .whitespaces).lowercased()
            guard
                let person = try await site.access.people().first(where: { $0.name.lowercased() == name })
            else {
                throw LogbookError(.invalid, reader.words.say(.carEmployerUnknown))
            }
            try await reader.logbook.changeVehicle(car.id, account: reader.account, actor: reader.actor) {
                vehicle in
                if !vehicle.employers.contains(person.id) { vehicle.employers.append(person.id) }
            }
        },
        act("employers/remove", "Ends what an account may look at", []) { car, form, reader, _ in
            try await reader.logbook.changeVehicle(car.id, account: reader.account, actor: reader.actor) {
                vehicle in
                vehicle.employers.removeAll { $0 == form["account"] }
            }
        },
        act("live", "Says that the trip that goes on has ended, or is none", []) {
            car, form, reader, _ in
            let fact: Observation.Fact = form["what"] == "cancelled" ? .cancelled : .finished
            try await reader.record(
                [Observation(instant: reader.now, device: "", fact: fact)], about: car.id)
        },
        Route(
            .post, "/logbook/cars/{vehicle}/tokens",
            "Makes a device token; its answer shows it, this once", scope: .drive
        ) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let (reader, record) = try await own(context, site)
            let car = try await LogbookCar.one(record.vehicle.id, reader)
            let kind = form["device-kind"].flatMap { DeviceKind(rawValue: $0) } ?? .other
            do {
                let made = try await reader.logbook.makeToken(
                    account: reader.account, vehicle: form["device-bound"] == "on" ? car.id : nil,
                    name: form["device-name"] ?? "", isUsableInAddress: kind.needsAddress)
                let page = DeviceTokenPage(
                    secret: made.secret, token: made.token, kind: kind, bluetooth: car.vehicle.bluetooth,
                    base: DeviceTokenPage.base(request, context), back: LogbookPages.car(car.id) + "#devices",
                    words: car.parts.words)
                return LogbookPages.page(page.title, LogbookPages.car(car.id), .cars, page.body, reader)
            } catch let error as LogbookError where error.code == .invalid || error.code == .tooMuch {
                let names = ["device-name", "device-kind", "device-bound"]
                return try await LogbookCarPages.page(
                    LogbookProblem(error, reader.words), typed(form, names), context, site)
            }
        },
        Route(
            .post, "/logbook/tokens/{token}/revoke", "Ends a device token of one's own", scope: .drive
        ) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            try await reader.logbook.revokeToken(
                try FilesPages.parameter("token", context), account: reader.account)
            let car = form["car"].map { LogbookPages.car($0) + "#devices" } ?? "/logbook/cars"
            return Routes.seeOther(LogbookPages.back(form, else: car))
        },
    ]

    private static func act(
        _ name: String, _ summary: String, _ names: [String],
        _ body: @escaping @Sendable (LogbookCar, FormData, LogbookReader, Site) async throws -> Void
    ) -> Route {
        Route(.post, "/logbook/cars/{vehicle}/\(name)", summary, scope: .drive) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            let car = try await LogbookCar.one(try FilesPages.parameter("vehicle", context), reader)
            let problem = try await LogbookAnswer.problem(reader.words) {
                try await body(car, form, reader, site)
            }
            guard let problem else {
                return Routes.seeOther(LogbookPages.back(form, else: LogbookPages.car(car.id)))
            }
            return try await page(problem, typed(form, names), context, site)
        }
    }

    private static func typed(_ form: FormData, _ names: [String]) -> [String: String] {
        var typed: [String: String] = [:]
        for name in names { typed[name] = form[name] }
        return typed
    }

    private static func reading(_ form: FormData, _ car: LogbookCar) throws -> Observation {
        let (words, unit) = (car.parts.words, car.parts.unit)
        guard let value = unit.distance(typed: form["odometer"] ?? "", words), value >= .zero else {
            throw LogbookError(.invalid, words.say(.logbookNoDistance))
        }
        guard let day = LocalDay((form["on"] ?? "").trimmingCharacters(in: .whitespaces)) else {
            throw LogbookError(.invalid, words.say(.logbookNoDay))
        }
        guard let minute = LogbookClock.minute(form["at"] ?? ""), let clock = car.parts.clock else {
            throw LogbookError(.invalid, words.say(.logbookNoTime))
        }
        let instant = LogbookClock.instant(day, minute, clock)
        guard instant <= words.now.microseconds else {
            throw LogbookError(.invalid, words.say(.carReadingAhead))
        }
        return Observation(instant: instant, device: "", fact: .car(CarReport(odometer: value)))
    }

    // MARK: what a page is about

    private static func own(
        _ context: PageContext, _ site: Site
    ) async throws -> (reader: LogbookReader, record: VehicleRecord) {
        let reader = try LogbookReader(context, site)
        let id = try FilesPages.parameter("vehicle", context)
        return (reader, try await reader.logbook.vehicle(id, account: reader.account))
    }

    private static func tokens(of car: LogbookCar, _ reader: LogbookReader) async throws
        -> [DeviceToken]
    {
        try await reader.logbook.tokens(of: reader.account).filter {
            $0.vehicle == nil || $0.vehicle == car.id
        }
    }

    private static func page(
        _ problem: LogbookProblem?, _ typed: [String: String], _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let reader = try LogbookReader(context, site)
        let car = try await LogbookCar.one(try FilesPages.parameter("vehicle", context), reader)
        let names = Dictionary(
            try await site.access.people().map { ($0.id, $0.name) },
            uniquingKeysWith: { first, _ in first })
        let page = CarPage(
            car: car, tokens: try await tokens(of: car, reader),
            employers: car.vehicle.employers.map { (account: $0, name: names[$0] ?? $0) },
            formField: reader.formField, problem: problem, typed: typed)
        return LogbookPages.page(
            car.name, page.path, .cars, page.body, reader, isFollowed: true,
            status: problem?.status ?? .ok)
    }
}

extension LogbookReader {
    /// Records what the reader says about one of their vehicles.
    func record(_ observations: [Observation], about vehicle: String) async throws {
        var received = Received()
        received.parts = [.init(vehicle: VehicleHint(id: vehicle), observations: observations)]
        _ = try await logbook.record(
            received, form: VehiclePush.manualForm, from: .account(account), arrival: now + 1)
    }
}

/// A vehicle for its employer: business and commutes whole, of private trips the day and the kilometres.
struct EmployerPage: Sendable {
    let view: EmployerView
    let vehicle: Vehicle
    let words: Words

    var body: HTML {
        let parts = LogbookParts(vehicle, nil, words)
        func say(_ phrase: Phrase) -> String { words.say(phrase) }
        let rows = view.trips.reversed().map { row -> DataTable.Row in
            let about: HTML =
                row.details.map { trip in
                    let purpose = [trip.purpose, trip.partner].filter { !$0.isEmpty }.map(Shown.visible)
                    return
                        "\(parts.route(trip))<br><span class=\"small\">\(purpose.joined(separator: " · "))</span>"
                } ?? "<span class=\"quiet\">\(say(.carHidden))</span>"
            return DataTable.Row([
                "\(words.date(row.day))", about, "\(row.distance.map(parts.distance) ?? say(.gapUnknown))",
                parts.badge(row.use).html,
            ])
        }
        let table = DataTable(
            name: say(.logbookTrips),
            columns: [
                .init(say(.logbookDay)), .init(say(.logbookTrip)),
                .init(say(.logbookDistance), isNumber: true),
                .init(say(.logbookUse)),
            ], rows: rows)
        let list: HTML = rows.isEmpty ? "<p class=\"quiet\">\(say(.logbookNoTrips))</p>" : table.html
        return """
            \(Breadcrumbs(
                language: words.language, links: [PageLink(text: say(.logbookCars), address: "/logbook/cars")]))
            <h1>\(Shown.visible(vehicle.name))</h1>
            <p>\(say(.carWatchedHelp))</p>
            \(list)
            """
    }
}
