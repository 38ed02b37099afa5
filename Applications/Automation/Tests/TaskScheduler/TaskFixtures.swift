// SPDX-License-Identifier: Apache-2.0
import Testing

/// Tasks as they are exported by Windows, of the shapes that a folder of personal scripts has.
enum TaskFixtures {
    struct Fixture: Sendable, CustomTestStringConvertible {
        let name: String
        let xml: String
        var testDescription: String { name }
    }

    static func task(
        _ name: String, triggers: String, settings: String = "", limit: String = "PT1H",
        level: String = "HighestAvailable", logon: String = "InteractiveToken",
        arguments: String = "-NoProfile -File \"{{SCRIPT_ROOT}}\\src\\Run-It.ps1\""
    ) -> Fixture {
        Fixture(
            name: name,
            xml: """
                <?xml version="1.0" encoding="UTF-16"?>
                <Task version="1.4" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
                  <RegistrationInfo>
                    <Date>2023-05-07T10:11:12.1234567</Date>
                    <Author>EXAMPLE\\keeper</Author>
                    <Description>\(name) &amp; nothing else</Description>
                    <URI>\\MyScripts\\\(name)</URI>
                  </RegistrationInfo>
                  <Triggers>\(triggers)</Triggers>
                  <Principals>
                    <Principal id="Author">
                      <UserId>S-1-5-21-1-2-3-1001</UserId>
                      <LogonType>\(logon)</LogonType>
                      <RunLevel>\(level)</RunLevel>
                    </Principal>
                  </Principals>
                  <Settings>
                    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                    <AllowHardTerminate>true</AllowHardTerminate>
                    <StartWhenAvailable>true</StartWhenAvailable>
                    <IdleSettings><StopOnIdleEnd>true</StopOnIdleEnd><RestartOnIdle>false</RestartOnIdle></IdleSettings>
                    <AllowStartOnDemand>true</AllowStartOnDemand>
                    <Enabled>true</Enabled>
                    <Hidden>false</Hidden>
                    <RunOnlyIfIdle>false</RunOnlyIfIdle>
                    <ExecutionTimeLimit>\(limit)</ExecutionTimeLimit>
                    \(settings)
                  </Settings>
                  <Actions Context="Author">
                    <Exec>
                      <Command>powershell.exe</Command>
                      <Arguments>\(arguments)</Arguments>
                      <WorkingDirectory>{{SCRIPT_ROOT}}</WorkingDirectory>
                    </Exec>
                  </Actions>
                </Task>
                """)
    }

    static func calendar(_ start: String, _ days: String, delay: String? = nil, repetition: String = "") -> String {
        let delay = delay.map { "<RandomDelay>\($0)</RandomDelay>" } ?? ""
        return """
            <CalendarTrigger>\(repetition)<StartBoundary>\(start)</StartBoundary><Enabled>true</Enabled>\(delay)\(days)\
            </CalendarTrigger>
            """
    }

    static func weekly(_ days: String...) -> String {
        let list = days.map { "<\($0) />" }.joined()
        return "<ScheduleByWeek><DaysOfWeek>\(list)</DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>"
    }

    static func monthly(_ day: Int) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ].map { "<\($0) />" }.joined()
        return """
            <ScheduleByMonth><DaysOfMonth><Day>\(day)</Day></DaysOfMonth><Months>\(months)</Months></ScheduleByMonth>
            """
    }

    static let daily = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"

    static func repetition(_ interval: String, _ duration: String) -> String {
        """
        <Repetition><Interval>\(interval)</Interval><Duration>\(duration)</Duration>\
        <StopAtDurationEnd>false</StopAtDurationEnd></Repetition>
        """
    }

    static func restart(_ count: Int, _ interval: String) -> String {
        "<RestartOnFailure><Interval>\(interval)</Interval><Count>\(count)</Count></RestartOnFailure>"
    }

    static let all = [
        task(
            "PostgreSQL Gnucash Backup",
            triggers: calendar("2023-05-07T10:10:00", daily, delay: "PT1H")
                + calendar("2023-05-07T21:00:00", daily, delay: "PT1H")
                + calendar(
                    "2023-05-07T12:08:45", weekly("Saturday", "Sunday"), delay: "PT1M",
                    repetition: repetition("PT1H", "P1D")),
            settings: "<WakeToRun>true</WakeToRun>", limit: "PT72H"),
        task(
            "PostgreSQL timeline_data Backup",
            triggers: calendar("2023-05-07T18:00:00", weekly("Sunday"), delay: "PT1H"),
            settings: restart(3, "PT5M"), limit: "PT4H"),
        task(
            "PostgreSQL job_scheduler Backup", triggers: calendar("2023-05-07T07:00:00", daily, delay: "PT1H"),
            limit: "PT12H", level: "LeastPrivilege"),
        task(
            "Drive Space Monitor",
            triggers: calendar(
                "2023-05-06T07:00:00", weekly("Saturday", "Sunday"), repetition: repetition("PT2H", "P1D"))
                + calendar(
                    "2023-05-08T08:00:00", weekly("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
            limit: "PT2H", arguments: "-File \"{{SCRIPT_ROOT}}\\src\\Run-It.ps1\" -Threshold 80"),
        task(
            "Monthly System Health Check", triggers: calendar("2023-05-01T02:00:00", monthly(1)),
            settings: "<WakeToRun>true</WakeToRun><Priority>4</Priority>", limit: "PT3H", logon: "Password"),
        task(
            "Postgres Log Cleanup", triggers: calendar("2023-05-06T15:00:00", weekly("Saturday")),
            level: "LeastPrivilege"),
        task(
            "Sync Macrium Backups", triggers: calendar("2023-05-09T07:30:00", weekly("Tuesday"), delay: "PT1H"),
            settings: """
                <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
                <NetworkSettings><Name>home</Name><Id>{00000000-0000-0000-0000-000000000001}</Id></NetworkSettings>
                \(restart(10, "PT15M"))
                """, limit: "PT0S"
        ).onMains,
        task(
            "Clear Old Recycle Bin Items",
            triggers: calendar("2023-05-07T07:54:13", weekly("Sunday"), delay: "PT1H")
        ).onMains,
        task(
            "Delete Old Downloads", triggers: calendar("2023-05-15T11:00:00", monthly(15), delay: "PT1H"),
            settings: restart(3, "PT1M")),
        task(
            "lift_simulator Backup", triggers: calendar("2023-05-07T07:30:00", daily, delay: "PT1H"),
            limit: "PT12H"),
    ]

    /// The minimal form, without namespace, version and settings.
    static let minimal = """
        <Task><Triggers><CalendarTrigger><StartBoundary>2025-01-01T02:00:00</StartBoundary>
        <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger></Triggers>
        <Actions><Exec><Command>powershell.exe</Command><Arguments>-File "C:\\Scripts\\Backup.ps1"</Arguments>
        </Exec></Actions></Task>
        """

    static func utf16(_ text: String, isBig: Bool = false) -> [UInt8] {
        ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
            isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
    }
}

extension TaskFixtures.Fixture {
    /// The same, begun and kept on mains power only.
    var onMains: Self {
        .init(
            name: name,
            xml: xml.replacing(
                "<DisallowStartIfOnBatteries>false", with: "<DisallowStartIfOnBatteries>true"
            ).replacing("<StopIfGoingOnBatteries>false", with: "<StopIfGoingOnBatteries>true"))
    }
}
