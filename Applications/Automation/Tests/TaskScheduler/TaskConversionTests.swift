// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import StewardTestKit
import Testing

@testable import Automation

@Suite struct TaskConversionTests {
    static let target = TaskTarget(root: "/opt/scripts/", programs: ["powershell.exe": "/usr/bin/pwsh"]) { path in
        ["/usr/bin/pwsh", "/opt/scripts", "/opt/scripts/src/Run-It.ps1"].contains(path)
    }

    static func convert(_ xml: String, target: TaskTarget = Self.target) throws -> TaskConversion {
        TaskConversion(
            try WindowsTask(xml: Array(xml.utf8)), name: "file", zone: try LocalZone("Asia/Kolkata"), target: target)
    }

    @Test func `each trigger becomes a schedule, and they count as one task`() throws {
        let found = try Self.convert(TaskFixtures.all[0].xml)
        #expect(found.faults.isEmpty)
        let schedules = found.planned.map(\.schedule)
        #expect(schedules.map(\.name) == (1...3).map { "PostgreSQL Gnucash Backup" + ($0 == 1 ? "" : " (\($0))") })
        #expect(schedules.allSatisfy { $0.task == "PostgreSQL Gnucash Backup" })
        #expect(
            schedules.map(\.trigger.description) == [
                "daily at 10:10 from 2023-05-07", "daily at 21:00 from 2023-05-07",
                "weekly on sun,sat at 12:08:45 from 2023-05-07 repeating every 1h for 1d",
            ])
        #expect(schedules.map(\.randomDelay) == [.seconds(3600), .seconds(3600), .seconds(60)])
        let action = try CommandAction(schedules[0].payload)
        #expect(action.program == "/usr/bin/pwsh")
        #expect(action.arguments == ["-NoProfile", "-File", "/opt/scripts/src/Run-It.ps1"])
        #expect(action.folder == "/opt/scripts")
        #expect(action.timeLimit == .seconds(72 * 3600))
        #expect(schedules[0].rules.wakesMachine && schedules[0].rules.catchesUp && !schedules[0].rules.onlyOnMains)
        #expect(found.notes.contains { $0.contains("highest privileges") })
        #expect(found.notes.contains { $0.contains("cannot wake") })
    }

    @Test func `restart, no limit, network and mains power come along`() throws {
        let found = try Self.convert(TaskFixtures.all[6].xml)
        let schedule = try #require(found.planned.first?.schedule)
        let action = try CommandAction(schedule.payload)
        #expect(action.timeLimit == nil)
        #expect(action.restart == .init(count: 10, interval: .seconds(900)))
        #expect(schedule.rules.onlyOnMains && schedule.rules.stopsOnBattery && schedule.rules.onlyWithNetwork)
        #expect(schedule.task == nil)
        #expect(found.notes.contains { $0.contains("network of a certain name") })
    }

    @Test(arguments: TaskFixtures.all)
    func `every fixture is taken without a fault`(fixture: TaskFixtures.Fixture) throws {
        let found = try Self.convert(fixture.xml)
        #expect(found.faults.isEmpty)
        #expect(!found.planned.isEmpty && found.planned.allSatisfy { !$0.isPaused })
        for plan in found.planned {
            #expect(try Trigger(parsing: plan.schedule.trigger.description) == plan.schedule.trigger)
        }
    }

    @Test(arguments: TaskFixtures.all)
    func `a task that became schedules and a task again says the same`(fixture: TaskFixtures.Fixture) throws {
        let found = try Self.convert(fixture.xml)
        let parts = found.planned.map { TaskExport.Part($0.schedule, isPaused: $0.isPaused) }
        let task = try TaskExport(fixture.name, parts, steward: "/usr/bin/steward").task
        let original = try WindowsTask(xml: Array(fixture.xml.utf8))
        #expect(task.triggers == original.triggers)
        var settings = original.settings
        settings.priority = 7
        settings.network = .init()
        #expect(task.settings == settings)
        let again = TaskConversion(
            try WindowsTask(xml: task.xml()), name: "x", zone: try LocalZone("Asia/Kolkata"), target: Self.target)
        #expect(again.planned == found.planned)
    }

    @Test func `what is missing or wrong is told before anything runs`() throws {
        let cases: [(String, TaskTarget, String)] = [
            (TaskFixtures.all[0].xml, TaskTarget(programs: Self.target.programs) { _ in true }, "--root"),
            (TaskFixtures.all[0].xml, TaskTarget(root: "/opt/scripts") { _ in true }, "--program powershell.exe="),
            (
                TaskFixtures.all[0].xml,
                TaskTarget(root: "/gone", programs: Self.target.programs) { $0 == "/usr/bin/pwsh" },
                "There is no “/gone/src/Run-It.ps1”"
            ), (TaskFixtures.minimal, Self.target, "“C:\\Scripts\\Backup.ps1” is a path of Windows"),
            (TaskFixtures.minimal.replacing("Backup.ps1\"", with: "Backup.ps1"), Self.target, "not closed"),
            (
                TaskFixtures.minimal.replacing("</Exec>", with: "</Exec><Exec><Command>b</Command></Exec>"),
                Self.target, "It has 2 actions"
            ),
            (
                TaskFixtures.minimal.replacing("CalendarTrigger>", with: "BootTrigger>"), Self.target,
                "It has no trigger that Steward knows"
            ),
        ]
        for (xml, target, sentence) in cases {
            let faults = try Self.convert(xml, target: target).faults
            #expect(faults.contains { $0.contains(sentence) }, "\(faults)")
        }
    }

    @Test func `what Steward cannot do is told`() throws {
        let settings = """
            <Settings><RunOnlyIfIdle>true</RunOnlyIfIdle><Priority>1</Priority><Hidden>true</Hidden>\
            <AllowStartOnDemand>false</AllowStartOnDemand><Enabled>false</Enabled></Settings><Actions>
            """
        let xml = TaskFixtures.minimal.replacing("<Actions>", with: settings)
            .replacing("02:00:00<", with: "02:00:00Z<")
            .replacing(
                "</Triggers>",
                with:
                    "<TimeTrigger><StartBoundary>2025-01-01T02:00:00</StartBoundary></TimeTrigger>"
                    + "<LogonTrigger/></Triggers>"
            )
        let found = try Self.convert(xml)
        for words in ["nobody uses", "priority 1", "is hidden", "by hand", "runs once", "LogonTrigger"] {
            #expect(found.notes.contains { $0.contains(words) }, "\(words) in \(found.notes)")
        }
        #expect(found.planned.count == 1 && found.planned[0].isPaused)
        #expect(found.planned[0].schedule.zone == .utc)
    }

    @Test func `a trigger that repeats without end becomes an interval`() throws {
        let xml = TaskFixtures.minimal.replacing(
            "<Triggers>",
            with: """
                <Triggers><TimeTrigger><Repetition><Interval>PT15M</Interval></Repetition>\
                <StartBoundary>2025-01-01T02:00:00</StartBoundary></TimeTrigger>
                """)
        let found = try Self.convert(xml)
        #expect(found.planned.first?.schedule.trigger == .interval(.seconds(900)))
        #expect(found.notes.contains { $0.contains("from midnight UTC") })
    }

    @Test func `schedules of any kind become tasks`() throws {
        let cases: [(String, Int)] = [
            ("*/15 * * * *", 1), ("0 2 * * *", 1), ("0 2 * * 1-5", 1), ("0 2 1 * *", 1), ("0 2,14 1 * 1", 4),
            ("every 15m", 1), ("every 3 days at 02:00 from 2026-01-05", 1), ("monthly on 1,last in mar at 11:00", 1),
        ]
        for (text, count) in cases {
            let schedule = Schedule(name: "a:b", kind: "tally.check", trigger: try Trigger(parsing: text), zone: .utc)
            let made = try TaskExport("a:b", [.init(schedule, isPaused: true)], steward: "/opt/steward")
            #expect(made.task.triggers.count == count)
            #expect(made.task.registration.uri == "\\a-b" && !made.task.settings.isEnabled)
            #expect(try WindowsTask(xml: made.task.xml()) == made.task)
            guard case .execute(let execute) = made.task.actions.first else { continue }
            #expect(execute.command == "/opt/steward")
            #expect(
                WindowsCommandLine.split(execute.arguments ?? "")
                    == ["jobs", "run", "tally.check", "--payload", "{}", "--here"])
        }
        for text in ["every 30s", "0 2 * 1 1", "0 2 */2 * 1"] {
            let schedule = Schedule(name: "a", kind: "k", trigger: try Trigger(parsing: text), zone: .utc)
            #expect(throws: AutomationError(.unsupported, "")) {
                try TaskExport("a", [.init(schedule, isPaused: false)], steward: "/opt/steward")
            }
        }
    }
}
