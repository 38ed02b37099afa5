// SPDX-License-Identifier: Apache-2.0
import Tally

/// The numbered fields above the table of the handwritten forms (5/16, 5/17 and 5/18).
struct StationHeader {
    let page: PreparedPage
    let table: TableGrid
    let form: FormType

    func fields() throws -> [HeaderField] { [] }
}
