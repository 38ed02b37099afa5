// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The home page: what needs a person now, what runs, what comes, and what was proved lately.
enum HomePages {
    static let routes: [Route] = [
        Route("/", "What needs a person now, what runs, and what was proved lately", scope: .read) { _, context, site in
            let title = Phrase.home.text(context.language)
            return TallyPages.frame(title, "/", .home, "<h1>\(title)</h1>", context)
        }
    ]
}
