// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardStore

/// Where the tiles below maps come from: a choice for the whole installation, so an owner's.
enum LogbookTilePages {
    static let routes: [Route] = [
        Route("/logbook/map", "Where the tiles below maps come from", scope: .administer) {
            _, context, site in
            let known = try await LogbookTiles(site).tiles
            return try page(known?.template ?? "", known?.credit ?? "", false, context, site)
        },
        Route(.post, "/logbook/map", "Chooses where the tiles below maps come from", scope: .administer) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let template = (form["template"] ?? "").trimmingCharacters(in: .whitespaces)
            let credit = String((form["credit"] ?? "").trimmingCharacters(in: .whitespaces).prefix(200))
            guard template.isEmpty || LogbookTiles.Source.origin(template) != nil else {
                return try page(template, credit, true, context, site)
            }
            let settings = Settings(database: site.installation.database, clock: site.installation.clock)
            let actor = context.visitor?.actor ?? ""
            try await settings.set(LogbookTiles.template, to: template, by: actor)
            try await settings.set(LogbookTiles.credit, to: credit, by: actor)
            return Routes.seeOther("/logbook")
        },
    ]

    private static func page(
        _ template: String, _ credit: String, _ isWrong: Bool, _ context: PageContext, _ site: Site
    ) throws -> Response {
        let reader = try LogbookReader(context, site)
        let words = reader.words
        let address = FieldRow(
            name: "template", label: words.say(.tilesTemplate), value: template,
            help: words.say(.tilesTemplateHelp),
            error: isWrong ? words.say(.tilesWrong) : nil, autocomplete: "off", limit: 300)
        let naming = FieldRow(
            name: "credit", label: words.say(.tilesCredit), value: credit, autocomplete: "off", limit: 200
        )
        let body: HTML = """
            <h1>\(words.say(.tilesTitle))</h1>
            <p>\(words.say(.tilesHelp))</p>
            <form class="fields" method="post" action="/logbook/map">\(reader.formField)\(address)\(naming)
            <p class="field">\(Button(words.say(.saveDo), .primary))</p></form>
            """
        return LogbookPages.page(
            words.say(.tilesTitle), "/logbook/map", .month, body, reader,
            status: isWrong ? .unprocessableContent : .ok)
    }
}
