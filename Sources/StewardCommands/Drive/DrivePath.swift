// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Finds files by their path. Names need not be unique on a drive: a path that fits several is refused with their ids.
struct DrivePath {
    private let store: any FileStoring

    init(_ store: any FileStoring) { self.store = store }

    /// The id of a folder given as a path that begins with `/`, or as its id.
    func folder(_ text: String) async throws -> String {
        if !text.hasPrefix("/") { return text }
        var id = store.rootFolder
        for name in text.split(separator: "/") {
            let found = try await entries(String(name), in: id).filter { $0.kind == .folder }
            guard let one = try single(found, name: String(name), of: text) else {
                throw CommandError(.notFound, "There is no folder “\(name)” in \(text).")
            }
            id = one.id
        }
        return id
    }

    /// The file or folder given as a path that begins with `/`, or as its id.
    func any(_ text: String) async throws -> StoredFile {
        text == "/" ? try await store.file(store.rootFolder) : try await file(text)
    }

    /// The file given as a path that begins with `/`, or as its id.
    func file(_ text: String) async throws -> StoredFile {
        if !text.hasPrefix("/") { return try await store.file(text) }
        let names = text.split(separator: "/").map(String.init)
        guard let last = names.last else { throw CommandError(.usage, "“\(text)” names no file.") }
        let parent = try await folder("/" + names.dropLast().joined(separator: "/"))
        guard let one = try single(try await entries(last, in: parent), name: last, of: text) else {
            throw CommandError(.notFound, "There is no file “\(last)” at \(text).")
        }
        return one
    }

    private func single(_ found: [StoredFile], name: String, of path: String) throws -> StoredFile? {
        guard found.count < 2 else {
            throw CommandError(
                .failure,
                "\(path): \(found.count) things are called “\(name)”; name one by its id: "
                    + found.map(\.id).joined(separator: ", "))
        }
        return found.first
    }

    private func entries(_ name: String, in folder: String) async throws -> [StoredFile] {
        var found: [StoredFile] = []
        var page: String?
        repeat {
            let answer: Page<StoredFile>
            if let search = store as? any FileSearching {
                answer = try await search.search(FileQuery(folder: folder, name: name), after: page)
            } else {
                answer = try await store.files(in: folder, after: page)
            }
            found += answer.items.filter { $0.name == name }
            page = answer.next
        } while page != nil
        return found
    }
}
