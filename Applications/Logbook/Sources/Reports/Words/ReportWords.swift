// SPDX-License-Identifier: Apache-2.0

/// What a report says besides its columns.
enum ReportWords {
    static func title(_ country: Vehicle.Country) -> Term {
        switch country {
        case .netherlands:
            Term("Closed trip record", "Sluitende rittenregistratie", "บันทึกการเดินทางครบถ้วน", german: "Fahrtennachweis")
        case .germany: Term("Driver's logbook", "Rittenregistratie", "สมุดบันทึกการเดินทาง", german: "Fahrtenbuch")
        case .unitedKingdom: Term("Mileage record", "Kilometerregistratie", "บันทึกระยะทาง", german: "Fahrtennachweis")
        case .unitedStates:
            Term("Business mileage log", "Zakelijke kilometerregistratie", "บันทึกระยะทางธุรกิจ", german: "Fahrtennachweis")
        }
    }

    static let trips = Term("Trips", "Ritten", "การเดินทาง", german: "Fahrten")
    static let businessTrips = Term("Business journeys", "Zakelijke ritten", "การเดินทางธุรกิจ", german: "Betriebsfahrten")
    static let otherTrips = Term(
        "Commuting, private and unaccounted distance (not claimed)",
        "Woon-werk, privé en onverklaard (geen vergoeding)",
        "ไปกลับที่ทำงาน ส่วนตัว และระยะที่ไม่มีบันทึก (ไม่เบิก)", german: "Arbeitswege, Privatfahrten und Lücken")
    static let months = Term("Per month", "Per maand", "รายเดือน", german: "Monatssummen")
    static let month = Term("Month", "Maand", "เดือน", german: "Monat")
    static let total = Term("Total", "Totaal", "รวม", german: "Summe")
    static let checklist = Term("Checklist", "Controlelijst", "รายการตรวจสอบ", german: "Prüfliste")
    static let unexplainedGaps = Term(
        "Distance of no trip, not explained", "Kilometers zonder rit, onverklaard",
        "ระยะที่ไม่มีการเดินทาง ยังไม่ได้อธิบาย", german: "Kilometer ohne Fahrt, ungeklärt")
    static let explainedGaps = Term(
        "Distance of no trip, explained", "Kilometers zonder rit, verklaard",
        "ระยะที่ไม่มีการเดินทาง อธิบายแล้ว", german: "Kilometer ohne Fahrt, geklärt")
    static let count = Term("Trips", "Ritten", "เที่ยว", german: "Fahrten")

    static let gap = Term(
        "Distance of no trip", "Kilometers zonder rit", "ระยะที่ไม่มีการเดินทาง", german: "Kilometer ohne Fahrt")
    static let unexplained = Term("not explained yet", "nog niet verklaard", "ยังไม่ได้อธิบาย", german: "noch ungeklärt")
    static let voided = Term("voided", "vervallen", "ยกเลิกแล้ว", german: "storniert")
    static let late = Term("late", "te laat", "ล่าช้า", german: "verspätet")
    static let was = Term("was", "was", "เดิม", german: "vorher")
    static let entry = Term("entry", "boeking", "รายการ", german: "Eintrag")
    static let reason = Term("reason", "reden", "เหตุผล", german: "Grund")
    static let changes = Term("Changes", "Wijzigingen", "การแก้ไข", german: "Änderungen")
    static let empty = Term("empty", "leeg", "ว่าง", german: "leer")
    static let hidden = Term("private", "privé", "ส่วนตัว", german: "privat")
    static let status = Term("Status", "Status", "สถานะ", german: "Status")
    static let noTrips = Term(
        "There is no trip in this period.", "In deze periode is er geen rit.", "ไม่มีการเดินทางในช่วงนี้",
        german: "In diesem Zeitraum gibt es keine Fahrt.")

    /// What people do to a trip besides changing its fields.
    static func decision(_ kind: String) -> Term? {
        switch kind {
        case "join": Term("Joined trips", "Ritten samengevoegd", "รวมเที่ยว", german: "Fahrten zusammengelegt")
        case "split": Term("Split trip", "Rit gesplitst", "แยกเที่ยว", german: "Fahrt geteilt")
        case "void": Term("Voided", "Vervallen verklaard", "ยกเลิก", german: "Storniert")
        case "moved_from": Term("Moved from", "Verplaatst van", "ย้ายมาจาก", german: "Verschoben von")
        default: nil
        }
    }

