// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import Tally

/// The design language, shown by its own parts in every state they have.
enum StyleguidePages {
    static let routes: [Route] = [
        Route("/styleguide", "The design language: type, room, colours, and every part in each state", scope: .read) {
            _, context, site in
            let libraries = VendorLibrary.allCases.map { (library: $0, isThere: site.vendor.has($0)) }
            let page = StyleguidePage(language: context.language, libraries: libraries)
            return PageFrame(
                title: StyleguidePage.title, language: context.language, section: nil, path: "/styleguide",
                body: page.body
            ).response()
        }
    ]
}
