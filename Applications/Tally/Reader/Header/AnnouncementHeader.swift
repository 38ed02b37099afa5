// SPDX-License-Identifier: Apache-2.0
import Tally

/// The numbered sections 1.1 to 4.3 of an announcement (6/1), typed above the table or on a page of their own.
struct AnnouncementHeader {
    let page: PreparedPage
    /// `nil` when the page has no table.
    let table: TableGrid?

    func fields() throws -> [HeaderField] { [] }
}
