// SPDX-License-Identifier: Apache-2.0
import StewardJobs
import StewardStore

extension Logbook {
    /// Puts the schedules of this application into the list of schedules, once there is a vehicle. One that is there
    /// stays as people have made it, paused ones too.
    /// - Returns: whether they are in the list.
    /// - Throws: `JobsError`; `DatabaseError`.
    package func keepSchedules() async throws -> Bool {
        let hasVehicles = try await database.read { connection in
            try connection.first("SELECT id FROM logbook_vehicles LIMIT 1") != nil
        }
        guard hasVehicles else { return false }
        let schedules = Schedules(queue: jobs)
        let known = Set(try await schedules.list().map(\.schedule.name))
        for schedule in LogbookJobs.schedules where !known.contains(schedule.name) { try await schedules.put(schedule) }
        return true
    }
}
