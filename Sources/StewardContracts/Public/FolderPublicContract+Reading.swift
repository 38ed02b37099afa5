// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension FolderPublicContract {
    static let foldersAreComplete = rule(
        "public-folder-is-complete", "A folder is listed whole, in order, with ids, kinds and names byte for byte."
    ) { bench in
        let folders = bench.places.folders
        try expect(folders.contains { $0.items.count > 50 }, "The subject has no folder with more than 50 items.")
        let isThai = folders.contains { $0.items.contains { $0.name?.unicodeScalars.contains("\u{0E33}") == true } }
        try expect(isThai, "The subject has no item with U+0E33 in its name.")
        for wanted in folders {
            let found = try await bench.reader.publicFolder(wanted.id)
            try expect(found.id == wanted.id, "The folder \(wanted.id) came as \(found.id).")
            try expect(
                Array(found.name.utf8) == Array(wanted.name.utf8),
                "The folder \(wanted.name.debugDescription) is called \(found.name.debugDescription).")
            try expect(
                found.items.map(\.id) == wanted.items.map(\.id),
                "\(wanted.name) holds \(wanted.items.count) items, found \(found.items.count), or in another order.")
            for (item, found) in zip(wanted.items, found.items) { try compare(found, with: item) }
        }
    }

    private static func compare(_ found: PublicItem, with wanted: PublicItem) throws {
        let name = wanted.name ?? found.name ?? ""
        try expect(
            Array((found.name ?? "").utf8) == Array(name.utf8),
            "\(name.debugDescription) is called \(found.name.shown.debugDescription).")
        try expect(found.kind == wanted.kind, "\(name) is \(wanted.kind), found \(found.kind).")
        if let type = wanted.mediaType {
            try expect(found.mediaType == type, "\(name) is of type \(type), found \(found.mediaType.shown).")
        }
        if let date = wanted.shownDate {
            try expect(found.shownDate == date, "\(name) shows \(date), found \(found.shownDate.shown).")
        }
    }

    static let foldersNest = rule(
        "public-folders-nest", "From the first folder every other is reached by the ids in the lists."
    ) { bench in
        var open = bench.places.folders.prefix(1).map(\.id)
        var seen: Set<String> = []
        while let id = open.popLast() {
            guard seen.insert(id).inserted else { continue }
            let isReadable = bench.places.folders.contains { $0.id == id }
            guard isReadable else { continue }
            open += try await bench.reader.publicFolder(id).items.filter { $0.kind == .folder }.map(\.id)
        }
        let missing = bench.places.folders.filter { !seen.contains($0.id) }
        try expect(bench.places.folders.count > 1, "The subject has no folder within a folder.")
        try expect(missing.isEmpty, "\(missing.map(\.name)) are not reached from the first folder.")
    }

    static let links = rule(
        "public-links-are-understood",
        "A link in each of the service's forms, and a bare id, names the item it points at."
    ) { bench in
        let places = bench.places
        let ids = [places.folders[0].id, places.files[0].id]
        let links = places.links.map { ($0.key, $0.value) } + ids.map { ($0, $0) }
        for (link, id) in links.sorted(by: { $0.0 < $1.0 }) {
            let item = try await bench.reader.publicItem(link)
            try expect(item.id == id, "\(link) points at \(id), found \(item.id).")
            if places.folders.contains(where: { $0.id == id }) {
                try expect(item.kind == .folder, "\(link) points at a folder, found \(item.kind).")
            }
            if let file = (places.files + [places.confirmed]).first(where: { $0.id == id }) {
                try expect(item.kind == .file, "\(link) points at a file, found \(item.kind).")
                let name = item.name ?? file.name
                try expect(name == file.name, "\(link) points at \(file.name), found \(name).")
            }
        }
        let code = try await code { _ = try await bench.reader.publicItem("https://elsewhere.example/thing") }
        try expect(code == .invalidRequest, "A link to elsewhere: expected invalidRequest, found \(code.shown).")
    }

    static let filesAreRead = rule(
        "public-file-is-read", "A file is read whole, byte for byte, with its name."
    ) { bench in
        try expect(
            bench.places.files.contains { !$0.name.utf8.allSatisfy { $0 < 0x80 } },
            "The subject has no file named in Thai.")
        for file in bench.places.files { try await bench.expectWhole(file) }
    }

    static let confirmation = rule(
        "public-confirmation-is-passed", "A page that asks for a confirmation is answered, and the file comes."
    ) { bench in
        try await bench.expectWhole(bench.places.confirmed)
    }

    static let document = rule(
        "public-document-is-exported", "A document of the service's own is read in a form that files have.",
        exemption: { $0.places?.document == nil ? "the service has no documents of its own" : nil }
    ) { bench in
        guard let id = bench.places.document else { return }
        let (content, bytes) = try await bench.read(id)
        try expect(!bytes.isEmpty, "The document is empty.")
        try expect(!content.mediaType.hasPrefix("text/html"), "The document came as a page.")
        let item = try await bench.reader.publicItem(id)
        try expect(item.kind == .document, "The document is of the kind \(item.kind).")
    }
}
