// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardTestKit
import Testing

@testable import Automation

@Suite struct WindowsTaskTests {
    private func read(_ text: String) throws -> WindowsTask { try WindowsTask(xml: Array(text.utf8)) }

    @Test(arguments: TaskFixtures.all)
    func `what is written reads back as the same task, in either encoding`(fixture: TaskFixtures.Fixture) throws {
        let task = try read(fixture.xml)
        #expect(task.name == fixture.name)
        #expect(task.unknown.isEmpty)
        for encoding in TaskEncoding.allCases {
            let bytes = task.xml(encoding)
            #expect(try WindowsTask(xml: bytes) == task)
        }
        #expect(try WindowsTask(xml: TaskFixtures.utf16(fixture.xml)) == task)
        #expect(try WindowsTask(xml: TaskFixtures.utf16(fixture.xml, isBig: true)) == task)
    }

    @Test func `every element of a task is read`() throws {
        let task = try read(TaskFixtures.all[0].xml)
        #expect(task.version == "1.4")
        #expect(task.registration.date == "2023-05-07T10:11:12.1234567")
        #expect(task.registration.author == "EXAMPLE\\keeper")
        #expect(task.registration.description == "PostgreSQL Gnucash Backup & nothing else")
        #expect(task.principals.first?.userID == "S-1-5-21-1-2-3-1001")
        #expect(task.principals.first?.logonType == "InteractiveToken")
        #expect(task.principals.first?.runLevel == "HighestAvailable")
        #expect(task.context == "Author")
        #expect(task.triggers.count == 3)
        guard case .timed(let third) = task.triggers[2] else {
            Issue.record("the third trigger is no timed one")
            return
        }
        #expect(third.start.text == "2023-05-07T12:08:45")
        #expect(third.days == .weekly(every: 1, on: [0, 6]))
        #expect(third.randomDelay == .seconds(60))
        #expect(third.repetition == .init(interval: .seconds(3600), duration: .seconds(86_400)))
        let sync = try read(TaskFixtures.all[6].xml).settings
        #expect(sync.timeLimit == nil)
        #expect(sync.restart == .init(interval: .seconds(900), count: 10))
        #expect(sync.network.name == "home" && sync.onlyIfNetwork)
        #expect(sync.disallowsStartOnBatteries && sync.stopsOnBatteries)
        #expect(try read(TaskFixtures.all[4].xml).settings.priority == 4)
    }

    @Test func `the minimal form has the standard settings`() throws {
        let task = try read(TaskFixtures.minimal)
        #expect(task.settings == TaskSettings())
        #expect(task.settings.timeLimit == .seconds(72 * 3600))
        #expect(task.triggers.count == 1)
        #expect(try WindowsTask(xml: task.xml()) == task)
    }

