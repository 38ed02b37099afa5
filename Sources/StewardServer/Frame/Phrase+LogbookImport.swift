// SPDX-License-Identifier: Apache-2.0
import Logbook

/// Files of trips, points and readings.
extension Phrase {
    static let importTitle = Phrase("Import a file", "นำเข้าไฟล์", "Bestand inlezen")
    static let importHelp = Phrase(
        "Trips, points and odometer readings: GPX, CSV, Google’s location history and Timeline, trips of another "
            + "logbook. What a file is, is seen from its content.",
        "การเดินทาง จุดพิกัด และเลขไมล์จาก GPX, CSV, ประวัติตำแหน่งและไทม์ไลน์ของ Google หรือบันทึกการเดินทางอื่น "
            + "ระบบรู้ชนิดของไฟล์จากเนื้อหา",
        "Ritten, punten en kilometerstanden: GPX, CSV, de locatiegeschiedenis en tijdlijn van Google, ritten uit een "
            + "andere rittenregistratie. Wat een bestand is, blijkt uit de inhoud.")
    static let importForGood = Phrase(
        "What is taken in stays in the car’s book: it can be corrected and voided, not deleted. What is there already "
            + "is not taken twice.",
        "สิ่งที่นำเข้าจะอยู่ในเล่มของรถ แก้ไขหรือยกเลิกได้แต่ลบไม่ได้ สิ่งที่มีอยู่แล้วจะไม่ถูกนำเข้าซ้ำ",
        "Wat is ingelezen, blijft in het boek van de auto: het kan worden verbeterd en ongeldig verklaard, niet gewist."
            + " Wat er al staat, komt er niet nog eens in.")
    static let importLookDo = Phrase("Look at it first", "ดูเนื้อหาก่อน", "Eerst bekijken")
    static let importLookHelp = Phrase(
        "Nothing is taken in by looking.", "การดูยังไม่นำสิ่งใดเข้า", "Door te bekijken wordt nog niets ingelezen.")
    static let importCarOfFile = Phrase("the one that the file names", "คันที่ไฟล์ระบุ", "die het bestand noemt")
    static let importCarHelp = Phrase(
        "Choose one when the file names none.", "เลือกเมื่อไฟล์ไม่ได้ระบุรถ", "Kies er een als het bestand er geen noemt.")
    static let importZoneHelp = Phrase(
        "Of times in the file that name none.", "ของเวลาในไฟล์ที่ไม่ได้ระบุเขต",
        "Van tijden in het bestand die er geen noemen.")
    static let importZoneOfCar = Phrase("the car’s", "ของรถ", "die van de auto")
    static let importDates = Phrase("What 11/12/2026 means", "11/12/2026 หมายถึง", "Wat 11/12/2026 betekent")
    static let importDayFirst = Phrase(
        "11 December: the day comes first", "11 ธันวาคม: วันมาก่อน", "11 december: de dag staat voorop")
    static let importMonthFirst = Phrase(
        "12 November: the month comes first", "12 พฤศจิกายน: เดือนมาก่อน", "12 november: de maand staat voorop")
    static let importDatesRefused = Phrase(
        "not known: such dates are refused", "ไม่ทราบ: ไม่รับวันที่แบบนี้", "niet bekend: zulke datums worden geweigerd")
    static let importUnit = Phrase("Unit of distances", "หน่วยของระยะทาง", "Eenheid van afstanden")
    static let importUnitHelp = Phrase(
        "Where the heading of a column names none.", "เมื่อหัวคอลัมน์ไม่ได้ระบุ", "Waar het kopje van een kolom er geen noemt.")
    static let importMore = Phrase(
        "Time zone, dates, unit", "เขตเวลา วันที่ หน่วย", "Tijdzone, datums, eenheid")

    // MARK: what was found

