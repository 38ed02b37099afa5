// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A list of folders by province: two columns of CSV, with or without a first line of headings.
enum FolderList {
    struct Folder {
        let name: String
        /// A link or an id.
        let place: String
    }

    /// - Throws: `CommandError` naming the line.
    static func read(_ path: String) throws -> [Folder] {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else { throw CommandError(.notFound, "The list \(path) cannot be read, or is no UTF-8 text.") }
        var folders: [Folder] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
            if cells.allSatisfy(\.isEmpty) || (number == 0 && cells.last?.lowercased() == "folder") { continue }
            guard cells.count >= 2, !cells[0].isEmpty, !cells[1].isEmpty else {
                throw CommandError(.usage, "Line \(number + 1) of \(path) has no two columns: a province and a folder.")
            }
            folders.append(Folder(name: cells[0], place: cells[1]))
        }
        return folders
    }

    private static func trimmed(_ cell: Substring) -> String {
        cell.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "\"\u{FEFF}")))
    }
}
