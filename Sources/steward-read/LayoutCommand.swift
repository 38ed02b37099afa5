// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardImaging
import TallyReader

/// Prints where tables, rows and cells are.
struct LayoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layout", abstract: "Print where the pages have tables, rows and cells.")

    @Argument(help: "PDF, PNG, JPEG or TIFF files.", completion: .file())
    var files: [String]

    @Flag(help: "Print all boxes as JSON, a line for each page.")
    var json = false

    @Option(help: "Write each page with its boxes drawn on it into this folder, as PNG, to look at.")
    var pictures: String?

    func run() async throws {
        let engine = try TextEngine(language: "tha")
        for file in files {
            let source = try await PageSource(opening: file)
            for page in source.pages {
                let found = try LayoutFinder(engine: engine).find(try await source.load(page), number: page.number)
                try report(found.layout, of: file)
                if let pictures { try draw(found, of: file, into: pictures) }
            }
        }
    }

    private struct Line: Encodable {
        let file: String
        let page: PageLayout
    }

    private func report(_ layout: PageLayout, of file: String) throws {
        let name = String(file.split(separator: "/").last ?? "")
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(Line(file: name, page: layout)), as: UTF8.self))
        } else {
            let votes = layout.rows.count { $0.kind == .votes }
            let total = layout.rows.contains { $0.kind == .total } ? ", total" : ""
            let problems = layout.problems.map { " \($0.rawValue)" }.joined()
            print("\(name) page \(layout.number): \(layout.kind.rawValue), \(votes) rows\(total)\(problems)")
        }
    }

    private func draw(_ found: LayoutFinder.Found, of file: String, into folder: String) throws {
        let name = URL(filePath: file).deletingPathExtension().lastPathComponent
        let path = "\(folder)/\(name)-\(found.layout.number).png"
        try Data(try found.annotated().png()).write(to: URL(filePath: path))
    }
}
