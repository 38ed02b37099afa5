// SPDX-License-Identifier: Apache-2.0

/// What the form of schedules says.
extension Phrase {
    static let newSchedule = Phrase("New schedule", "กำหนดการใหม่", "Nieuwe planning")
    static let changeSchedule = Phrase("Change the schedule {name}", "แก้กำหนดการ {name}", "Planning {name} wijzigen")
    static let changeDo = Phrase("Change", "แก้ไข", "Wijzigen")
    static let removeScheduleDo = Phrase("Remove", "ลบ", "Verwijderen")
    static let scheduleName = Phrase("Name", "ชื่อ", "Naam")
    static let scheduleNameHelp = Phrase(
        "Short, as “nightly check”. It cannot be changed later.", "ชื่อสั้น ๆ เช่น “ตรวจทุกคืน” แก้ภายหลังไม่ได้",
        "Kort, zoals “nachtelijke controle”. Later niet te wijzigen.")
    static let scheduleNameWrong = Phrase(
        "Give a name of 1 to 100 characters that can all be seen.", "ตั้งชื่อยาว 1 ถึง 100 อักขระที่มองเห็นได้ทั้งหมด",
        "Geef een naam van 1 tot 100 zichtbare tekens.")
    static let scheduleNameTaken = Phrase(
        "There is a schedule of this name; choose another, or change that one.",
        "มีกำหนดการชื่อนี้แล้ว เลือกชื่ออื่นหรือแก้กำหนดการนั้น",
        "Er is al een planning met deze naam; kies een andere of wijzig die.")
    static let whatDone = Phrase("What is done", "งานที่ทำ", "Wat er gedaan wordt")
    static let whatUnchanged = Phrase("as now: {what}", "ตามเดิม: {what}", "zoals nu: {what}")
    static let whatMissing = Phrase("Choose what is to be done.", "เลือกงานที่จะทำ", "Kies wat er gedaan moet worden.")
    static let nothingToSchedule = Phrase(
        "There is nothing yet that could run by itself", "ยังไม่มีสิ่งที่ทำงานเองตามกำหนดได้",
        "Er is nog niets dat vanzelf kan lopen")
    static let nothingToScheduleHelp = Phrase(
        "An election, a storage connection or a book of the ledger is needed first.",
        "ต้องมีการเลือกตั้ง การเชื่อมต่อที่เก็บไฟล์ หรือเล่มในบัญชีหลักฐานก่อน",
        "Daarvoor is eerst een verkiezing, een verbinding met opslag of een grootboek nodig.")
    static let howOften = Phrase("How often", "ความถี่", "Hoe vaak")
    static let hourly = Phrase("every hour", "ทุกชั่วโมง", "elk uur")
    static let weekly = Phrase("every week", "ทุกสัปดาห์", "elke week")
    static let monthly = Phrase("every month", "ทุกเดือน", "elke maand")
    static let otherwise = Phrase("in another way, as text", "แบบอื่น เขียนเป็นข้อความ", "anders, als tekst")
    static let minuteOfHour = Phrase("Minute of the hour", "นาทีของชั่วโมง", "Minuut van het uur")
    static let minuteWrong = Phrase("Give a minute from 0 to 59.", "ใส่นาทีตั้งแต่ 0 ถึง 59", "Geef een minuut van 0 tot 59.")
    static let timeOfDay = Phrase("Time of day", "เวลา", "Tijdstip")
    static let timeOfDayHelp = Phrase("From 00:00 to 23:59.", "ตั้งแต่ 00:00 ถึง 23:59", "Van 00:00 tot 23:59.")
    static let timeWrong = Phrase(
        "Give a time from 00:00 to 23:59, as 02:00.", "ใส่เวลาตั้งแต่ 00:00 ถึง 23:59 เช่น 02:00",
        "Geef een tijd van 00:00 tot 23:59, zoals 02:00.")
    static let weekdays = Phrase("Days of the week", "วันในสัปดาห์", "Dagen van de week")
    static let weekdayMissing = Phrase("Choose at least one day.", "เลือกอย่างน้อยหนึ่งวัน", "Kies ten minste één dag.")
    static let dayOfMonth = Phrase("Day of the month", "วันที่ของเดือน", "Dag van de maand")
    static let dayOfMonthHelp = Phrase(
        "Months that are shorter are left out.", "เดือนที่ไม่มีวันนั้นจะถูกข้าม", "Kortere maanden worden overgeslagen.")
    static let dayWrong = Phrase("Choose a day.", "เลือกวันที่", "Kies een dag.")
    static let theLastDay = Phrase("the last", "วันสุดท้าย", "de laatste")
    static let triggerText = Phrase("When, as text", "เมื่อใด เขียนเป็นข้อความ", "Wanneer, als tekst")
    static let triggerTextHelp = Phrase(
        "A cron expression (0 2 * * *), an interval (every 15m) or a rule (every 2 weeks on tue at 07:30 from "
            + "2026-01-06, monthly on 1,last at 11:00).",
        "นิพจน์ cron (0 2 * * *) ช่วงเวลา (every 15m) หรือกฎ (every 2 weeks on tue at 07:30 from 2026-01-06, "
            + "monthly on 1,last at 11:00)",
        "Een cron-uitdrukking (0 2 * * *), een interval (every 15m) of een regel (every 2 weeks on tue at 07:30 from "
            + "2026-01-06, monthly on 1,last at 11:00).")
    static let zoneOfTimes = Phrase("Time zone of these times", "เขตเวลาของเวลาเหล่านี้", "Tijdzone van deze tijden")
    static let zoneWrong = Phrase("Choose a time zone.", "เลือกเขตเวลา", "Kies een tijdzone.")

