// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The whole guide. Its own words are English; the parts speak the page's language.
struct StyleguidePage {
    static let title = "Style guide"

    let language: Language
    let libraries: [(library: VendorLibrary, isThere: Bool)]

    /// The sections with their anchors, in the order they stand.
    enum Section: String, CaseIterable {
        case type, room, colors, badges, notices, cards, tables, progress, forms, buttons, navigation, states, keys
        case dialogs, charts, rules

        var title: String {
            switch self {
            case .type: "Type"
            case .room: "Room"
            case .colors: "Colours by meaning"
            case .badges: "Badges"
            case .notices: "Notices"
            case .cards: "Cards and figures"
            case .tables: "Tables"
            case .progress: "Progress"
            case .forms: "Forms"
            case .buttons: "Buttons"
            case .navigation: "Ways to other pages"
            case .states: "Nothing, waiting, failed"
            case .keys: "Keys"
            case .dialogs: "Dialogs"
            case .charts: "Tiles, charts, libraries"
            case .rules: "Rules for every page"
            }
        }
    }

    var body: HTML {
        let links = Section.allCases.map { PageLink(text: $0.title, address: "#" + $0.rawValue) }
        return """
            <div lang="en"><h1>\(Self.title)</h1>
            <p class="lead">What Steward’s pages are made of. Every part is a value in
            <code>Frame/Parts</code> that gives its markup; pages put parts together and add no style of their own.</p>
            \(Filters(label: "Parts of this guide", links: links))
            \(Section.allCases.map(section))
            </div>
            """
    }

    private func section(_ section: Section) -> HTML {
        """
        <section aria-labelledby="\(section.rawValue)"><h2 id="\(section.rawValue)">\(section.title)</h2>
        \(content(section))
        </section>

        """
    }

    private func content(_ section: Section) -> HTML {
        switch section {
        case .type: type
        case .room: room
        case .colors: colors
        case .badges: badges
        case .notices: notices
        case .cards: cards
        case .tables: tables
        case .progress: progress
        case .forms: forms
        case .buttons: buttons
        case .navigation: navigation
        case .states: states
        case .keys: keys
        case .dialogs: dialogs
        case .charts: charts
        case .rules: rules
        }
    }
}
