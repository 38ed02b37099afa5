// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardHTTP
import StewardIntegration

extension FileStoringContract {
    /// What an upload may send besides content: descriptions and the like.
    private static let overhead = 8_192

    static let resume = rule(
        "upload-resumes-in-a-new-process",
        "An upload that a dead process left goes on from the confirmed byte, and no byte goes up twice."
    ) { bench in
        let chunk = bench.traits.chunk
        for target in [FileTarget.new(name: "long.bin", folder: bench.folder, id: nil), try await replacing(bench)] {
            let bytes = made(5 * chunk + 11, seed: 5)
            try await checkResume(bench, bytes, target, .cutUpload(after: 2 * chunk + chunk / 2), atLeast: chunk)
        }
    }

    static let lostReply = rule(
        "upload-resumes-after-a-lost-reply", "What the service has is not sent again, also when its reply was lost."
    ) { bench in
        let chunk = bench.traits.chunk
        let target = FileTarget.new(name: "long.bin", folder: bench.folder, id: nil)
        let bytes = made(5 * chunk + 11, seed: 6)
        try await checkResume(bench, bytes, target, .loseReply(after: 2 * chunk), atLeast: 2 * chunk)
    }

    private static func replacing(_ bench: FileBench) async throws -> FileTarget {
        .replacing(id: try await bench.write([1], named: "replaced.bin").id)
    }

    /// Interrupts an upload, goes on with it as a new process does, and counts what went over the line.
    private static func checkResume(
        _ bench: FileBench, _ bytes: [UInt8], _ target: FileTarget, _ interference: InterferingTransport.Interference,
        atLeast: Int
    ) async throws {
        let broken = InterferingTransport(bench.subject.transport, interference)
        let before = UploadMemory()
        let first = try await code {
            _ = try await bench.store(over: broken).write(.bytes(bytes), to: target, keeper: before)
        }
        try expect(first == .unavailable, "An upload over a dead line: expected unavailable, found \(first.shown).")
        let line = InterferingTransport(bench.subject.transport)
        let after = UploadMemory(session: before.session)
        let file = try await bench.store(over: line).write(.bytes(bytes), to: target, keeper: after)
        try await bench.expectContent(bytes, of: file.id, called: "The resumed file")
        guard let start = after.confirmed.first.map(Int.init) else {
            throw RuleViolation("The keeper was never told what the service has.")
        }
        let heard = before.confirmed.max().map(Int.init) ?? 0
        try expect(
            start >= max(heard, atLeast), "The upload went on from byte \(start), not from \(max(heard, atLeast)).")
        let rest = bytes.count - start
        try expect(
            (rest...rest + overhead).contains(line.sent), "For the missing \(rest) bytes, \(line.sent) were sent.")
        try expect(after.confirmed.last == Int64(bytes.count), "The keeper was not told of the last byte.")
        try expect(after.confirmed == after.confirmed.sorted(), "The confirmed bytes went back.")
        try expect(after.session == nil, "The session of a finished upload is still kept.")
    }

    static let keptFirst = rule(
        "upload-session-is-kept-first", "A large upload's session is kept before any of its content is sent."
    ) { bench in
        let line = InterferingTransport(bench.subject.transport)
        let memory = UploadMemory(sent: { line.sent })
        let bytes = made(max(3 * bench.traits.chunk, 3 * overhead))
        _ = try await bench.store(over: line).write(
            .bytes(bytes), to: .new(name: "long.bin", folder: bench.folder, id: nil), keeper: memory)
        guard let sent = memory.sentWhenKept else { throw RuleViolation("No session was kept of a large upload.") }
        try expect(
            sent < min(overhead, bench.traits.chunk), "When the session was kept, \(sent) bytes were sent already.")
    }

    static let cancelled = rule(
        "upload-cancelled-leaves-nothing", "A cancelled upload ends soon, as cancelled, and leaves nothing visible."
    ) { bench in
        for size in [64, bench.traits.chunk, 3 * bench.traits.chunk] {
            let target = FileTarget.new(name: "cancelled.bin", folder: bench.folder, id: nil)
            try await cancel(bench, made(size), to: target, after: size / 2)
            try await bench.expectNothing(named: "cancelled.bin", after: "cancelling the upload of \(size) bytes")
        }
    }

    static let cancelledOverwrite = rule(
        "upload-cancelled-keeps-the-old", "A cancelled upload in place of a file leaves that file as it was."
    ) { bench in
        let file = try await bench.write(made(100), named: "kept.bin")
        for size in [64, 3 * bench.traits.chunk] {
            try await cancel(bench, made(size, seed: 9), to: .replacing(id: file.id), after: size / 2)
            try await bench.expectContent(made(100), of: file.id, called: "The file that was not overwritten")
        }
    }

