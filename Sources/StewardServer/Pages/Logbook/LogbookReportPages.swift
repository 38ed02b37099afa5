// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import NIOCore
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import Tally

/// Reports for a tax office, and the closing of months.
enum LogbookReportPages {
    static let routes: [Route] = pages + files + closing

    private static let pages = [
        Route(
            "/logbook/reports",
            "Reports of one's vehicles: what is met, what needs one, every form of them",
            scope: .drive
        ) { request, context, site in
            let reader = try LogbookReader(context, site)
            let page = ReportsPage(
                place: try await ReportPlace(request, reader, site), formField: reader.formField)
            return LogbookPages.page(
                reader.words.say(.logbookReports), page.path, .reports, page.body, reader)
        },
        Route("/logbook/reports/page", "A report as it is printed", scope: .drive) {
            request, context, site in
            let reader = try LogbookReader(context, site)
            let place = try await ReportPlace(request, reader, site)
            guard let report = place.report else {
                throw LogbookError(.notFound, "You have no vehicle yet.")
            }
            let crumbs = Breadcrumbs(
                language: reader.words.language,
                links: [
                    PageLink(
                        text: reader.words.say(.logbookReports),
                        address: place.choice.address("/logbook/reports"))
                ])
            let body: HTML = """
                <link rel="stylesheet" href="/assets/logbook-report.css">
                \(crumbs)
                \(report.page)
                """
            return LogbookPages.page(
                report.title, place.choice.address("/logbook/reports/page"), .reports, body, reader)
        },
        Route("/assets/logbook-report.css", "The style of printed reports", scope: .open) { _, _, _ in
            // The page has colours of its own for light and dark; a report alone has none.
            let onPaper = "@media print { header.site, nav.trail { display: none; } main { padding: 0; } }\n"
            let style = Report.style.replacing("#8888", with: "var(--edge)") + onPaper
            var response = Routes.text(style, type: "text/css; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    // MARK: files

    private static let files = [
        Route("/logbook/reports/report.csv", "A report as CSV", scope: .drive) {
            request, context, site in
            let reader = try LogbookReader(context, site)
            let place = try await ReportPlace(request, reader, site)
            guard let report = place.report else {
                throw LogbookError(.notFound, "You have no vehicle yet.")
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/csv; charset=utf-8",
                    .contentDisposition: "attachment; filename=\"\(place.choice.fileName).csv\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: report.csv)))
        },
        Route(
            "/api/logbook/report", "A report of one of one's vehicles", isData: true, scope: .drive,
            queries: ReportChoice.queries,
            gives: .map(of: .anything).meaning("The report with its checklist"),
            problems: [.notFound]
        ) { request, context, site in
            let place = try await ReportPlace(request, try LogbookReader(context, site), site)
            guard let report = place.report else {
                throw LogbookError(.notFound, "You have no vehicle yet.")
            }
            return JSONAnswer.response(report.json)
        },
        Route(
            .post, "/logbook/reports/sealed", "A report sealed with its book, as one file", scope: .drive
        ) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            let choice = ReportChoice(
                vehicle: form["vehicle"], country: form["country"], period: form["period"],
                language: form["report-language"], reader.words)
            return try await sealed(choice, reader, site)
        },
    ]

    private static func sealed(
        _ choice: ReportChoice, _ reader: LogbookReader, _ site: Site
    ) async throws -> Response {
        let (ledger, blobs) = (site.installation.ledger, site.installation.blobs)
        guard ledger.key != nil else {
            throw HTTPError(.conflict, message: reader.words.say(.reportNoSigner))
        }
        guard let days = choice.period.days else {
            throw LogbookError(.invalid, "There is no such period.")
        }
        let options = await ReportPlace.options(choice, site)
        let sealed = try await reader.logbook.sealReport(
            of: choice.vehicle ?? "", account: reader.account, country: choice.country, period: days,
            options: options, store: blobs, actor: reader.actor)
        return try await ledger.archive(
            Logbook.book(vehicle: choice.vehicle ?? ""), blobs: sealed.blobs, from: blobs
        ).download
    }

    // MARK: closing a month

    private static let closing = [
        Route(
            "/logbook/cars/{vehicle}/months/{month}",
            "What closing a month means, and what it would seal", scope: .drive
        ) {
            _, context, site in
            try await closingPage(nil, context, site)
        },
        Route(
            .post, "/logbook/cars/{vehicle}/months/{month}", "Closes a month of a vehicle", scope: .drive
        ) {
            request, context, site in
            _ = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            let car = try await LogbookCar.one(try FilesPages.parameter("vehicle", context), reader)
            let month = try FilesPages.parameter("month", context)
            let problem = try await LogbookAnswer.problem(reader.words) {
                try await reader.logbook.closeMonth(month, vehicle: car.id, account: reader.account)
            }
            guard let problem else { return Routes.seeOther("/logbook/reports?vehicle=\(car.id)#months") }
            return try await closingPage(problem, context, site)
        },
    ]

    private static func closingPage(
        _ problem: LogbookProblem?, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let reader = try LogbookReader(context, site)
        let car = try await LogbookCar.one(try FilesPages.parameter("vehicle", context), reader)
        guard let month = CalendarMonth(try FilesPages.parameter("month", context)) else {
            throw LogbookError(.notFound, "There is no such month.")
        }
        let page = MonthClosingPage(
            car: car, month: month, problem: problem, formField: reader.formField)
        return LogbookPages.page(
            page.title, page.path, .reports, page.body, reader, status: problem?.status ?? .ok)
    }
}

/// The days of a report: a year or a month.
enum ReportSpan: Sendable, Hashable {
    case year(Int)
    /// From 6 April of the year to 5 April of the next.
    case taxYear(Int)
    case month(CalendarMonth)

    var text: String {
        switch self {
        case .year(let year): String(year)
        case .taxYear(let year): "\(year)-tax"
        case .month(let month): month.description
        }
    }

    init?(_ text: String) {
        if let month = CalendarMonth(text) {
            self = .month(month)
        } else if text.hasSuffix("-tax"), let year = Int(text.dropLast(4)), (1990...2199).contains(year) {
            self = .taxYear(year)
        } else if let year = Int(text), (1990...2199).contains(year) {
            self = .year(year)
        } else {
            return nil
        }
    }

    /// `nil` for what no calendar has.
    var days: ReportPeriod? {
        switch self {
        case .year(let year): .year(year)
        case .taxYear(let year): .taxYear(year)
        case .month(let month): .month(month.year, month.month)
        }
    }

    func title(_ words: Words) -> String {
        switch self {
        case .year(let year): String(words.language.year(year))
        case .taxYear(let year):
            words.say(.reportTaxYear).replacing(
                "{year}", with: "\(words.language.year(year))/\((year + 1) % 100)")
        case .month(let month): month.title(words)
        }
    }
}

/// Which report.
struct ReportChoice: Sendable, Hashable {
    var vehicle: String?
    /// The vehicle's own when `nil`.
    var country: Vehicle.Country?
    var period: ReportSpan
    var language: ReportLanguage

    init(vehicle: String?, country: String?, period: String?, language: String?, _ words: Words) {
        self.vehicle = vehicle.flatMap { $0.isEmpty ? nil : $0 }
        self.country = country.flatMap { Vehicle.Country(rawValue: $0) }
        let year = WallTime(words.now, in: words.zone).day.date.year
        self.period = period.flatMap { ReportSpan($0) } ?? .year(year)
        let own: ReportLanguage =
            switch words.language {
            case .english: .english
            case .dutch: .dutch
            case .thai: .thai
            }
        self.language = language.flatMap { ReportLanguage(rawValue: $0) } ?? own
    }

    static let queries = [
        Query("vehicle", "The vehicle's id; the usual one when it is left out", .string(most: 64)),
        Query(
            "country", "Whose tax office it is for; the vehicle's own when it is left out",
            .one(of: Vehicle.Country.self)),
        Query(
            "period", "A month as 2026-11, a year as 2026, a British tax year as 2026-tax",
            .string(most: 16)),
        Query("report-language", "The language of the report", .one(of: ReportLanguage.self)),
    ]

    func address(_ path: String) -> String {
        let parts = [
            vehicle.map { "vehicle=\(HTML.pathComponent($0))" }, country.map { "country=\($0.rawValue)" },
            "period=\(period.text)", "report-language=\(language.rawValue)",
        ].compactMap(\.self)
        return "\(path)?\(parts.joined(separator: "&"))"
    }

    var fileName: String { "logbook-\(vehicle ?? "")-\(country?.rawValue ?? "")-\(period.text)" }
}

/// A report with the vehicle it is of.
struct ReportPlace: Sendable {
    let reader: LogbookReader
    let cars: [LogbookCar]
    let car: LogbookCar?
    /// What was asked, with what was left out filled in.
    let choice: ReportChoice
    /// `nil` when there is no vehicle.
    let report: Report?

    init(_ request: Request, _ reader: LogbookReader, _ site: Site) async throws {
        let query = request.uri.queryParameters
        func text(_ name: String) -> String? { query[name[...]].map(String.init) }
        var choice = ReportChoice(
            vehicle: text("vehicle"), country: text("country"), period: text("period"),
            language: text("report-language"), reader.words)
        let cars = try await LogbookCar.all(reader)
        let car: LogbookCar?
        if let id = choice.vehicle {
            car = try await LogbookCar.one(id, reader)
        } else {
            car = cars.first { $0.vehicle.isUsual } ?? cars.first
        }
        self.reader = reader
        self.cars = cars
        self.car = car
        guard let car else {
            self.choice = choice
            report = nil
            return
        }
        choice.vehicle = car.id
        choice.country = choice.country ?? car.vehicle.country
        self.choice = choice
        guard let days = choice.period.days else {
            throw LogbookError(.invalid, "There is no such period.")
        }
        report = try await reader.logbook.report(
            of: car.id, account: reader.account, country: choice.country, period: days,
            options: await Self.options(choice, site))
    }

    /// With what people are called.
    static func options(_ choice: ReportChoice, _ site: Site) async -> ReportOptions {
        var options = ReportOptions(
            language: choice.language, now: site.installation.clock.now.microseconds)
        let people = (try? await site.access.people()) ?? []
        options.names = Dictionary(
            people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return options
    }
}
