// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardStore

/// The pages of the logbook. Everything on them is the reader's own: what is another's is not there.
enum LogbookPages {
    static let routes: [Route] =
        LogbookMonthPages.routes + LogbookTripPages.routes + LogbookGapPages.routes
        + LogbookCarPages.routes
        + LogbookPlacePages.routes + LogbookRulePages.routes + LogbookReportPages.routes
        + LogbookChargingPages.routes + LogbookSourcePages.routes + LogbookImportPages.routes
        + LogbookTilePages.routes + assets

    private static let assets = [
        Route("/assets/logbook.js", "The script of the logbook's maps and keys", scope: .open) {
            _, _, _ in
            var response = Routes.text(LogbookScript.text, type: "text/javascript; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
        Route("/assets/logbook.css", "The style of the logbook's pages", scope: .open) { _, _, _ in
            var response = Routes.text(StyleSheet.logbook, type: "text/css; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    /// The parts of the section, in the order of its own navigation.
    enum Part: CaseIterable {
        case month, cars, places, sources, reports, charging

        var path: String {
            switch self {
            case .month: "/logbook"
            case .cars: "/logbook/cars"
            case .places: "/logbook/places"
            case .sources: LogbookSourcePages.path
            case .reports: "/logbook/reports"
            case .charging: "/logbook/charging"
            }
        }
        var phrase: Phrase {
            switch self {
            case .month: .logbookMonth
            case .cars: .logbookCars
            case .places: .logbookPlaces
            case .sources: .logbookSources
            case .reports: .logbookReports
            case .charging: .logbookCharging
            }
        }
    }

    /// A page of the section.
    /// - Parameter isFollowed: whether the page has parts that change while it is looked at.
    static func page(
        _ title: String, _ path: String, _ part: Part, _ body: HTML, _ reader: LogbookReader,
        isFollowed: Bool = false, status: HTTPResponse.Status = .ok
    ) -> Response {
        let words = reader.words
        let links = Part.allCases.map { entry in
            PageLink(text: words.say(entry.phrase), address: entry.path, isCurrent: entry == part)
        }
        let content: HTML = isFollowed ? followed(body, words) : body
        let whole: HTML = """
            \(styles)
            \(Tabs(label: words.say(.logbook), links: links))
            \(content)
            <script type="module" src="/assets/logbook.js"></script>
            """
        return PageFrame(
            title: title, language: words.language, section: .logbook, path: path, body: whole
        )
        .response(status: status)
    }

    /// What only pages with trips need.
    static let styles: HTML = "<link rel=\"stylesheet\" href=\"/assets/logbook.css\">"

    /// A body whose parts are kept fresh.
    private static func followed(_ body: HTML, _ words: Words) -> HTML {
        """
        <p class="notice warn" data-lost hidden>\(words.say(.stale))</p>
        <div data-events="trip">
        \(body)
        </div>
        <script type="module" src="/assets/events.js"></script>
        """
    }

    /// Where a form's page wants to go afterwards: a page of this section, nowhere else.
    static func back(_ form: FormData, else path: String) -> String {
        guard let back = form["back"], back.hasPrefix("/logbook"), !back.contains("//"),
            !back.contains("\\"),
            back.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), back.utf8.count < 400
        else { return path }
        return back
    }

    /// The hidden field that says where to go afterwards.
    static func backField(_ path: String) -> HTML {
        "<input type=\"hidden\" name=\"back\" value=\"\(path)\">"
    }

    /// The addresses of the section.
    static func trip(_ id: TripID) -> String { "/logbook/trips/\(HTML.pathComponent(id.text))" }
    static func car(_ vehicle: String) -> String { "/logbook/cars/\(HTML.pathComponent(vehicle))" }
    /// Of the kilometres between two readings.
    static func gap(_ vehicle: String, before: Int64, after: Int64) -> String {
        "\(car(vehicle))/gaps/\(before)-\(after)"
    }
}

/// Who looks at the logbook, and how the pages speak to them.
struct LogbookReader: Sendable {
    let account: String
    /// How books name the reader.
    let actor: String
    let words: Words
    let logbook: Logbook
    /// The hidden field that every form needs.
    let formField: HTML
    /// Whether the reader chose a zone for times.
    private let hasOwnZone: Bool

    /// - Throws: 403 for who has no account; no route lets such a one through.
    init(_ context: PageContext, _ site: Site) throws {
        guard let visitor = context.visitor else {
            throw HTTPError(.forbidden, message: "Sign in to see a logbook.")
        }
        account = visitor.account.id
        actor = visitor.actor
        words = WorkPages.words(context, site)
        logbook = site.installation.logbook
        formField = context.formField()
        hasOwnZone = visitor.account.timeZone != nil
    }

    /// The words for what belongs to no vehicle: in the zone that the reader chose, else in that of the usual vehicle.
    func words(driving cars: [Vehicle]) -> Words {
        guard !hasOwnZone, let usual = cars.first(where: \.isUsual) ?? cars.first else { return words }
        return LogbookParts(usual, nil, words).words
    }

    /// Now, in microseconds since 1970.
    var now: Int64 { words.now.microseconds }
}

/// Does something and says in the person's words why it could not be done; other failures stay failures.
enum LogbookAnswer {
    /// - Returns: what is wrong; `nil` when it was done. What is not there is a page that says so.
    static func problem(_ words: Words, _ body: () async throws -> Void) async throws
        -> LogbookProblem?
    {
        do {
            try await body()
            return nil
        } catch let error as LogbookError where error.code != .notFound && error.code != .damaged {
            return LogbookProblem(error, words)
        }
    }
}

/// Why something could not be done, for people.
struct LogbookProblem: Sendable {
    let title: String
    let sentence: String
    let status: HTTPResponse.Status

    init(_ error: LogbookError, _ words: Words) {
        let phrase: Phrase
        switch error.code {
        case .conflict: (phrase, status) = (.logbookConflict, .conflict)
        case .forbidden: (phrase, status) = (.logbookForbidden, .forbidden)
        case .tooMuch: (phrase, status) = (.logbookTooMuch, .unprocessableContent)
        default: (phrase, status) = (.logbookInvalid, .unprocessableContent)
        }
        title = words.say(phrase)
        sentence = LogbookSentences.text(error.description, words.language) ?? error.description
    }

    init(_ phrase: Phrase, _ words: Words) {
        title = words.say(.logbookInvalid)
        sentence = words.say(phrase)
        status = .unprocessableContent
    }

    var html: HTML { NoticeBox(.bad, title: title, isAnswer: true, "<p>\(sentence)</p>").html }
}
