// SPDX-License-Identifier: Apache-2.0
import StewardJobs
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite("The schedules of the logbook") struct LogbookScheduleTests {
    @Test func `recoveries are scheduled once there is a vehicle, and stay as people made them`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let schedules = Schedules(queue: bench.logbook.jobs)
            #expect(try await bench.logbook.keepSchedules() == false)
            #expect(try await schedules.list().isEmpty)
            _ = try await bench.vehicle()
            #expect(try await bench.logbook.keepSchedules())
            #expect(try await schedules.list().map(\.schedule.kind) == ["logbook.recover"])
            try await schedules.pause("logbook.recover")
            #expect(try await bench.logbook.keepSchedules())
            #expect(try await schedules.show("logbook.recover")?.pausedAt != nil)
        }
    }
}
