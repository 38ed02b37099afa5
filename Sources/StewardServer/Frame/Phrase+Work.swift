// SPDX-License-Identifier: Apache-2.0

/// What the pages of jobs say.
extension Phrase {
    static let workNavigation = Phrase("Jobs and schedules", "งานและกำหนดการ", "Taken en planningen")
    static let stateWaiting = Phrase("waiting", "รออยู่", "wacht")
    static let stateRunning = Phrase("running", "กำลังทำงาน", "bezig")
    static let stateDone = Phrase("done", "เสร็จแล้ว", "klaar")
    static let stateCancelled = Phrase("cancelled", "ยกเลิกแล้ว", "geannuleerd")
    static let stateDiscarded = Phrase("failed", "ล้มเหลว", "mislukt")

    static let job = Phrase("Job", "งาน", "Taak")
    static let nodeName = Phrase("Node", "เครื่อง", "Machine")
    static let actions = Phrase("Actions", "การดำเนินการ", "Acties")
    static let dueAt = Phrase("Due", "กำหนดเวลา", "Gepland")
    static let made = Phrase("Made", "สร้างเมื่อ", "Gemaakt")
    static let failedAttempts = Phrase("Failed attempts", "จำนวนครั้งที่ล้มเหลว", "Mislukte pogingen")
    static let duration = Phrase("Took", "ใช้เวลา", "Duur")
    static let ending = Phrase("Outcome", "ผลลัพธ์", "Uitkomst")
    static let timeLimit = Phrase("Time limit", "เวลาสูงสุด", "Tijdslimiet")
    static let payload = Phrase("Given", "ข้อมูลที่ได้รับ", "Gegeven")
    static let result = Phrase("Result", "ผลที่ได้", "Resultaat")
    static let schedule = Phrase("Schedule", "กำหนดการ", "Planning")

    static let runningNow = Phrase("Running now", "กำลังทำงาน", "Nu bezig")
    static let nothingRuns = Phrase("Nothing runs now.", "ขณะนี้ไม่มีงานที่กำลังทำ", "Er is nu niets bezig.")
    static let waitingJobs = Phrase("Waiting", "รออยู่", "In de wacht")
    static let nothingWaits = Phrase("Nothing waits.", "ไม่มีงานที่รออยู่", "Er wacht niets.")
    static let needsPerson = Phrase("Failed and needs you", "ล้มเหลวและต้องการคนดูแล", "Mislukt en heeft u nodig")
    static let kindPaused = Phrase(
        "Paused, none of these is begun: {kind}.", "หยุดชั่วคราว จะไม่เริ่มงานประเภทนี้: {kind}",
        "Gepauzeerd, hiervan begint er geen: {kind}.")
    static let noSuchJobs = Phrase(
        "No job is like that. Ask for less, or show all.", "ไม่มีงานที่ตรงกับเงื่อนไข ลองลดเงื่อนไขหรือแสดงทั้งหมด",
        "Zo'n taak is er niet. Vraag minder, of toon alles.")
    static let showAll = Phrase("Show all", "แสดงทั้งหมด", "Alles tonen")
    static let fromDay = Phrase("From day", "ตั้งแต่วันที่", "Vanaf dag")
    static let toDay = Phrase("To day", "ถึงวันที่", "Tot en met dag")
    static let show = Phrase("Show", "แสดง", "Tonen")

    static let cancel = Phrase("Cancel", "ยกเลิก", "Annuleren")
    static let runNow = Phrase("Run now", "ทำเลย", "Nu uitvoeren")
    static let runAgain = Phrase("Run again", "ทำอีกครั้ง", "Opnieuw uitvoeren")
    static let leaveIt = Phrase("Leave it", "ปล่อยไว้", "Zo laten")
    static let stopping = Phrase("Stops soon.", "กำลังจะหยุด", "Stopt zo.")

    static let nextAttempt = Phrase("Next attempt {n}.", "จะลองอีกครั้ง {n}", "Volgende poging {n}.")
    static let dueWhen = Phrase("Begins {n}.", "จะเริ่ม {n}", "Begint {n}.")
    static let runsOn = Phrase("On {n}.", "บนเครื่อง {n}", "Op {n}.")
    static let perSecond = Phrase("{n} per second", "{n} ต่อวินาที", "{n} per seconde")
    static let timeLeft = Phrase("about {n} left", "เหลืออีกประมาณ {n}", "nog ongeveer {n}")
    static let notTriedYet = Phrase("It was not tried yet.", "ยังไม่ได้เริ่มทำ", "Nog niet geprobeerd.")
    static let endingRetry = Phrase("failed, to be repeated", "ล้มเหลว จะลองใหม่", "mislukt, wordt herhaald")
    static let endingSnooze = Phrase("nothing to do yet", "ยังไม่มีอะไรต้องทำ", "nog niets te doen")
    static let endingLost = Phrase("its node went silent", "เครื่องไม่ตอบสนอง", "zijn node zweeg")
    static let endingReturned = Phrase(
        "given back, its node stopped", "ส่งคืน เพราะเครื่องหยุดทำงาน", "teruggegeven, zijn node stopte")
    static let log = Phrase("Log", "บันทึก", "Logboek")
    static let logOf = Phrase("Log of attempt {n}", "บันทึกของครั้งที่ {n}", "Logboek van poging {n}")
    static let noLog = Phrase("This run said nothing.", "การทำงานครั้งนี้ไม่มีบันทึก", "Deze keer werd niets gemeld.")
    static let warning = Phrase("warning", "คำเตือน", "waarschuwing")
    static let error = Phrase("error", "ข้อผิดพลาด", "fout")
}

