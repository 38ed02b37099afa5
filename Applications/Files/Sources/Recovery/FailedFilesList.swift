// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The list of files that failed, as CSV with the columns `source_folder_id,file_id,target_path`: what
/// `--failed-file` appends to and `--retry-failed-file` reads.
package enum FailedFilesList {
    /// The first line of a new list.
    package static let header = "source_folder_id,file_id,target_path\n"

    /// One line.
    package static func line(_ file: FailedFile) -> String {
        [file.sourceFolder, file.id, file.target].map(quoted).joined(separator: ",") + "\n"
    }

    /// Reads a list; other columns are ignored, a file that stands twice is taken once, with its last place.
    /// - Throws: `FilesError` with `invalid`, naming the line.
    package static func parse(_ text: String) throws(FilesError) -> [FailedFile] {
        var rows = try rows(text)
        guard !rows.isEmpty else { throw FilesError(.invalid, "The list of failed files is empty.") }
        let header = rows.removeFirst().map { $0.lowercased() }
        guard let idColumn = header.firstIndex(of: "file_id") else {
            throw FilesError(.invalid, "The list of failed files has no column file_id in its first line.")
        }
        let sourceColumn = header.firstIndex(of: "source_folder_id")
        let targetColumn = header.firstIndex(of: "target_path")
        var order: [String] = []
        var files: [String: FailedFile] = [:]
        for (place, row) in rows.enumerated() where row != [""] {
            guard row.indices.contains(idColumn), !row[idColumn].isEmpty else {
                throw FilesError(.invalid, "Line \(place + 2) of the list of failed files has no file_id.")
            }
            func cell(_ column: Int?) -> String { column.flatMap { row.indices.contains($0) ? row[$0] : nil } ?? "" }
            let id = row[idColumn]
            if files[id] == nil { order.append(id) }
            files[id] = FailedFile(sourceFolder: cell(sourceColumn), id: id, target: cell(targetColumn))
        }
        return order.compactMap { files[$0] }
    }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        guard needsQuotes else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// The cells of each line (RFC 4180).
    private static func rows(_ text: String) throws(FilesError) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var previousWasQuote = false
        for scalar in text.unicodeScalars where scalar != "\u{FEFF}" {
            if isQuoted, scalar == "\"" {
                if previousWasQuote { cell.append(scalar) }
                previousWasQuote.toggle()
                continue
            }
            if previousWasQuote { (isQuoted, previousWasQuote) = (false, false) }
            switch scalar {
            case "\"" where !isQuoted && cell.isEmpty: isQuoted = true
            case "," where !isQuoted:
                row.append(String(cell))
                cell.removeAll()
            case "\n" where !isQuoted:
                row.append(String(cell))
                cell.removeAll()
                rows.append(row)
                row = []
            case "\r" where !isQuoted: break
            default: cell.append(scalar)
            }
        }
        guard !isQuoted || previousWasQuote else {
            throw FilesError(
                .invalid, "Line \(rows.count + 1) of the list of failed files has a quotation mark without its second.")
        }
        if !cell.isEmpty || !row.isEmpty { rows.append(row + [String(cell)]) }
        return rows
    }
}
