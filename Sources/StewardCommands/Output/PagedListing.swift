// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A listing that is shown as it comes, page by page, so that a long one is never in memory. What is shown is what
/// ``Listing`` shows, but for a table whose later pages need wider columns.
struct PagedListing {
    private var listing: Listing
    private let json: Bool
    private let write: (String) -> Void
    private var layout = TableLayout()
    private var count = 0

    /// `listing` has the columns and the sentence for an empty list.
    init(_ listing: Listing, json: Bool, write: @escaping (String) -> Void) {
        self.listing = listing
        self.json = json
        self.write = write
    }

    /// Shows more rows.
    mutating func show(_ rows: [[JSON]]) {
        guard !rows.isEmpty else { return }
        listing.rows = rows
        var text = ""
        if json {
            for (place, element) in (listing.json.array ?? []).enumerated() {
                let start = count + place == 0 ? "[\n  " : ",\n  "
                text += start + PrettyJSON.text(element, indent: "  ")
            }
        } else {
            text = layout.lines(of: listing)
        }
        count += rows.count
        write(text)
    }

    /// Ends the list.
    mutating func finish() {
        if json {
            write(count == 0 ? "[]\n" : "\n]\n")
        } else if count == 0 {
            write(listing.emptySentence + "\n")
        }
    }
}
