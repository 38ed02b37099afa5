// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Logbook
import StewardCore

/// The month of a logbook.
enum LogbookMonthPages {
    static let routes: [Route] = [
        Route(
            "/logbook", "A month of one's logbook: what needs one, totals, map and trips", scope: .drive
        ) {
            request, context, site in
            try await month(LogbookFilter(request), context, site)
        },
        Route(
            "/api/logbook/month", "A month of one's logbook: totals, trips, gaps, open questions",
            isData: true,
            scope: .drive, queries: LogbookFilter.queries, gives: LogbookPageSchemas.month,
            problems: [.notFound]
        ) { request, context, site in
            let month = try await LogbookMonth(LogbookFilter(request), try LogbookReader(context, site))
            return JSONAnswer.response(LogbookPageJSON.month(month))
        },
        Route(
            "/api/logbook/map", "The ways of a month, to be laid over a map", isData: true, scope: .drive,
            queries: LogbookFilter.queries, gives: LogbookPageSchemas.map, problems: [.notFound]
        ) { request, context, site in
            let reader = try LogbookReader(context, site)
            let month = try await LogbookMonth(LogbookFilter(request), reader)
            let map = MonthPage.map(month, places: try await reader.setup().places, nil)
            return JSONAnswer.response(LogbookPageJSON.map(map))
        },
    ]

    private static func month(
        _ filter: LogbookFilter, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let reader = try LogbookReader(context, site)
        let month = try await LogbookMonth(filter, reader)
        if let visitor = context.visitor { _ = try await site.home.questions(for: visitor, site, looks: true) }
        let tiles = try await LogbookTiles(site)
        let page = MonthPage(
            month: month, places: try await reader.setup().places, tiles: tiles,
            formField: reader.formField)
        var response = LogbookPages.page(
            page.title, filter.address, .month, page.body, reader, isFollowed: !month.all.isEmpty)
        tiles.allow(in: &response)
        return response
    }
}
