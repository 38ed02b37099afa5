// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import Tally

/// The home page, and the same as JSON.
enum HomePages {
    static let routes: [Route] = [
        Route("/", "What needs a person now, what runs, and what was proved lately", scope: .read) { _, context, site in
            let page = HomePage(
                view: try await HomeView.load(context, site), role: context.visitor?.account.role ?? .viewer,
                parts: WorkPages.parts(context, site))
            return TallyPages.frame(Phrase.home.text(context.language), "/", .home, page.body, context)
        },
        Route(
            "/api/home", "What needs the caller now, what runs, what comes, and what was proved lately", isData: true,
            scope: .read, gives: HomeSchemas.home
        ) { _, context, site in
            let view = try await HomeView.load(context, site)
            return JSONAnswer.response(HomeJSON.home(view, WorkPages.words(context, site)))
        },
    ]
}