    static func use(_ use: Trip.Use, _ country: Vehicle.Country) -> Term {
        switch use {
        case .business:
            Term("business", "zakelijk", "ธุรกิจ", german: country == .germany ? "Betriebsfahrt" : "geschäftlich")
        case .commute: Term("commuting", "woon-werk", "ไปกลับที่ทำงาน", german: "Arbeitsweg")
        case .personal: Term("private", "privé", "ส่วนตัว", german: country == .germany ? "Privatfahrt" : "privat")
        case .mixed: Term("mixed", "gemengd", "ผสม", german: "Betriebsfahrt mit privatem Anteil")
        }
    }

    static func source(_ source: Trip.Measure.Source) -> Term {
        switch source {
        case .odometer: Term("odometer", "kilometerteller", "เลขไมล์", german: "Kilometerzähler")
        case .matched: Term("GPS on roads", "GPS op wegen", "GPS ตามถนน", german: "GPS auf Straßen")
        case .route: Term("route planner", "routeplanner", "ตัววางเส้นทาง", german: "Routenplaner")
        case .trail: Term("GPS", "GPS", "GPS", german: "GPS")
        case .entered: Term("entered", "ingevoerd", "กรอกเอง", german: "eingegeben")
        case .calibrated:
            Term("GPS, calibrated", "GPS, geijkt", "GPS ปรับเทียบแล้ว", german: "GPS, abgeglichen")
        case .unknown: Term("not known", "niet bekend", "ไม่ทราบ", german: "nicht bekannt")
        }
    }

    /// What the report is not.
    static func notices(_ country: Vehicle.Country) -> [Term] {
        let all = [
            Term(
                "The requirements were taken from secondary sources. This is no legal advice; ask the tax office or an "
                    + "adviser when something depends on it.",
                "De eisen komen uit secundaire bronnen. Dit is geen juridisch advies; vraag de Belastingdienst of een "
                    + "adviseur als er iets van afhangt.",
                "ข้อกำหนดนำมาจากแหล่งข้อมูลทุติยภูมิ ไม่ใช่คำแนะนำทางกฎหมาย หากมีผลสำคัญโปรดสอบถามสรรพากรหรือที่ปรึกษา",
                german: "Die Anforderungen stammen aus Sekundärquellen. Dies ist keine Rechtsberatung; fragen Sie im "
                    + "Zweifel das Finanzamt oder einen Berater."),
            Term(
                "Distances are counted in metres and shown rounded; totals are sums of metres.",
                "Afstanden zijn in meters geteld en afgerond getoond; totalen zijn sommen van meters.",
                "ระยะทางนับเป็นเมตรและแสดงแบบปัดเศษ ผลรวมคือผลรวมของเมตร",
                german: "Strecken werden in Metern gezählt und gerundet gezeigt; Summen sind Summen der Meter."),
        ]
        return all + own(country)
    }

    private static func own(_ country: Vehicle.Country) -> [Term] {
        switch country {
        case .netherlands:
            [
                Term(
                    "Commuting counts as business for payroll tax; for VAT it does not (uncertain). The XML audit file "
                        + "(XAR) of the RRS framework is not made.",
                    "Woon-werk telt voor de loonheffingen als zakelijk; voor de btw niet (onzeker). Het "
                        + "XML-auditbestand (XAR) van het RRS-normenkader wordt niet gemaakt.",
                    "การไปกลับที่ทำงานนับเป็นธุรกิจสำหรับภาษีเงินเดือน แต่ไม่นับสำหรับภาษีมูลค่าเพิ่ม (ไม่แน่ชัด) "
                        + "ยังไม่มีแฟ้มตรวจสอบ XML (XAR) ตามกรอบ RRS")
            ]
        case .germany:
            [
                Term(
                    "There is no official certification of electronic logbooks in Germany.",
                    "In Duitsland bestaat geen officiële certificering van elektronische rittenregistraties.",
                    "ในเยอรมนีไม่มีการรับรองสมุดบันทึกอิเล็กทรอนิกส์อย่างเป็นทางการ",
                    german: "Eine amtliche Zertifizierung elektronischer Fahrtenbücher gibt es nicht.")
            ]
        case .unitedKingdom:
            [
                Term(
                    "The 10,000 miles count over all cars of one person; this record knows this car only.",
                    "De 10.000 mijl gelden voor alle auto's van één persoon; dit overzicht kent alleen deze auto.",
                    "10,000 ไมล์นับรวมรถทุกคันของคนเดียวกัน บันทึกนี้รู้จักเฉพาะรถคันนี้")
            ]
        case .unitedStates:
            [
                Term(
                    "Every trip is recorded, so no sampling is used.",
                    "Elke rit is vastgelegd; er is geen steekproef gebruikt.",
                    "บันทึกทุกเที่ยว จึงไม่ได้ใช้การสุ่มตัวอย่าง")
            ]
        }
    }
}
