// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// A document that was named to `steward tally read`, and what became of it.
struct ReadDocument: Sendable {
    let file: String
    let result: Result<ReadForms, PageReader.Refusal>

    /// Reads documents, `atOnce` of them at a time; the results stand in the documents' order.
    /// - Throws: `CancellationError`.
    static func read(
        _ documents: [[String]], with reader: PageReader, atOnce: Int, progress: (Int) -> Void
    ) async throws -> [Self] {
        try await withThrowingTaskGroup(of: (Int, Self).self) { group in
            var results: [Int: Self] = [:]
            var next = 0
            func start() {
                guard next < documents.count else { return }
                let (place, files) = (next, documents[next])
                group.addTask { (place, try await read(files, with: reader)) }
                next += 1
            }
            for _ in 0..<max(1, atOnce) { start() }
            while let (place, document) = try await group.next() {
                results[place] = document
                progress(results.count)
                start()
            }
            return documents.indices.compactMap { results[$0] }
        }
    }

    private static func read(_ files: [String], with reader: PageReader) async throws -> Self {
        let name = files.first ?? ""
        do {
            return Self(file: name, result: .success(try await reader.read(files)))
        } catch let refusal as PageReader.Refusal {
            return Self(file: name, result: .failure(refusal))
        }
    }

    var refusal: PageReader.Refusal? {
        if case .failure(let refusal) = result { refusal } else { nil }
    }
    var forms: [ReadForm] { (try? result.get())?.forms ?? [] }

    /// For people: a line for the file, one for each form, one for each problem. Why it was refused is not in it.
    var text: String {
        switch result {
        case .failure: return "\(file): not read"
        case .success(let read):
            let count = read.forms.count == 1 ? "1 form" : "\(read.forms.count) forms"
            let others = read.otherPages.map { "page \($0.page) is \($0.kind)" }
            let lines = [([file + ": " + count] + others).joined(separator: ", ")] + read.forms.flatMap(\.lines)
            return lines.joined(separator: "\n")
        }
    }

    /// The file's part of `files` in `--json`.
    var json: JSON {
        switch result {
        case .failure(let refusal): return ["file": .string(file), "refused": .string(refusal.description)]
        case .success(let read):
            let others = read.otherPages.map { page -> JSON in
                ["page": .integer(Int64(page.page)), "kind": .string(page.kind)]
            }
            return [
                "file": .string(file), "forms": .integer(Int64(read.forms.count)), "other_pages": .array(others),
                "reader": [
                    "digits": .string(read.reader.digits), "words": .string(read.reader.words),
                    "thresholds": .string(read.reader.thresholds),
                ],
            ]
        }
    }
}

extension ReadForm {
    fileprivate var lines: [String] {
        let states = ["certain", "proposed", "unreadable"].map { state in
            "\(cells.count { $0.state == state }) \(state)"
        }
        let place = [
            province, constituency.map { "constituency \($0)" }, set.map { "set \($0)" }, unit.map { "unit \($0)" },
        ]
        let pages = (pages.count == 1 ? "page " : "pages ") + pages.map(String.init).joined(separator: ", ")
        let what = [form ?? "unknown form", ballot ?? "unknown ballot"] + place.compactMap { $0 }
        let line =
            "  \(pages): \(what.joined(separator: ", ")): cells \(states.joined(separator: ", ")): "
            + (accepted ? "accepted" : "for a person")
        return [line] + problems.map { "    \($0.text) (\($0.code))" }
    }
}
