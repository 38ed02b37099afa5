// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension DatabaseDumpingContract {
    static let dumpIsWhole = Rule<IntegrationSubject>(
        "dump-is-whole", "A dump reads as whole, with every table and its rows; its descriptor stays open."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        for format in streams {
            try await DumpFile.with(subject) { file in
                let summary = try await dumper.dump(DumpRequest(known.name, format), to: file.descriptor)
                try expect(file.isOpen, "The descriptor was closed.")
                try expect(summary.toolVersion.first?.isNumber == true, "The tool is \(summary.toolVersion).")
                try expect(summary.serverVersion.first?.isNumber == true, "The server is \(summary.serverVersion).")
                let content = try read(file.bytes(), by: dumper.dumpReader(of: format))
                try expect(content.flaw == nil, "\(format.rawValue): \(content.flaw ?? "")")
                try expect(
                    content.database == nil || content.database == known.name,
                    "\(format.rawValue): it says it is of \(content.database ?? "").")
                if let tables = content.tables {
                    let rows = tables.filter { $0.rows > 0 }
                    try expect(
                        Set(rows) == Set(known.tables.filter { $0.rows > 0 }),
                        "\(format.rawValue): expected \(known.tables), found \(tables).")
                }
            }
        }
    }

    static let cutIsNoticed = Rule<IntegrationSubject>(
        "dump-cut-is-noticed", "A dump that is cut anywhere reads as flawed, and so does none."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        for format in streams {
            try await DumpFile.with(subject) { file in
                _ = try await dumper.dump(DumpRequest(known.name, format), to: file.descriptor)
                let bytes = try file.bytes()
                for part in [0, 1, bytes.count / 3, bytes.count * 9 / 10, bytes.count - 200] {
                    let content = read(Array(bytes.prefix(part)), by: dumper.dumpReader(of: format))
                    try expect(
                        content.flaw != nil, "\(format.rawValue) cut to \(part) of \(bytes.count) bytes reads as whole."
                    )
                }
            }
        }
    }

    /// Feeds the bytes in pieces of odd sizes.
    private static func read(_ bytes: [UInt8], by reader: any DumpReading) -> DumpContent {
        var reader = reader
        var rest = bytes[...]
        var size = 1
        while !rest.isEmpty {
            rest.prefix(size).withUnsafeBytes { reader.take($0) }
            rest = rest.dropFirst(size)
            size = size * 7 % 65_521 + 1
        }
        return reader.finish()
    }

    static let directoryIsNoStream = Rule<IntegrationSubject>(
        "dump-directory-is-no-stream", "The directory format is refused as a stream, as unsupported."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        let found = try await DumpFile.with(subject) { file in
            await code { _ = try await dumper.dump(DumpRequest(known.name, .directory), to: file.descriptor) }
        }
        try expect(found == .unsupported, "Expected unsupported, found \(found.shown).")
    }

    static let directoryIsWritten = Rule<IntegrationSubject>(
        "dump-directory-is-written", "A dump in directory format makes its folder, and never writes into another."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        let folder = subject.scratchFolder + "/directory-dump"
        _ = try await dumper.dump(DumpRequest(known.name, .directory), into: folder, workers: 2)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        try expect(names.count > 1, "The folder holds only \(names).")
        let again = await code {
            _ = try await dumper.dump(DumpRequest(known.name, .directory), into: folder, workers: 2)
        }
        try expect(again == .conflict, "Into a folder that exists: expected conflict, found \(again.shown).")
        let after = try FileManager.default.contentsOfDirectory(atPath: folder)
        try expect(Set(after) == Set(names), "The folder that existed was changed.")
    }

    static let globalsHoldNoPassword = Rule<IntegrationSubject>(
        "dump-globals-hold-no-password", "What belongs to the whole server is dumped without passwords."
    ) { subject in
        let (dumper, _) = try dumper(subject)
        let text = try await DumpFile.with(subject) { file in
            _ = try await dumper.dumpGlobals(to: file.descriptor)
            return String(decoding: try file.bytes(), as: UTF8.self)
        }
        try expect(text.contains("ROLE"), "The globals name no role.")
        try expect(!text.contains("PASSWORD '"), "The globals hold a password.")
    }

    static let readerGoneFails = Rule<IntegrationSubject>(
        "dump-nobody-reads-is-an-error", "A dump whose reader goes away is an error, never a success."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        for format in streams {
            let ends = try PipeEnds()
            ends.closeReading()
            let found = await code { _ = try await dumper.dump(DumpRequest(known.name, format), to: ends.writing) }
            ends.closeWriting()
            try expect(found != nil, "\(format.rawValue): nobody read it, and it succeeded.")
        }
    }

    static let cancellation = Rule<IntegrationSubject>(
        "dump-cancellation-ends-soon", "A dump that waits for its reader ends within ten seconds of being cancelled."
    ) { subject in
        let (dumper, known) = try dumper(subject)
        let ends = try PipeEnds()
        let task = Task {
            await code { _ = try await dumper.dump(DumpRequest(known.name, .plain), to: ends.writing) }
        }
        // Once a byte has come, it runs.
        let began = ContinuousClock.now
        while !ends.readOne(), ContinuousClock.now - began < .seconds(60) { await Task.yield() }
        let cancelled = ContinuousClock.now
        task.cancel()
        // A dump that goes on all the same ends when nobody reads it any more.
        let patience = Task {
            try? await Task.sleep(for: .seconds(10))
            ends.closeReading()
        }
        let found = await task.value
        let took = ContinuousClock.now - cancelled
        patience.cancel()
        await patience.value
        ends.closeWriting()
        try expect(found == .cancelled, "Expected cancelled, found \(found.shown).")
        try expect(took < .seconds(10), "It went on for \(took) after it was cancelled.")
    }
}

/// A file that a dump is written to, removed afterwards.
struct DumpFile: Sendable {
    let path: String
    let descriptor: Int32

    static func with<Value>(
        _ subject: IntegrationSubject, _ body: (DumpFile) async throws -> Value
    ) async throws -> Value {
        let path = subject.scratchFolder + "/" + UUID().uuidString
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw RuleViolation("\(path) cannot be written.") }
        defer {
            close(descriptor)
            unlink(path)
        }
        return try await body(DumpFile(path: path, descriptor: descriptor))
    }

    var isOpen: Bool { fcntl(descriptor, F_GETFD) != -1 }
    func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
}

/// A pipe's two ends.
private struct PipeEnds: Sendable {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw RuleViolation("There is no pipe to be had.") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    }

    func closeReading() { close(reading) }
    func closeWriting() { close(writing) }
    /// Takes one byte, if there is one now.
    func readOne() -> Bool {
        var byte: UInt8 = 0
        return read(reading, &byte, 1) == 1
    }
}
