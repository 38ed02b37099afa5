// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore

/// Reports of phones on the way, recorded durably, without HTTP: the token is looked up, the vehicle found, the entry
/// on disk and the live trip up to date when a report counts as done.
struct BenchPings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pings", abstract: "Measure recording of reports.")

    @Option(help: "An empty folder.") var folder: String
    @Option(help: "How many senders wait for an answer at a time.") var connections = 256
    @Option(help: "How many accounts there are, with a vehicle and a phone each.") var users = 200
    @Option(help: "How many points each trip has in the end.") var points = 1_000

    func run() async throws {
        let database = try await SQLiteDatabase.open(at: folder + "/pings.sqlite")
        try await database.migrate(Ledger.migrations + Jobs.migrations + Logbook.migrations)
        let clock = SystemClock()
        let logbook = Logbook(
            database: database, ledger: Ledger(database: database, clock: clock),
            jobs: JobQueue(database: database, clock: clock), clock: clock)
        let phones = try await phones(logbook)
        // The first quarter warms up and is not counted.
        var quarters: [Quarter] = []
        for number in 0..<4 { quarters.append(try await quarter(number, phones, logbook)) }
        await database.close()
        let counted = Quarter(joining: quarters.dropFirst())
        print(
            """
            {"connections":\(connections),"users":\(users),"points":\(points),"perSecond":\(Int(counted.perSecond)),\
            "p50Milliseconds":\(counted.percentile(50)),"p99Milliseconds":\(counted.percentile(99)),\
            "lastQuarterPerSecond":\(Int(quarters[3].perSecond)),"residentMB":\(Self.residentMegabytes)}
            """)
    }

    private func phones(_ logbook: Logbook) async throws -> [String] {
        var phones: [String] = []
        for user in 0..<users {
            let account = "user-\(user)"
            let car = Vehicle(id: "", owner: account, name: "Car", country: .netherlands, zone: "Europe/Amsterdam")
            try await logbook.addVehicle(car, account: account, actor: "account:\(account)")
            phones.append(try await logbook.makeToken(account: account, name: "Phone").secret.reveal())
        }
        return phones
    }

    private struct Quarter {
        /// How long each report took, sorted.
        var milliseconds: [Double]
        var seconds: Double
        var perSecond: Double { Double(milliseconds.count) / seconds }

        init(_ milliseconds: [Double], seconds: Double) {
            self.milliseconds = milliseconds.sorted()
            self.seconds = seconds
        }

        init(joining quarters: ArraySlice<Quarter>) {
            self.init(quarters.flatMap(\.milliseconds), seconds: quarters.reduce(0) { $0 + $1.seconds })
        }

        func percentile(_ percent: Int) -> Double {
            (milliseconds[min(milliseconds.count * percent / 100, milliseconds.count - 1)] * 100).rounded() / 100
        }
    }

    /// Every phone sends a quarter of its points, as many at a time as there are connections.
    private func quarter(_ number: Int, _ phones: [String], _ logbook: Logbook) async throws -> Quarter {
        let (connections, points) = (connections, points / 4)
        let total = points * phones.count
        let start = ContinuousClock.now
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for connection in 0..<connections {
                group.addTask {
                    var times: [Double] = []
                    for turn in stride(from: connection, to: total, by: connections) {
                        let before = ContinuousClock.now
                        try await Self.send(
                            number * points + turn / phones.count, phones[turn % phones.count], logbook)
                        times.append((ContinuousClock.now - before) / .milliseconds(1))
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return Quarter(times, seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    private static let first: Int64 = 1_790_000_000_000_000

    /// One report, as a phone makes it that has no clock of its own: where it is, 15 seconds after the one before.
    private static func send(_ point: Int, _ phone: String, _ logbook: Logbook) async throws {
        guard let token = try await logbook.device(token: phone),
            let position = Position(latitude: 50 + Double(point) * 0.001, longitude: 5.1214201)
        else { throw ValidationError("A token does not work.") }
        let arrival = first + Int64(point) * 15_000_000
        var received = Received()
        received.parts = [
            Received.Part(observations: [
                Observation(instant: arrival, device: token.id, fact: .fix(Fix(position: position, accuracy: 8)))
            ])
        ]
        let recorded = try await logbook.record(
            received, form: "shortcuts", from: .device(token), arrival: arrival)
        guard recorded.count == 1 else { throw ValidationError("A report was not recorded.") }
    }

    /// What the system says that this process holds in memory; 0 where it does not say.
    private static var residentMegabytes: Int {
        let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        guard words.count > 1, let pages = Int(words[1]) else { return 0 }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1_000_000
    }
}