    @Test func `elements that are not known are kept, told and written back`() throws {
        let text = TaskFixtures.minimal
            .replacing("<Triggers>", with: "<Strange a=\"1\"><Inner>x</Inner></Strange><Triggers><LogonTrigger/>")
            .replacing("<ScheduleByDay>", with: "<EndBoundary>2030-01-01T00:00:00</EndBoundary><ScheduleByDay>")
            .replacing("</Exec>", with: "<Extra/></Exec><ComHandler><ClassId>1</ClassId></ComHandler>")
        let task = try read(text)
        #expect(
            task.unknown == [
                "Strange", "Triggers/LogonTrigger", "Triggers/CalendarTrigger/EndBoundary", "Actions/Exec/Extra",
                "Actions/ComHandler",
            ])
        #expect(try WindowsTask(xml: task.xml()) == task)
    }

    @Test func `what is no task is refused with its line`() {
        let bad: [(String, String)] = [
            ("<Job/>", "no <Task>"), (TaskFixtures.minimal.replacing("T02:", with: "T25:"), "Line 1: <StartBoundary>"),
            (TaskFixtures.minimal.replacing("ScheduleByDay>", with: "Schedule>"), "needs one of ScheduleByDay"),
            (TaskFixtures.minimal.replacing(">1<", with: ">0<"), "Line 2: <DaysInterval> must be 1 to 365"),
            (
                TaskFixtures.minimal.replacing(
                    "<Actions>", with: "<Settings><Enabled>yes</Enabled></Settings><Actions>"),
                "<Enabled> must be true or false"
            ),
            (
                TaskFixtures.minimal.replacing(
                    "<Actions>", with: "<Settings><ExecutionTimeLimit>P1M</ExecutionTimeLimit></Settings><Actions>"),
                "must be a length of time"
            ), ("<Task><Actions/></Task>", "no action"), ("<Task><Actions><Exec/></Actions></Task>", "no <Command>"),
            (TaskFixtures.minimal.replacing("<Task>", with: "<Task><Triggers/>"), "stands twice"),
            ("<!DOCTYPE Task [<!ENTITY a \"b\">]><Task>&a;</Task>", "document type"),
        ]
        for (text, sentence) in bad {
            do {
                _ = try read(text)
                Issue.record("taken: \(text)")
            } catch { #expect("\(error)".contains(sentence), "\(error)") }
        }
    }

    @Test func `files that are too large or too deep are refused before they are read whole`() throws {
        let folder = try TemporaryFolder()
        func read(_ path: String) throws -> ScheduleImport {
            try ScheduleImport(path: path, zone: .utc, target: TaskConversionTests.target)
        }
        let large = try folder.write("large.xml", Array("<Task>".utf8))
        let file = try #require(FileHandle(forWritingAtPath: large))
        try file.seekToEnd()
        let blanks = Data(repeating: UInt8(ascii: " "), count: 1 << 20)
        for _ in 0..<100 { try file.write(contentsOf: blanks) }
        try file.close()
        let refused = #expect(throws: AutomationError(.invalid, "")) { try read(large) }
        #expect(refused?.description.contains("more than 4194304 bytes") == true)
        let deep = try folder.write("deep.xml", Array(String(repeating: "<Task>", count: 5000).utf8))
        #expect(throws: AutomationError(.invalid, "")) { try read(deep) }
        let good = try folder.write("good.xml", TaskFixtures.utf16(TaskFixtures.all[1].xml))
        #expect(try read(good).planned.map(\.schedule.name) == [TaskFixtures.all[1].name])
        #expect(throws: AutomationError(.notFound, "")) { try read(good + ".none") }
    }

    @Test func `an export is taken as it was, and wrong members are told`() throws {
        let target = TaskConversionTests.target
        var schedule = Schedule(
            name: "n", kind: "k", payload: ["a": 1], trigger: try Trigger(parsing: "daily at 02:00"), zone: .utc,
            timeLimit: .seconds(60), task: "t")
        schedule.rules.overlap = .queue
        let bytes = try JSON.array([schedule.json]).canonicalBytes()
        #expect(try ScheduleImport(bytes, name: "f", zone: .utc, target: target).planned.map(\.schedule) == [schedule])
        let bad: [(String, String)] = [
            ("[{\"name\": \"n\"}]", "f, schedule 1: the text “kind” is missing"),
            ("[{\"name\": \"n\", \"kind\": \"k\", \"due\": \"x\"}]", "f, schedule 1: A cron"),
            (
                "[{\"name\": \"n\", \"kind\": \"k\", \"due\": \"@daily\", \"grace_seconds\": -1}]",
                "“grace_seconds” must be"
            ),
            (
                "[{\"name\": \"n\", \"kind\": \"k\", \"due\": \"@daily\", \"rules\": {\"x\": true}}]",
                "no rule of schedules"
            ),
            ("{", "f, line 1"),
        ]
        for (text, sentence) in bad {
            do {
                _ = try ScheduleImport(Array(text.utf8), name: "f", zone: .utc, target: target)
                Issue.record("taken: \(text)")
            } catch { #expect("\(error)".contains(sentence), "\(error)") }
        }
        let command: JSON = [
            ["name": "n", "kind": "automation.command", "due": "@daily", "payload": ["program": "/none"]]
        ]
        let found = try ScheduleImport(try command.canonicalBytes(), name: "f", zone: .utc, target: target)
        #expect(found.faults == ["There is no “/none”, which n runs."])
    }

    @Test func `random tasks read back as they were`() throws {
        var random = SeededGenerator(seed: 52)
        for _ in 0..<300 {
            let task = RandomTask.make(&random)
            #expect(try WindowsTask(xml: task.xml(Bool.random(using: &random) ? .utf8 : .utf16)) == task)
        }
    }

    @Test func `damaged tasks are read or refused, never anything else`() {
        var random = SeededGenerator(seed: 53)
        let good = Array(TaskFixtures.all[0].xml.utf8)
        for _ in 0..<600 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 20))
                default: bytes.insert(contentsOf: bytes[(place / 2)..<place].prefix(40), at: place)
                }
            }
            guard let task = try? WindowsTask(xml: bytes) else { continue }
            #expect((try? WindowsTask(xml: task.xml())) == task)
        }
    }

    @Test func `times and lengths of time are read strictly`() {
        for text in ["2025-01-01T02:00:00", "2025-01-01T02:00:00Z", "2025-01-01T02:00:00-03:30"] {
            #expect(TaskTrigger.Moment(text)?.text == text)
        }
        #expect(TaskTrigger.Moment("2025-01-01T02:00:00.123Z")?.text == "2025-01-01T02:00:00Z")
        for text in ["2025-02-30T02:00:00", "2025-01-01", "2025-01-01T24:00:00", "2025-01-01T02:00", "T", "1T2T3", ""] {
            #expect(TaskTrigger.Moment(text) == nil, "\(text)")
        }
        let lengths: [(String, Int)] = [("PT1H", 3600), ("P1DT2H3M4S", 93_784), ("PT0S", 0), ("PT90M", 5400)]
        for (text, seconds) in lengths {
            #expect(TaskDuration.read(text) == .seconds(seconds))
            #expect(TaskDuration.read(TaskDuration.text(.seconds(seconds))) == .seconds(seconds))
        }
        for text in ["P", "PT", "1H", "P1Y", "P1M", "PT1", "PT1H1H", "PT-1H", "P1DT", "PT99999999999H", "PT1M1H"] {
            #expect(TaskDuration.read(text) == nil, "\(text)")
        }
    }

    @Test func `a command line of Windows comes apart and together again`() {
        let cases: [(String, [String]?)] = [
            (#"-File "C:\My Scripts\a.ps1" -Days 3"#, ["-File", #"C:\My Scripts\a.ps1"#, "-Days", "3"]),
            (#"a\\b "c\\" d\"e "" f"#, [#"a\\b"#, #"c\"#, #"d"e"#, "", "f"]), ("", []), ("  ", []),
            (#"-File "C:\a"#, nil),
        ]
        for (text, parts) in cases { #expect(WindowsCommandLine.split(text) == parts) }
        var random = SeededGenerator(seed: 54)
        for _ in 0..<2000 {
            let parts = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                String(
                    (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
                        "a\\\" \tb".randomElement(using: &random)
                    })
            }
            #expect(WindowsCommandLine.split(WindowsCommandLine.join(parts)) == parts)
        }
    }
}
