// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore
import StewardIntegration

extension FileStoringContract {
    static let roundTrip = rule(
        "file-round-trips", "What is written is read back byte for byte, with its name, media type, time and folder."
    ) { bench in
        let bytes = made(1_000)
        let time = Date(timeIntervalSince1970: 1_700_000_000)
        let written = try await bench.write(bytes, named: "round.csv", type: "text/csv", modifiedAt: time)
        try await bench.expectContent(bytes, of: written.id, called: "The file")
        let file = try await bench.store.file(written.id)
        for (source, file) in [("write", written), ("file", file)] {
            try expect(file.name == "round.csv", "\(source) gives the name \(file.name), not round.csv.")
            try expect(file.kind == .file, "\(source) gives the kind \(file.kind), not file.")
            try expect(file.mediaType == "text/csv", "\(source) gives the media type \(file.mediaType), not text/csv.")
            try expect(file.parents == [bench.folder], "\(source) gives the folders \(file.parents).")
            try expect(!file.isTrashed, "\(source) says that the file is in the trash.")
            let distance = file.modifiedAt.map { abs($0.timeIntervalSince(time)) } ?? .infinity
            try expect(distance < 1, "\(source) gives another time of change than was written.")
        }
    }

    static let empty = rule("file-empty-round-trips", "A file without a byte is kept, and read as an empty stream.") {
        bench in
        let written = try await bench.write([], named: "empty")
        try await bench.expectContent([], of: written.id, called: "The empty file")
        try expect(written.kind == .file, "The empty file is of the kind \(written.kind).")
    }

    static let chunkEdges = rule(
        "file-chunk-edges-round-trip", "Content one byte shorter, as long, and one byte longer than a chunk is kept."
    ) { bench in
        let edges = [bench.traits.chunk, 2 * bench.traits.chunk] + bench.traits.edges
        let sizes = Set(edges.flatMap { [$0 - 1, $0, $0 + 1] } + [1]).filter { $0 > 0 }
        for size in sizes.sorted() {
            let bytes = made(size, seed: UInt64(size))
            let written = try await bench.write(bytes, named: "\(size).bin")
            try await bench.expectContent(bytes, of: written.id, called: "A file of \(size) bytes")
        }
    }

    static let unknownLength = rule(
        "file-unknown-length-is-stored", "Content whose length nobody knows before its end is stored whole."
    ) { bench in
        let chunk = bench.traits.chunk
        for size in [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk] {
            let bytes = made(size, seed: UInt64(size))
            let written = try await bench.store.write(
                .bytes(bytes, length: .some(nil)), to: .new(name: "\(size).log", folder: bench.folder, id: nil),
                keeper: UploadMemory())
            try await bench.expectContent(bytes, of: written.id, called: "A file of \(size) bytes, length not said,")
        }
    }

    static let overwrite = rule(
        "file-overwrite-replaces", "Writing in place of a file keeps its id and its name, and leaves one file."
    ) { bench in
        let first = try await bench.write(made(64), named: "one.bin")
        var revisions = [first.revision]
        for size in [2 * bench.traits.chunk + 1, 0, 64] {
            let bytes = made(size, seed: UInt64(size + 7))
            let written = try await bench.store.write(
                .bytes(bytes), to: .replacing(id: first.id), keeper: UploadMemory())
            try expect(written.id == first.id, "Overwriting \(first.id) gave \(written.id).")
            try expect(written.name == "one.bin", "Overwriting changed the name to \(written.name).")
            try expect(!revisions.contains(written.revision) || first.revision == nil, "A revision came back.")
            revisions.append(written.revision)
            try await bench.expectContent(bytes, of: first.id, called: "The file, overwritten with \(size) bytes,")
        }
        let found = try await bench.list()
        try expect(found.map(\.id) == [first.id], "Overwriting left \(found.count) files.")
    }

    static let checksums = rule(
        "file-checksums-match", "Each digest that the service gives is that of the content.",
        exemption: noChecksums
    ) { bench in
        for size in [0, 100, 2 * bench.traits.chunk] {
            let bytes = made(size, seed: 3)
            let written = try await bench.write(bytes, named: "\(size)")
            let md5 = hexadecimal(Insecure.MD5.hash(data: bytes))
            let sha256 = hexadecimal(SHA256.hash(data: bytes))
            for file in [written, try await bench.store.file(written.id)] {
                let sums = file.checksums
                try expect(sums.md5 != nil || sums.sha256 != nil, "There is no digest of \(size) bytes.")
                try expect((sums.md5 ?? md5) == md5, "MD5 of \(size) bytes is \(md5), not \(sums.md5.shown).")
                try expect(
                    (sums.sha256 ?? sha256) == sha256,
                    "SHA-256 of \(size) bytes is \(sha256), not \(sums.sha256.shown).")
            }
        }
    }

    static let ranges = rule(
        "file-ranges-are-exact",
        "A range gives exactly its bytes; one at the end is empty; one behind the end is invalidRequest."
    ) { bench in
        let size = 2 * bench.traits.chunk + 7
        let bytes = made(size)
        let file = try await bench.write(bytes)
        let wanted: [(Int, Int?)] = [
            (0, nil), (0, 1), (5, 17), (size / 2, nil), (size - 1, nil), (size - 1, size), (0, size), (9, 9),
            (size, nil),
        ]
        for (start, end) in wanted {
            let stream = try await bench.store.read(file, from: Int64(start), to: end.map(Int64.init))
            let found = try await stream.collect(upTo: size)
            try expect(
                found == Array(bytes[start..<(end ?? size)]),
                "Bytes \(start) to \((end ?? size)) of \(size) came as \(found.count) bytes or as others.")
        }
        let behind = try await code {
            _ = try await bench.store.read(file, from: Int64(size) + 1, to: nil).collect(upTo: size)
        }
        try expect(behind == .invalidRequest, "Behind the end: expected invalidRequest, found \(behind.shown).")
        let empty = try await bench.write([], named: "empty")
        let none = try await bench.store.read(empty, from: 0, to: nil).collect(upTo: 1)
        try expect(none.isEmpty, "The empty file gave bytes.")
    }

    static let changedContent = rule(
        "file-changed-content-is-conflict", "Reading by a description from before a change is refused as conflict."
    ) { bench in
        let bytes = made(100)
        let old = try await bench.write(bytes)
        _ = try await bench.store.write(
            .bytes(made(100, seed: 2)), to: .replacing(id: old.id), keeper: UploadMemory())
        var found: [UInt8]?
        let code = try await code { found = try await bench.content(of: old) }
        try expect(code == .conflict, "Expected conflict, found \(code.shown) and \(found?.count ?? 0) bytes.")
    }

    static let cutDownload = rule(
        "file-cut-download-throws", "A download that breaks off throws or goes on; it never just ends early."
    ) { bench in
        let bytes = made(100_000)
        let file = try await bench.write(bytes)
        for silently in [false, true] {
            let line = InterferingTransport(bench.subject.transport, .cutDownload(after: 40_000, silently: silently))
            let reader = try bench.store(over: line)
            var found: [UInt8] = []
            let code = try await code {
                for try await piece in try await reader.read(file, from: 0, to: nil) { found += piece }
            }
            let isWhole = code == nil && found == bytes
            let how = silently ? "as if that were the end" : "with an error"
            try expect(
                isWhole || code == .unavailable,
                "A reply that broke off \(how): found \(code.shown) after \(found.count) of \(bytes.count) bytes.")
            try expect(bytes.starts(with: found), "A reply that broke off \(how) gave bytes that are not the file's.")
        }
    }
}