/// What the page of schedules says.
extension Phrase {
    static let noSchedulesHelp = Phrase(
        "A schedule has a job done again and again by itself, as a nightly check.",
        "กำหนดการทำให้งานเดิมทำซ้ำเองตามเวลา เช่น ตรวจทุกคืน",
        "Een planning laat een taak steeds opnieuw vanzelf doen, zoals een nachtelijke controle.")
    static let timesIn = Phrase("Times are those of {zone}.", "เวลาตามเขต {zone}", "Tijden zijn die van {zone}.")
    static let pause = Phrase("Pause", "หยุดชั่วคราว", "Pauzeren")
    static let resume = Phrase("Resume", "ทำต่อ", "Hervatten")
    static let paused = Phrase("paused", "หยุดชั่วคราว", "gepauzeerd")
    static let onTime = Phrase("on time", "ตรงเวลา", "op tijd")
    static let does = Phrase("Does", "สิ่งที่ทำ", "Doet")
    static let when = Phrase("When", "เมื่อใด", "Wanneer")
    static let nextRuns = Phrase("Next runs", "ครั้งถัดไป", "Volgende keren")
    static let lastOutcome = Phrase("Last run", "ครั้งล่าสุด", "Laatste keer")
    static let lastSuccess = Phrase("Last success", "สำเร็จล่าสุด", "Laatst gelukt")
    static let nonePaused = Phrase(
        "None while it is paused.", "ไม่มี ขณะหยุดชั่วคราว", "Geen zolang hij gepauzeerd is.")
    static let neverAgain = Phrase("Never again.", "ไม่มีอีกแล้ว", "Nooit meer.")
    static let neverRan = Phrase("It did not run yet.", "ยังไม่เคยทำงาน", "Nog niet uitgevoerd.")
    static let calendar = Phrase("Calendar", "ปฏิทิน", "Kalender")
    static let andMore = Phrase("and more", "และอื่น ๆ", "en vaker")
    static let didNotRun = Phrase("did not run", "ไม่ได้ทำงาน", "niet uitgevoerd")
    static let runMissing = Phrase(
        "A run is missing; it was due", "ขาดการทำงานที่กำหนดไว้เมื่อ", "Er ontbreekt een uitvoering; gepland was")
    static let causeNotStarted = Phrase(
        "It was never begun: no server ran then.", "ไม่ได้เริ่มทำ เพราะไม่มีเซิร์ฟเวอร์ทำงานในเวลานั้น",
        "Hij is nooit begonnen: er draaide toen geen server.")
    static let causeSkipped = Phrase(
        "It was left out, because the run before was not over.", "ถูกข้าม เพราะครั้งก่อนยังไม่เสร็จ",
        "Hij is overgeslagen, omdat de vorige nog niet klaar was.")
    static let causeUnfinished = Phrase(
        "It is not over yet: see the job.", "ยังไม่เสร็จ: ดูงาน", "Hij is nog niet klaar: zie de taak.")
    static let causeFailed = Phrase("It failed: see the job.", "ล้มเหลว: ดูงาน", "Hij is mislukt: zie de taak.")
}

/// When a schedule is due.
extension Phrase {
    static let everySpan = Phrase("every {span}", "ทุก {span}", "elke {span}")
    static let everyDay = Phrase("every day", "ทุกวัน", "elke dag")
    static let onDays = Phrase("on {days}", "{days}", "op {days}")
    static let onDaysOfMonth = Phrase(
        "on day {days} of the month", "วันที่ {days} ของเดือน", "op dag {days} van de maand")
    static let lastDay = Phrase("the last", "สุดท้าย", "de laatste")
    static let inMonths = Phrase("in {months}", "ใน{months}", "in {months}")
    static let atTime = Phrase("at {time}", "เวลา {time} น.", "om {time}")
    static let and = Phrase("and", "และ", "en")
    static let thenEvery = Phrase(
        "then every {span} for {length}", "จากนั้นทุก {span} เป็นเวลา {length}", "daarna elke {span}, {length} lang")
    static let atMinute = Phrase("at minute {n}", "นาทีที่ {n}", "op minuut {n}")
    static let byCron = Phrase(
        "by the cron expression {text}", "ตามนิพจน์ cron {text}", "volgens de cron-uitdrukking {text}")
}

extension Plural {
    static let everyDays = Plural(
        .init("every day", "every {n} days"), "ทุก {n} วัน", .init("elke dag", "elke {n} dagen"))
    static let everyWeeks = Plural(
        .init("every week", "every {n} weeks"), "ทุก {n} สัปดาห์", .init("elke week", "elke {n} weken"))
    static let linesNotKept = Plural(
        .init("{n} line before these was not kept.", "{n} lines before these were not kept."),
        "ไม่ได้เก็บ {n} บรรทัดก่อนหน้านี้",
        .init("{n} regel hiervoor is niet bewaard.", "{n} regels hiervoor zijn niet bewaard."))
}