    static let showRuns = Phrase("Show the next runs", "แสดงครั้งถัดไป", "Volgende keren tonen")
    static let saveSchedule = Phrase("Save", "บันทึก", "Opslaan")
    static let willRun = Phrase("It will run {when}.", "จะทำงาน{when}", "Hij loopt {when}.")
    static let nextFive = Phrase("The next five runs", "ห้าครั้งถัดไป", "De volgende vijf keer")
    static let neverRuns = Phrase("It would never run.", "จะไม่ทำงานเลย", "Hij zou nooit lopen.")
    static let notSavedYet = Phrase(
        "Nothing is saved yet. Look at these times, then save.", "ยังไม่ได้บันทึก ดูเวลาเหล่านี้ก่อนแล้วจึงบันทึก",
        "Er is nog niets opgeslagen. Bekijk deze tijden en sla dan op.")
    static let clockSkips = Phrase(
        "On {day} the clocks go forward and skip {time}: it runs at {at}.",
        "{day} นาฬิกาจะเดินหน้าข้ามเวลา {time} น. จึงทำงานเวลา {at} น.",
        "Op {day} gaat de klok vooruit en slaat {time} over: hij loopt om {at}.")
    static let clockRepeats = Phrase(
        "On {day} the clocks go back and show {time} twice: it runs the first time only.",
        "{day} นาฬิกาจะถอยหลังและมีเวลา {time} น. สองครั้ง จึงทำงานเฉพาะครั้งแรก",
        "Op {day} gaat de klok terug en is het twee keer {time}: hij loopt alleen de eerste keer.")
    static let inZone = Phrase("{time} in {zone}", "{time} ที่ {zone}", "{time} in {zone}")

    static let removeSchedule = Phrase(
        "Remove the schedule {name}?", "ลบกำหนดการ {name} หรือไม่", "Planning {name} verwijderen?")
    static let removeWhat = Phrase(
        "From then on it makes no more jobs. Jobs that it made stay, with their history, and one that runs now goes "
            + "on. To stop it for a while only, pause it.",
        "หลังจากนั้นจะไม่สร้างงานอีก งานที่สร้างไว้แล้วและประวัติยังอยู่ และงานที่กำลังทำจะทำต่อไป "
            + "หากต้องการหยุดเพียงชั่วคราว ให้ใช้หยุดชั่วคราว",
        "Daarna maakt hij geen taken meer. Taken die hij maakte blijven, met hun geschiedenis, en een die nu loopt "
            + "gaat door. Wilt u hem maar even stoppen, pauzeer hem dan.")
    static let removeUndo = Phrase(
        "To have it again, make a new one with these values.", "หากต้องการอีกครั้ง ให้สร้างใหม่ด้วยค่าเหล่านี้",
        "Wilt u hem terug, maak dan een nieuwe met deze waarden.")
    static let keepIt = Phrase("Keep it", "เก็บไว้", "Behouden")

    /// What the reader of triggers found wrong, in English.
    static func triggerWrong(_ sentence: String) -> Phrase {
        Phrase(sentence, "ข้อความนี้ใช้เป็นกำหนดเวลาไม่ได้: \(sentence)", "Dit is geen tijdregel: \(sentence)")
    }
}
