// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// A folder of a mirrored tree that is to be read.
struct TreeFolder: Sendable {
    let item: String
    /// The id to read it by.
    let target: String
    let path: String
    let local: String

    init(_ row: SQLRow) throws {
        item = try row.text("item")
        target = try row.text("target")
        path = try row.text("path")
        local = try row.textOrNil("local") ?? ""
    }

    func path(of name: String) -> String {
        var shown = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "/": shown.unicodeScalars.append("\u{2215}")
            case "\0": shown.unicodeScalars.append("\u{FFFD}")
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return path.isEmpty ? shown : path + "/" + shown
    }
}
