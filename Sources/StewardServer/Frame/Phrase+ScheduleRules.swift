// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// What is said about taking in schedules, their rules, a week of them and their runs.
extension Phrase {
    static let importSchedules = Phrase(
        "Take in schedules from a file", "นำเข้ากำหนดการจากไฟล์", "Planningen uit een bestand overnemen")
    static let importSchedulesHelp = Phrase(
        "A task of Windows Task Scheduler (XML) or an export of Steward (JSON). You see first what it becomes; "
            + "nothing is taken in yet.",
        "งานของ Windows Task Scheduler (XML) หรือไฟล์ที่ส่งออกจาก Steward (JSON) จะแสดงผลให้ดูก่อน ยังไม่นำเข้า",
        "Een taak van Windows Taakplanner (XML) of een export van Steward (JSON). U ziet eerst wat het wordt; er wordt "
            + "nog niets overgenomen.")
    static let zoneOfMachine = Phrase(
        "Time zone of the machine it comes from", "เขตเวลาของเครื่องต้นทาง",
        "Tijdzone van de machine waar het vandaan komt")
    static let scriptsFolder = Phrase("Folder of the scripts", "โฟลเดอร์ของสคริปต์", "Map van de scripts")
    static let scriptsFolderHelp = Phrase(
        "Takes the place of {{SCRIPT_ROOT}} in templates; may stay empty.",
        "ใช้แทน {{SCRIPT_ROOT}} ในแม่แบบ เว้นว่างได้",
        "Komt in de plaats van {{SCRIPT_ROOT}} in sjablonen; mag leeg blijven.")
    static let programsHere = Phrase("Programs of this machine", "โปรแกรมของเครื่องนี้", "Programma’s van deze machine")
    static let programsHereHelp = Phrase(
        "What runs here what a program of Windows ran, as powershell.exe=/usr/bin/pwsh; several with commas.",
        "โปรแกรมที่ใช้แทนโปรแกรมของ Windows เช่น powershell.exe=/usr/bin/pwsh คั่นหลายรายการด้วยจุลภาค",
        "Wat hier doet wat een programma van Windows deed, zoals powershell.exe=/usr/bin/pwsh; meer met komma’s.")
    static let programsWrong = Phrase(
        "Write NAME=PATH, with a path that begins with /.", "เขียนเป็น ชื่อ=พาธ โดยพาธขึ้นต้นด้วย /",
        "Schrijf NAAM=PAD, met een pad dat met / begint.")
    static let lookAtIt = Phrase("Look at it", "ดูก่อน", "Bekijken")
    static let whatItBecomes = Phrase("What it becomes", "สิ่งที่จะได้", "Wat het wordt")
    static let doneOtherwise = Phrase("What Steward does otherwise", "สิ่งที่ Steward ทำต่างออกไป", "Wat Steward anders doet")
    static let toRepair = Phrase(
        "To repair before it can run here", "ต้องแก้ก่อนจึงจะทำงานที่นี่ได้", "Te herstellen voordat het hier kan lopen")
    static let nothingInFile = Phrase(
        "Nothing of this file can become a schedule.", "ไม่มีสิ่งใดในไฟล์นี้ที่เป็นกำหนดการได้",
        "Niets uit dit bestand kan een planning worden.")
    static let sameNameReplaced = Phrase(
        "A schedule of the same name is replaced.", "กำหนดการชื่อเดียวกันจะถูกแทนที่",
        "Een planning met dezelfde naam wordt vervangen.")
    static let chooseFile = Phrase("Choose a file.", "เลือกไฟล์", "Kies een bestand.")
    static let takeIn = Phrase("Take in", "นำเข้า", "Overnemen")
    static let takeInPaused = Phrase("Take in, paused", "นำเข้าแบบหยุดไว้ก่อน", "Gepauzeerd overnemen")
    static let anotherFile = Phrase("Another file", "ไฟล์อื่น", "Een ander bestand")

    static let scheduleRules = Phrase("Rules", "กฎ", "Regels")
    static let runs = Phrase("Runs", "การทำงานที่ผ่านมา", "Keren")
    static let waitsNow = Phrase(
        "It is due and waits: {why}", "ถึงกำหนดแล้วและกำลังรอ: {why}", "Hij is aan de beurt en wacht: {why}")
    static let lastLeftOut = Phrase("Last left out: {why}", "ครั้งล่าสุดที่ข้าม: {why}", "Laatst overgeslagen: {why}")
    static let oneTask = Phrase(
        "one trigger of the task {name}", "ทริกเกอร์หนึ่งของงาน {name}", "één trigger van de taak {name}")
    static let randomDelay = Phrase(
        "up to {span} later, at random", "ช้าลงแบบสุ่มไม่เกิน {span}", "tot {span} later, willekeurig")
    static let week = Phrase("Week", "สัปดาห์", "Week")
    static let month = Phrase("Month", "เดือน", "Maand")
    static let weekFrom = Phrase("Week from {day}", "สัปดาห์ตั้งแต่ {day}", "Week vanaf {day}")
    static let weekBefore = Phrase("the week before", "สัปดาห์ก่อน", "de week ervoor")
    static let weekAfter = Phrase("the week after", "สัปดาห์ถัดไป", "de week erna")
    static let nothingDue = Phrase("Nothing.", "ไม่มี", "Niets.")

    /// What keeps a schedule, or made it leave a time out.
    static func obstacle(_ obstacle: ScheduleStep.Obstacle) -> Phrase {
        switch obstacle {
        case .busy: Phrase("its run before is not over", "ครั้งก่อนยังไม่เสร็จ", "de vorige keer is nog niet klaar")
        case .battery: Phrase("the machine is on battery", "เครื่องใช้แบตเตอรี่", "de machine loopt op de accu")
        case .network: Phrase("there is no network", "ไม่มีเครือข่าย", "er is geen netwerk")
        case .late:
            Phrase(
                "nobody looked in time, and it does not catch up", "ไม่มีใครดูทันเวลา และไม่ทำย้อนหลัง",
                "niemand keek op tijd, en hij haalt niet in")
        }
    }

    /// The rules that are not the standard ones.
    static func rules(_ rules: ScheduleRules) -> [Phrase] {
        let overlap: Phrase? =
            switch rules.overlap {
            case .skip: nil
            case .queue: Phrase("waits for the run before", "รอครั้งก่อนให้เสร็จ", "wacht op de vorige keer")
            case .parallel: Phrase("runs beside the run before", "ทำพร้อมกับครั้งก่อนได้", "loopt naast de vorige keer")
            case .replace: Phrase("stops the run before", "หยุดครั้งก่อน", "stopt de vorige keer")
            }
        let said: [(Bool, Phrase)] = [
            (!rules.catchesUp, Phrase("does not catch up", "ไม่ทำย้อนหลัง", "haalt niet in")),
            (rules.onlyOnMains, Phrase("only on mains power", "เฉพาะเมื่อใช้ไฟบ้าน", "alleen op netstroom")),
            (rules.stopsOnBattery, Phrase("stops on battery", "หยุดเมื่อใช้แบตเตอรี่", "stopt op de accu")),
            (rules.onlyWithNetwork, Phrase("only with a network", "เฉพาะเมื่อมีเครือข่าย", "alleen met netwerk")),
            (
                rules.wakesMachine,
                Phrase("asks to wake the machine", "ขอให้ปลุกเครื่อง", "vraagt de machine te wekken")
            ),
        ]
        return [overlap].compactMap(\.self) + said.filter(\.0).map(\.1)
    }
}