    /// Starts an upload, holds it after so many bytes, and cancels it.
    private static func cancel(
        _ bench: FileBench, _ bytes: [UInt8], to target: FileTarget, after count: Int
    ) async throws {
        let line = InterferingTransport(bench.subject.transport, .holdUpload(after: count))
        let store = try bench.store(over: line)
        let (failure, took) = await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                defer { line.release() }
                do { _ = try await store.write(.bytes(bytes), to: target, keeper: UploadMemory()) } catch {
                    return error
                }
                return nil
            }
            var holds = line.held.makeAsyncIterator()
            _ = await holds.next()
            let start = ContinuousClock.now
            group.cancelAll()
            return (await group.next() ?? nil, ContinuousClock.now - start)
        }
        let isCancelled = (failure as? IntegrationError)?.code == .cancelled || failure is CancellationError
        try expect(
            isCancelled, "A cancelled upload of \(bytes.count) bytes: expected cancelled, found \(failure.shown).")
        try expect(took < .seconds(2), "A cancelled upload went on for \(took).")
    }

    static let brokenSource = rule(
        "upload-broken-source-leaves-nothing",
        "Content that cannot be read to its end is not stored, and the reason is thrown."
    ) { bench in
        struct Unreadable: Error {}
        let chunk = bench.traits.chunk
        for size in [64, 3 * chunk] {
            let half = made(size / 2)[...]
            let sources: [(String, ByteStream)] = [
                ("that throws", half.inPieces(of: 999, failure: Unreadable())),
                ("that is too short", half.inPieces(of: 999)),
            ]
            for (name, stream) in sources {
                let content = FileContent(length: Int64(size)) { _ in stream }
                var failure: (any Error)?
                do {
                    _ = try await bench.store.write(
                        content, to: .new(name: "broken.bin", folder: bench.folder, id: nil), keeper: UploadMemory())
                } catch { failure = error }
                try expect(failure != nil, "Content of \(size) bytes \(name) was stored.")
                try await bench.expectNothing(named: "broken.bin", after: "content of \(size) bytes \(name)")
            }
        }
    }

    static let wrongChecksum = rule(
        "upload-wrong-checksum-is-caught", "Content that arrives damaged is malformedReply, never a success.",
        exemption: noChecksums
    ) { bench in
        let mark = Array("a mark that is found in no other place".utf8)
        for size in [100, 2 * bench.traits.chunk] {
            let bytes = made(size / 2) + mark + made(size / 2, seed: 2)
            let line = InterferingTransport(bench.subject.transport, .damage(mark))
            let code = try await code {
                _ = try await bench.store(over: line).write(
                    .bytes(bytes), to: .new(name: "damaged.bin", folder: bench.folder, id: nil), keeper: UploadMemory())
            }
            try expect(
                code == .malformedReply,
                "\(bytes.count) bytes, one damaged: expected malformedReply, found \(code.shown).")
        }
    }

    static let ids = rule(
        "file-ids-are-new", "Ids are as many as asked for, each once, and used as they are.",
        exemption: noIDs
    ) { bench in
        let ids = try await bench.store.newIDs(3) + (try await bench.store.newIDs(1))
        try expect(
            Set(ids).count == 4 && ids.count == 4, "Asked for 3 ids and 1, found \(ids.count), some twice or none.")
        let file = try await bench.write([1], id: ids[0])
        let folder = try await bench.store.makeFolder(named: "made", in: bench.folder, id: ids[1])
        try expect([file.id, folder.id] == Array(ids.prefix(2)), "What was made has other ids than it was given.")
        let again = try await bench.store.makeFolder(named: "made", in: bench.folder, id: ids[1])
        try expect(again.id == folder.id, "Making a folder twice with one id gave \(again.id).")
        let found = try await bench.list()
        try expect(found.count == 2, "Making a file, and a folder twice, left \(found.count) items.")
    }

    static let twice = rule(
        "file-written-twice-is-one", "Writing twice with one id makes one file; with other content it is conflict.",
        exemption: noIDs
    ) { bench in
        for size in [100, 3 * bench.traits.chunk] {
            let id = try await bench.store.newIDs(1).first
            let bytes = made(size)
            let first = try await bench.write(bytes, named: "\(size)", id: id)
            let second = try await bench.write(bytes, named: "\(size)", id: id)
            try expect(first.id == second.id, "Writing twice with one id made \(first.id) and \(second.id).")
            for other in [made(size, seed: 2), made(size + 1)] {
                let code = try await code { try await bench.write(other, named: "\(size)", id: id) }
                try expect(code == .conflict, "Other content with a taken id: expected conflict, found \(code.shown).")
            }
            try await bench.expectContent(bytes, of: first.id, called: "The file written twice")
        }
        let found = try await bench.list()
        try expect(found.count == 2, "Writing 2 files, each twice, left \(found.count).")
    }

    static let twiceAfterLoss = rule(
        "file-written-again-after-a-lost-reply-is-one",
        "When the reply to a finished upload is lost, writing again with the same id makes no other file.",
        exemption: noIDs
    ) { bench in
        for (name, isKept) in [("kept", true), ("forgotten", false)] {
            for size in [100, 3 * bench.traits.chunk] {
                let bytes = made(size)
                let id = try await bench.store.newIDs(1).first
                let target = FileTarget.new(name: "\(name)-\(size)", folder: bench.folder, id: id)
                let broken = InterferingTransport(bench.subject.transport, .loseReply(after: size))
                let memory = UploadMemory()
                let code = try await code {
                    _ = try await bench.store(over: broken).write(.bytes(bytes), to: target, keeper: memory)
                }
                try expect(code == .unavailable, "A lost reply: expected unavailable, found \(code.shown).")
                let keeper = isKept ? memory : UploadMemory()
                let file = try await bench.store.write(.bytes(bytes), to: target, keeper: keeper)
                try await bench.expectContent(bytes, of: file.id, called: "The file written again")
            }
        }
        let found = try await bench.list()
        try expect(found.count == 4, "Writing 4 files, each again after a lost reply, left \(found.count).")
    }
}
