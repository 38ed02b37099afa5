// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardJobs

@Suite struct RunLogTests {
    private static func log(_ redact: @escaping @Sendable (String) -> String = { $0 }) throws -> RunLog {
        RunLog(clock: try ManualClock(), redact: redact)
    }

    @Test("the newest lines are kept, numbered from the first that was said") func bounded() throws {
        let log = try Self.log()
        for number in 1...1_000 { log.add("line \(number)") }
        let batch = log.pending
        #expect(batch.lines.count == RunLog.lineLimit)
        #expect(batch.first == 601 && batch.lines.first?.number == 601 && batch.lines.last?.number == 1_000)
    }

    @Test("long lines are cut, and few of them fill the room") func bytes() throws {
        let log = try Self.log()
        for _ in 0..<200 { log.add(String(repeating: "ก", count: 5_000)) }
        let lines = log.pending.lines
        #expect(lines.allSatisfy { $0.text.utf8.count <= RunLog.lineBytes && $0.text.hasSuffix("…") })
        #expect(lines.reduce(0) { $0 + $1.text.utf8.count } <= RunLog.byteLimit)
        #expect(lines.count > 50)
    }

    @Test("what was written is not written again; what comes after is") func written() throws {
        let log = try Self.log()
        log.add("one")
        log.written(log.pending)
        #expect(log.pending.lines.isEmpty)
        log.add("two")
        #expect(log.pending.lines.map(\.number) == [2] && log.pending.first == 1)
    }

    @Test("the same progress message is said once, credentials never, and NUL goes") func said() throws {
        let log = try Self.log { $0.replacing("hunter2", with: "<redacted>") }
        for message in ["reading", "reading", nil, "writing hunter2", "a\0b"] { log.note(message) }
        #expect(log.pending.lines.map(\.text) == ["reading", "writing <redacted>", "a\u{FFFD}b"])
    }

    @Test("what a handler logs has its values and its level") func logger() throws {
        let log = try Self.log()
        var logger = Logger(label: "test") { _ in RunLogHandler(log, passingOnTo: silent) }
        logger[metadataKey: "file"] = "a.txt"
        logger.warning("not read", metadata: ["bytes": "7"])
        logger.debug("too much detail")
        #expect(log.pending.lines.map(\.text) == ["not read bytes=7 file=a.txt"])
        #expect(log.pending.lines.map(\.level) == [.warning])
    }
}

@Suite struct KeptLogTests {
    private static func batch(_ numbers: ClosedRange<Int64>, first: Int64 = 1, _ clock: ManualClock) -> RunLog.Batch {
        RunLog.Batch(
            lines: numbers.map { RunLine(number: $0, at: clock.now, level: .info, text: "line \($0) ก") }, first: first)
    }

    @Test("lines of a run are kept, the oldest go when they are too many", arguments: TestDatabases.engines)
    func kept(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let id = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            let job = try await bench.claimOne()
            try await bench.queue.keep(Self.batch(1...3, bench.clock), of: job)
            // A repeated write changes nothing.
            try await bench.queue.keep(Self.batch(2...5, first: 3, bench.clock), of: job)
            let lines = try await bench.queue.log(of: id, attempt: 1)
            #expect(lines.map(\.number) == [3, 4, 5])
            #expect(lines.first?.text == "line 3 ก" && lines.first?.at == bench.clock.now)
            #expect(try await bench.queue.log(of: id, attempt: 1, after: 4).map(\.number) == [5])
            #expect(try await bench.queue.log(of: id, attempt: 2).isEmpty)
            #expect(try await bench.queue.loggedAttempts(of: id) == [1])
        }
    }

    @Test("lines of the last five runs of a job are kept", arguments: TestDatabases.engines)
    func attempts(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let id = try await bench.queue.enqueue(JobRequest(kind: "k", maxAttempts: 50)).id
            for _ in 1...7 {
                let job = try await bench.claimOne()
                try await bench.queue.keep(Self.batch(1...2, bench.clock), of: job)
                _ = try await bench.queue.finish(job, .retry(after: .zero, reason: "again"))
            }
            #expect(try await bench.queue.loggedAttempts(of: id) == [7, 6, 5, 4, 3])
        }
    }

    @Test("a run's lines go with its job", arguments: TestDatabases.engines)
    func pruned(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let id = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            let job = try await bench.claimOne()
            _ = try await bench.queue.finish(job, .done, progress: nil, log: Self.batch(1...2, bench.clock))
            #expect(try await bench.queue.log(of: id, attempt: 1).count == 2)
            bench.clock.advance(100)
            #expect(try await bench.queue.prune(olderThan: .seconds(10)) == 1)
            #expect(try await bench.queue.log(of: id, attempt: 1).isEmpty)
        }
    }
}