    static let importFound = Phrase("This is in the file", "สิ่งที่อยู่ในไฟล์", "Dit staat in het bestand")
    static let importNothingYet = Phrase(
        "Nothing is taken in yet", "ยังไม่ได้นำสิ่งใดเข้า", "Er is nog niets ingelezen")
    static let importTakeDo = Phrase("Take it in", "นำเข้า", "Inlezen")
    static let importKept = Phrase(
        "The file waits here for 30 minutes, then it is removed.", "ไฟล์รออยู่ที่นี่ 30 นาที แล้วจะถูกลบ",
        "Het bestand wacht hier 30 minuten en wordt dan verwijderd.")
    static let importGone = Phrase(
        "The file does not wait here any more; choose it again.", "ไฟล์ไม่ได้รออยู่ที่นี่แล้ว โปรดเลือกอีกครั้ง",
        "Het bestand wacht hier niet meer; kies het opnieuw.")
    static let importNotTaken = Phrase("The file is not taken", "ไม่รับไฟล์นี้", "Het bestand wordt niet ingelezen")
    static let importOtherwise = Phrase("Read it otherwise", "อ่านด้วยการตั้งค่าอื่น", "Anders lezen")
    static let importAgainDo = Phrase("Look at it again", "ดูอีกครั้ง", "Opnieuw bekijken")
    static let importOther = Phrase("Choose another file", "เลือกไฟล์อื่น", "Een ander bestand kiezen")
    static let importDone = Phrase("It is taken in", "นำเข้าแล้ว", "Het is ingelezen")
    static let importTaken = Phrase("Taken in", "นำเข้าเมื่อ", "Ingelezen")
    static let importBefore = Phrase("Taken in before", "ไฟล์ที่นำเข้าก่อนหน้านี้", "Eerder ingelezen")
    static let importKind = Phrase("Kind of file", "ชนิดของไฟล์", "Soort bestand")
    static let importPoints = Phrase("Points", "จุดพิกัด", "Punten")
    static let importReadings = Phrase("Readings and states", "เลขไมล์และสถานะรถ", "Standen en toestanden")
    static let importObservations = Phrase(
        "Points and readings", "จุดพิกัดและเลขไมล์", "Punten en standen")
    static let importKnown = Phrase("There already", "มีอยู่แล้ว", "Al aanwezig")
    static let importKnownTrips = Phrase("Trips there already", "การเดินทางที่มีอยู่แล้ว", "Ritten al aanwezig")
    static let importWhere = Phrase("Where it goes", "เข้าเล่มของรถใด", "Waar het komt")
    static let importLeftOut = Phrase("Left out", "ส่วนที่ไม่นำเข้า", "Weggelaten")
    static let importNothingLeftOut = Phrase("Nothing is left out.", "ไม่มีส่วนใดถูกละไว้", "Er wordt niets weggelaten.")
    static let importWhy = Phrase("Why", "เพราะเหตุใด", "Waarom")
    static let importHowMany = Phrase("How many", "จำนวน", "Hoeveel")
    static let importSeeMonth = Phrase("See {month}", "ดู{month}", "{month} bekijken")

    static func distanceUnit(_ unit: DistanceUnit) -> Phrase {
        switch unit {
        case .kilometres: Phrase("kilometres", "กิโลเมตร", "kilometer")
        case .miles: Phrase("miles", "ไมล์", "mijl")
        case .metres: Phrase("metres", "เมตร", "meter")
        }
    }

    static func slashDates(_ dates: ImportOptions.SlashDates) -> Phrase {
        switch dates {
        case .dayFirst: .importDayFirst
        case .monthFirst: .importMonthFirst
        case .refused: .importDatesRefused
        }
    }

    static func fileFormat(_ format: ImportFormat) -> Phrase {
        switch format {
        case .gpx: Phrase("GPX tracks", "เส้นทาง GPX", "GPX-sporen")
        case .csv: Phrase("Table (CSV)", "ตาราง (CSV)", "Tabel (CSV)")
        case .googleRecords:
            Phrase("Google’s location history", "ประวัติตำแหน่งของ Google", "Locatiegeschiedenis van Google")
        case .googleSemantic:
            Phrase(
                "A month of Google’s location history", "ประวัติตำแหน่งหนึ่งเดือนของ Google",
                "Een maand locatiegeschiedenis van Google")
        case .googleTimeline: Phrase("Google’s Timeline", "ไทม์ไลน์ของ Google", "Tijdlijn van Google")
        case .trips:
            Phrase(
                "Trips of another logbook", "การเดินทางจากบันทึกอื่น", "Ritten uit een andere rittenregistratie")
        }
    }

    /// Why something of a file is no observation and no trip.
    static func leftOut(_ reason: Received.Ignored) -> Phrase {
        switch reason {
        case .otherKind:
            Phrase("about something else, as a visit", "เป็นเรื่องอื่น เช่น การแวะ", "over iets anders, zoals een bezoek")
        case .encrypted: Phrase("encrypted", "เข้ารหัสไว้", "versleuteld")
        case .withoutPosition: Phrase("without a position", "ไม่มีพิกัด", "zonder positie")
        case .withoutTime: Phrase("without a time", "ไม่มีเวลา", "zonder tijd")
        case .invalidFix:
            Phrase(
                "positions that the device itself calls invalid", "พิกัดที่อุปกรณ์แจ้งเองว่าใช้ไม่ได้",
                "posities die het apparaat zelf ongeldig noemt")
        case .outOfRange:
            Phrase(
                "with a time or a number that cannot be", "มีเวลาหรือตัวเลขที่เป็นไปไม่ได้",
                "met een tijd of een getal dat niet kan")
        case .notConnected:
            Phrase(
                "of a car that was not at the charger", "ของรถที่ไม่ได้อยู่ที่เครื่องชาร์จ",
                "van een auto die niet aan de lader stond")
        case .retained:
            Phrase("old values that a broker kept", "ค่าเก่าที่โบรกเกอร์เก็บไว้", "oude waarden die een broker bewaarde")
        case .planned: Phrase("planned, not driven", "วางแผนไว้ ไม่ได้ขับจริง", "gepland, niet gereden")
        case .otherMovement:
            Phrase("not driven in a car", "ไม่ได้เดินทางด้วยรถยนต์", "niet met een auto gereden")
        }
    }
}
