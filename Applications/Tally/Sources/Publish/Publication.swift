// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

/// What is published of an election: a report in one file for each language, tables and JSON. The same book gives the
/// same bytes.
package struct Publication: Sendable {
    let view: ElectionView

    package init(view: ElectionView) { self.view = view }

    /// The names of the files, in the order they are written.
    package var fileNames: [String] { files.map(\.name) }

    private var files: [(name: String, bytes: () throws -> [UInt8])] {
        [
            ("report.html", { Array(Report(view: view, language: .english).html.markup.utf8) }),
            ("report.th.html", { Array(Report(view: view, language: .thai).html.markup.utf8) }),
            ("report.nl.html", { Array(Report(view: view, language: .dutch).html.markup.utf8) }),
            ("findings.csv", { FindingsCSV(view: view).bytes }),
            ("figures.csv", { FiguresCSV(view: view).bytes }),
            ("findings.json", { try JSON.array(view.findings.map(\.finding.json)).canonicalBytes() + [0x0A] }),
            ("results.json", { try ResultsJSON(view: view).json.canonicalBytes() + [0x0A] }),
        ]
    }

    /// Writes the files into a new folder.
    /// - Throws: `TallyError` with `exists` when the folder is there, `invalid` when it cannot be written.
    package func write(to folder: String) throws {
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw TallyError(.exists, "\(folder) exists already. Choose a new folder; nothing was written.")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for file in files {
                try Data(try file.bytes()).write(to: URL(filePath: folder + "/" + file.name), options: .atomic)
            }
        } catch let error as CocoaError {
            throw TallyError(.invalid, "\(folder) cannot be written: \(error.localizedDescription)")
        }
    }
}
