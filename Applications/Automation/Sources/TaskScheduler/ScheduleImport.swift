// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
package import StewardJobs

/// What a file of schedules would become here: a task of Windows Task Scheduler (XML), or what
/// `steward schedules export` wrote (JSON).
package struct ScheduleImport: Sendable {
    package let planned: [TaskConversion.Planned]
    /// What Steward cannot do as the file says, one sentence each.
    package let notes: [String]
    /// What has to be repaired before it can run here, one sentence each.
    package let faults: [String]

    /// The most that is read.
    package static let mostBytes = 4 << 20

    /// Reads a file.
    /// - Parameters:
    ///   - name: what the file is called; a task without a name takes it.
    ///   - zone: where the machine stood whose wall the times of a task are on.
    /// - Throws: `AutomationError` that names the file and the place.
    package init(
        _ bytes: [UInt8], name: String, zone: LocalZone, target: TaskTarget
    ) throws(AutomationError) {
        guard bytes.count <= Self.mostBytes else {
            throw AutomationError(.invalid, "\(name) has more than \(Self.mostBytes) bytes, which no such file needs.")
        }
        let first = bytes.first { !XMLScanner.isBlank($0) }
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            try self.init(json: bytes, name: name, target: target)
            return
        }
        do throws(AutomationError) {
            self.init(try WindowsTask(xml: bytes), name: name, zone: zone, target: target)
        } catch {
            throw AutomationError(error.code, "\(name): \(error.description)")
        }
    }

    /// Reads a file at a path.
    package init(path: String, zone: LocalZone, target: TaskTarget) throws(AutomationError) {
        try self.init(try Self.bytes(path), name: path, zone: zone, target: target)
    }

    /// A file's bytes, and not many more of them than can be taken.
    package static func bytes(_ path: String) throws(AutomationError) -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw AutomationError(.notFound, "The file \(path) cannot be read.")
        }
        defer { try? file.close() }
        var bytes: [UInt8] = []
        while bytes.count <= mostBytes, let piece = try? file.read(upToCount: 256 << 10), !piece.isEmpty {
            bytes += piece
        }
        return bytes
    }

    private init(_ task: WindowsTask, name: String, zone: LocalZone, target: TaskTarget) {
        let base = name.split(separator: "/").last.map(String.init) ?? name
        let title = base.split(separator: ".").first.map(String.init) ?? "task"
        let found = TaskConversion(task, name: title, zone: zone, target: target)
        (planned, notes, faults) = (found.planned, found.notes, found.faults)
    }

    private init(json bytes: [UInt8], name: String, target: TaskTarget) throws(AutomationError) {
        let json: JSON
        do throws(JSONError) { json = try JSON(parsing: bytes) } catch {
            throw AutomationError(.invalid, "\(name), \(error)")
        }
        var planned: [TaskConversion.Planned] = []
        var faults: [String] = []
        for (number, element) in (json.array ?? [json]).enumerated() {
            do throws(JobsError) {
                let schedule = try Schedule(element, place: "\(name), schedule \(number + 1)")
                planned.append(.init(schedule: schedule, isPaused: element["paused"]?.bool ?? false))
            } catch {
                throw AutomationError(.invalid, error.message)
            }
        }
        for schedule in planned.map(\.schedule) where schedule.kind == CommandAction.kind {
            do throws(AutomationError) {
                let action = try CommandAction(schedule.payload)
                if !action.usesShell, !target.exists(action.program) {
                    faults.append("There is no “\(action.program)”, which \(schedule.name) runs.")
                }
            } catch {
                faults.append("\(schedule.name): \(error.description)")
            }
        }
        (self.planned, notes, self.faults) = (planned, [], faults)
    }
}
