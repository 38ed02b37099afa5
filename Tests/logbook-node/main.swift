// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore

// A node for tests: records reports for each token and brings the tables up to date, until it is killed, or until the
// tests that started it are gone. Each acknowledged report is a line “NAME NUMBER” on the standard output.
//
//     logbook-node sqlite|postgresql DATABASE ACKNOWLEDGED START NAME=TOKEN...
//
// It goes on behind the greatest number that the file ACKNOWLEDGED has for each name.

let arguments = CommandLine.arguments
guard arguments.count > 5, let start = Int64(arguments[4]) else {
    print("usage: logbook-node sqlite|postgresql DATABASE ACKNOWLEDGED START NAME=TOKEN...")
    exit(2)
}
let database: any Database =
    arguments[1] == "sqlite"
    ? try await SQLiteDatabase.open(at: arguments[2])
    : try await PostgresDatabase.connect(Secret(arguments[2]))
let clock = SystemClock()
let logbook = Logbook(
    database: database, ledger: Ledger(database: database, clock: clock),
    jobs: JobQueue(database: database, clock: clock), clock: clock)

var next: [String: Int64] = [:]
let lines = (try? String(contentsOfFile: arguments[3], encoding: .utf8)) ?? ""
for line in lines.split(separator: "\n") {
    let words = line.split(separator: " ")
    guard words.count == 2, let number = Int64(words[1]) else { continue }
    next[String(words[0])] = max(next[String(words[0])] ?? 0, number + 1)
}

let parent = getppid()
try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
        while getppid() == parent { try await clock.sleep(for: .milliseconds(200)) }
        exit(0)
    }
    group.addTask {
        while true {
            try await logbook.settleNews()
            try await clock.sleep(for: .milliseconds(20))
        }
    }
    for argument in arguments[5...] {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let token = try await logbook.device(token: parts[1]) else { exit(3) }
        let first = next[parts[0]] ?? 0
        group.addTask {
            let sending = Sending(logbook: logbook, token: token, start: start)
            try await sending.run(from: first) { number in
                // One write of the system: what it took is in the file, whatever happens to this process.
                let line = Array("\(parts[0]) \(number)\n".utf8)
                _ = write(1, line, line.count)
            }
        }
    }
    try await group.waitForAll()
}
