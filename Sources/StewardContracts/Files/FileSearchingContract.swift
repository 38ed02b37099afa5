// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

/// What every store that finds files promises on top of ``FileStoringContract``.
public enum FileSearchingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] { [byName, byType, byTime, byTrash, pages, children] }

    private static func search(of bench: FileBench) throws -> any FileSearching {
        guard let search = bench.store as? any FileSearching else {
            throw RuleViolation("\(bench.subject.type) does not conform to FileSearching.")
        }
        return search
    }

    /// The ids of everything that fits, each page read.
    private static func ids(_ bench: FileBench, _ query: FileQuery) async throws -> [String] {
        let search = try search(of: bench)
        var query = query
        query.folder = query.folder ?? bench.folder
        var found: [String] = []
        var next: String?
        var pages = 0
        repeat {
            let page = try await search.search(query, after: next)
            found += page.items.map(\.id)
            next = page.next
            pages += 1
            try expect(pages <= 1000, "A search did not end after 1,000 pages.")
        } while next != nil
        return found
    }

    private static func check(
        _ bench: FileBench, _ query: FileQuery, finds wanted: [StoredFile], called name: String
    ) async throws {
        let found = try await ids(bench, query)
        let names = wanted.map(\.name).sorted().joined(separator: ", ")
        try expect(
            found.count == wanted.count && Set(found) == Set(wanted.map(\.id)),
            "\(name) should find \(wanted.count) files (\(names)), found \(found.count).")
    }

    static let byName = FileStoringContract.rule(
        "search-names-are-exact", "A search by name finds exactly that name: case, quotes and every sign count."
    ) { bench in
        let names = ["Report", "report", "Report 2", "it's a \\ \"test\"", "นำ", "น\u{0E4D}\u{0E32}"]
        var files: [StoredFile] = []
        for name in names { files.append(try await bench.write([1], named: name)) }
        for file in files {
            try await check(bench, FileQuery(name: file.name), finds: [file], called: "The name \(file.name)")
        }
        try await check(bench, FileQuery(name: "REPORT"), finds: [], called: "The name REPORT")
    }

    static let byType = FileStoringContract.rule(
        "search-by-media-type", "A search by media types finds those, one that leaves a type out finds the others."
    ) { bench in
        let text = try await bench.write([1], named: "a.txt", type: "text/plain")
        let page = try await bench.write([1], named: "b.pdf", type: "application/pdf")
        let image = try await bench.write([1], named: "c.png", type: "image/png")
        try await check(bench, FileQuery(), finds: [text, page, image], called: "A search for anything")
        try await check(bench, FileQuery(mediaTypes: ["text/plain"]), finds: [text], called: "One type")
        let two = FileQuery(mediaTypes: ["text/plain", "image/png"])
        try await check(bench, two, finds: [text, image], called: "Two types")
        let rest = FileQuery(exceptMediaType: "application/pdf")
        try await check(bench, rest, finds: [text, image], called: "All but one type")
    }

    static let byTime = FileStoringContract.rule(
        "search-by-time-is-strict", "A search for what changed after an instant leaves out what changed at it."
    ) { bench in
        let base = Date(timeIntervalSince1970: 1_700_000_000)
        let old = try await bench.write([1], named: "old", modifiedAt: base)
        let new = try await bench.write([1], named: "new", modifiedAt: base + 1)
        try await check(bench, FileQuery(modifiedAfter: base), finds: [new], called: "After the old one's time")
        try await check(bench, FileQuery(modifiedAfter: base - 1), finds: [old, new], called: "A second earlier")
        try await check(bench, FileQuery(modifiedAfter: base + 1), finds: [], called: "After the new one's time")
    }

    static let byTrash = FileStoringContract.rule(
        "search-knows-the-trash", "A search finds what is in the trash, what is not, or both, as it is asked.",
        exemption: FileStoringContract.noTrash
    ) { bench in
        let trash = try FileTrashingContract.trash(of: bench)
        let gone = try await bench.write([1], named: "gone")
        let kept = try await bench.write([2], named: "kept")
        _ = try await trash.setTrashed(true, [gone.id])
        try await check(bench, FileQuery(isTrashed: false), finds: [kept], called: "A search outside the trash")
        try await check(bench, FileQuery(isTrashed: true), finds: [gone], called: "A search in the trash")
        try await check(bench, FileQuery(isTrashed: nil), finds: [gone, kept], called: "A search everywhere")
    }

    static let pages = FileStoringContract.rule(
        "search-is-complete", "A search of several pages finds every file once."
    ) { bench in
        var files: [StoredFile] = []
        for number in 0...(2 * bench.traits.pageSize) {
            files.append(try await bench.write([1], named: "\(number)", type: "text/plain"))
        }
        try await check(bench, FileQuery(mediaTypes: ["text/plain"]), finds: files, called: "A search over pages")
    }

    static let children = FileStoringContract.rule(
        "children-of-many-folders-are-complete",
        "What lies in many folders is found whole and once, whether they are empty or not, however many they are."
    ) { bench in
        var folders: [String] = []
        var wanted: [String: String] = [:]
        for number in 0..<55 {
            let folder = try await bench.store.makeFolder(named: "\(number)", in: bench.folder, id: nil).id
            folders.append(folder)
            for name in 0..<(number % 3) {
                wanted[try await bench.write([1], named: "\(name)", in: folder).id] = folder
            }
        }
        var found: [StoredFile] = []
        for try await part in try search(of: bench).children(of: folders) { found += part }
        try expect(found.count == wanted.count, "In 55 folders are \(wanted.count) files, found \(found.count).")
        for file in found {
            try expect(file.parents.first == wanted[file.id], "\(file.name) was found in the wrong folder.")
        }
        for try await part in try search(of: bench).children(of: []) {
            try expect(part.isEmpty, "In no folders \(part.count) files were found.")
        }
    }
}
