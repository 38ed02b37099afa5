// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension FileStoringContract {
    /// Names that people and programs really give: Thai with its vowel in one sign and in two, marks put together and
    /// apart, what a path or an address would read as something else, control characters, and the longest that a file
    /// system takes.
    static let oddNames = [
        "นำเข้า ๒๕๖๙.pdf", "น\u{0E4D}\u{0E32}เข้า ๒๕๖๙.pdf", "\u{E9}t\u{E9}", "e\u{301}te\u{301}",
        "a/b", "/", "..", ".",
        "back\\slash", "it's \"quoted\"", "tab\tline\nbell\u{7}", "100%2F?&#+ =;", "🚗 family 👩‍👩‍👧",
        String(repeating: "ก", count: 85), String(repeating: "x", count: 255),
    ]

    static let names = rule(
        "file-names-are-kept", "Names are kept byte for byte, in the written file, in its description and in lists."
    ) { bench in
        let refused = bench.traits.refusedNames.map { Array($0.utf8) }
        var wanted: [String: [UInt8]] = [:]
        for (number, name) in oddNames.enumerated() where !refused.contains(Array(name.utf8)) {
            let file = try await bench.write([UInt8(number)], named: name)
            wanted[file.id] = Array(name.utf8)
            try expect(
                Array(file.name.utf8) == Array(name.utf8),
                "\(name.debugDescription) came back as \(file.name.debugDescription).")
            let again = try await bench.store.file(file.id)
            try expect(
                Array(again.name.utf8) == Array(name.utf8),
                "\(name.debugDescription) is described as \(again.name.debugDescription).")
            try await bench.expectContent([UInt8(number)], of: file.id, called: name.debugDescription)
        }
        for file in try await bench.list() {
            let name = wanted.removeValue(forKey: file.id)
            try expect(name == Array(file.name.utf8), "The list names a file \(file.name.debugDescription).")
        }
        try expect(wanted.isEmpty, "The list leaves out \(wanted.count) of \(oddNames.count) files.")
        let folder = try await bench.store.makeFolder(named: oddNames[1], in: bench.folder, id: nil)
        try expect(Array(folder.name.utf8) == Array(oddNames[1].utf8), "A folder's name came back changed.")
    }

    static let refusedNames = rule(
        "file-refused-names-are-refused", "A name that the service cannot keep is refused, and nothing is stored.",
        exemption: { $0.files?.refusedNames.isEmpty == true ? "the service keeps every name" : nil }
    ) { bench in
        for name in bench.traits.refusedNames {
            let code = try await code { try await bench.write([1], named: name) }
            try expect(
                code == .invalidRequest, "\(name.debugDescription): expected invalidRequest, found \(code.shown).")
        }
        let found = try await bench.list()
        try expect(found.isEmpty, "\(found.count) files were stored under refused names.")
    }

    static let duplicates = rule(
        "file-duplicate-names-are-apart", "Two files with one name in one folder are two files, each with its content."
    ) { bench in
        let first = try await bench.write([1], named: "same")
        let second = try await bench.write([2], named: "same")
        try expect(first.id != second.id, "The second file of one name took the place of the first.")
        try await bench.expectContent([1], of: first.id, called: "The first file")
        try await bench.expectContent([2], of: second.id, called: "The second file")
        let found = try await bench.list()
        try expect(Set(found.map(\.id)) == [first.id, second.id], "The list shows \(found.count) of 2 files.")
    }

    static let listing = rule(
        "file-list-is-complete", "A list of several pages holds every file once, and folders too, and nothing else."
    ) { bench in
        let other = try await bench.store.makeFolder(named: "other", in: bench.folder, id: nil)
        try await bench.write([0], named: "elsewhere", in: other.id)
        var wanted: Set = [other.id]
        for number in 0..<(2 * bench.traits.pageSize) {
            wanted.insert(try await bench.write([UInt8(truncatingIfNeeded: number)], named: "\(number)").id)
        }
        let first = try await bench.store.files(in: bench.folder, after: nil)
        try expect(first.next != nil, "\(wanted.count) files came as one page; the subject's pageSize is wrong.")
        let found = try await bench.list()
        try expect(Set(found.map(\.id)) == wanted, "The list holds \(found.count) items, not the \(wanted.count) made.")
        try expect(found.count == wanted.count, "The list names \(found.count - wanted.count) items twice.")
        let root = try await bench.list(bench.store.rootFolder)
        try expect(root.contains { $0.id == bench.folder }, "The root folder's list leaves out a folder in it.")
    }

    static let folders = rule(
        "file-folders-nest", "Folders lie in folders, hold files, and go with everything in them."
    ) { bench in
        let outer = try await bench.store.makeFolder(named: "outer", in: bench.folder, id: nil)
        let inner = try await bench.store.makeFolder(named: "inner", in: outer.id, id: nil)
        let file = try await bench.write([1], in: inner.id)
        try expect(outer.kind == .folder && inner.kind == .folder, "A folder is of another kind.")
        try expect(inner.parents == [outer.id], "The inner folder lies in \(inner.parents).")
        let seen = try await (bench.list(outer.id).map(\.id), bench.list(inner.id).map(\.id))
        try expect(seen.0 == [inner.id] && seen.1 == [file.id], "The lists show \(seen.0) and \(seen.1).")
        try expect(try await bench.store.delete(outer.id), "The folder was not there to be deleted.")
        let code = try await code { _ = try await bench.store.file(file.id) }
        try expect(code == .notFound, "A file in a deleted folder: expected notFound, found \(code.shown).")
    }

    static let deleteTwice = rule(
        "file-delete-twice", "Deleting removes a file for good; the second time there was none."
    ) { bench in
        let file = try await bench.write([1])
        let first = try await bench.store.delete(file.id)
        let second = try await bench.store.delete(file.id)
        try expect(first && !second, "Deleting twice gave \(first), \(second), not true, false.")
        try await bench.expectNothing(named: file.name, after: "deleting")
    }

    static let notFound = rule(
        "file-missing-is-not-found", "What does not exist is notFound, to every call that needs it."
    ) { bench in
        let gone = try await bench.write([1])
        let folder = try await bench.store.makeFolder(named: "gone", in: bench.folder, id: nil)
        _ = try await bench.store.delete(gone.id)
        _ = try await bench.store.delete(folder.id)
        let calls: [(String, () async throws -> Void)] = [
            ("file", { _ = try await bench.store.file(gone.id) }),
            ("read", { _ = try await bench.content(of: gone) }),
            ("write into a folder", { try await bench.write([1], in: folder.id) }),
            (
                "write in place",
                { _ = try await bench.store.write(.bytes([1]), to: .replacing(id: gone.id), keeper: UploadMemory()) }
            ),
            ("makeFolder", { _ = try await bench.store.makeFolder(named: "new", in: folder.id, id: nil) }),
        ]
        for (name, call) in calls {
            let code = try await code(of: call)
            try expect(code == .notFound, "\(name): expected notFound, found \(code.shown).")
        }
    }
}
