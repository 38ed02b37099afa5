// SPDX-License-Identifier: Apache-2.0

/// Reports, and the closing of months.
extension Phrase {
    static let reportOffice = Phrase("Tax office of", "สรรพากรของ", "Belastingdienst van")
    static let reportPeriod = Phrase("Period", "ช่วงเวลา", "Periode")
    static let reportTaxYear = Phrase("Tax year {year}", "ปีภาษี {year}", "Belastingjaar {year}")
    static let reportPrint = Phrase("Look at it, or print it", "ดูหรือพิมพ์", "Bekijken of afdrukken")
    static let reportCSV = Phrase("As CSV", "ไฟล์ CSV", "Als CSV")
    static let reportJSON = Phrase("As JSON", "ไฟล์ JSON", "Als JSON")
    static let reportSealed = Phrase("Sealed, with the book", "ผนึกพร้อมเล่ม", "Verzegeld, met het boek")
    static let reportSealedHelp = Phrase(
        "The sealed one holds the whole book, so that anybody can verify it without this server. It "
            + "shows private trips "
            + "too.",
        "ฉบับผนึกมีทั้งเล่ม ใครก็ตรวจสอบได้โดยไม่ต้องใช้เซิร์ฟเวอร์นี้ และแสดงการเดินทางส่วนตัวด้วย",
        "De verzegelde bevat het hele boek, zodat iedereen die zonder deze server kan controleren. Ook "
            + "privéritten staan "
            + "erin.")
    static let reportNoSigner = Phrase(
        "This installation has no key to sign with; make one with “steward ledger key”.",
        "การติดตั้งนี้ไม่มีกุญแจลงนาม สร้างด้วย “steward ledger key”",
        "Deze installatie heeft geen sleutel om mee te ondertekenen; maak er een met “steward ledger key”."
    )
    static let reportChecklist = Phrase(
        "What the tax office asks", "สิ่งที่สรรพากรต้องการ", "Wat de belastingdienst vraagt")
    static let reportMet = Phrase("met", "ครบ", "voldaan")
    static let reportNotApplicable = Phrase("not applicable", "ไม่เกี่ยวข้อง", "n.v.t.")
    static let reportMonths = Phrase("Months", "เดือน", "Maanden")
    static let closeDo = Phrase("Close the month", "ปิดเดือน", "Maand afsluiten")
    static let closeAgain = Phrase(
        "Close it again as it is now", "ปิดอีกครั้งตามปัจจุบัน", "Opnieuw afsluiten zoals het nu is")
    static let closeGoesOn = Phrase("goes on", "ยังไม่จบ", "loopt nog")
    static let closeIntact = Phrase("closed, as it was", "ปิดแล้ว ไม่เปลี่ยน", "afgesloten, ongewijzigd")
    static let closeChanged = Phrase(
        "closed, changed since", "ปิดแล้ว มีการเปลี่ยน", "afgesloten, daarna gewijzigd")
    static let closeHelp = Phrase(
        "Close a month when its questions are answered.", "ปิดเดือนเมื่อตอบคำถามครบแล้ว",
        "Sluit een maand af als de vragen beantwoord zijn.")
    static let closeMeaning = Phrase(
        "Closing records what every trip of the month is now, and the ledger signs it. Changes stay "
            + "possible afterwards; "
            + "each is marked late and shown beside what was sealed. It cannot be undone.",
        "การปิดจะบันทึกสภาพของทุกการเดินทางในเดือน และลงนามในบัญชีหลักฐาน หลังจากนั้นยังแก้ไขได้ "
            + "แต่จะระบุว่าล่าช้าและแสดงคู่กับสิ่งที่ผนึกไว้ ย้อนกลับไม่ได้",
        "Afsluiten legt vast wat elke rit van de maand nu is, en het grootboek ondertekent dat. Daarna kan er nog "
            + "gewijzigd worden; elke wijziging wordt als te laat gemerkt en getoond naast wat verzegeld is. "
            + "Het kan niet "
            + "ongedaan worden gemaakt.")
    static let closeTrial = Phrase(
        "What would be sealed now", "สิ่งที่จะผนึกตอนนี้", "Wat nu verzegeld zou worden")
    static let closeNotOver = Phrase(
        "This month is not over yet; it can be closed when it is.", "เดือนนี้ยังไม่จบ ปิดได้เมื่อจบเดือน",
        "Deze maand is nog niet voorbij; daarna kan hij worden afgesloten.")
    static let closeWasClosed = Phrase(
        "It was closed on {when}.", "ปิดเมื่อ {when}", "Afgesloten op {when}.")
    static let closeChangedTrips = Phrase(
        "Not as they were sealed:", "ไม่เหมือนที่ผนึกไว้:", "Niet meer zoals verzegeld:")
    static let closeAddedTrips = Phrase("Came later:", "มาภายหลัง:", "Later gekomen:")
    static let closeMissingTrips = Phrase("Are gone:", "หายไป:", "Zijn weg:")
}

/// Charging stations.
extension Phrase {
    static let chargingNone = Phrase(
        "No connection knows charging stations", "ไม่มีการเชื่อมต่อที่รู้จักสถานีชาร์จ",
        "Geen verbinding kent laadstations")
    static let chargingNoneHelp = Phrase(
        "An owner of this Steward connects Open Charge Map on the page of connections, with a key of its own.",
        "เจ้าของ Steward นี้เชื่อมต่อ Open Charge Map ได้ที่หน้าการเชื่อมต่อ ด้วยกุญแจของตนเอง",
        "Een eigenaar van deze Steward verbindt Open Charge Map op de pagina met verbindingen, met een eigen sleutel."
    )
    static let chargingElsewhere = Phrase("Somewhere else", "ที่อื่น", "Ergens anders")
    static let chargingAtHelp = Phrase(
        "Or degrees as maps show them: 52.0907, 5.1214.", "หรือพิกัดตามแผนที่: 52.0907, 5.1214",
        "Of graden zoals kaarten ze tonen: 52.0907, 5.1214.")
    static let chargingRadius = Phrase("Within", "ภายในระยะ", "Binnen")
    static let chargingFailed = Phrase(
        "The stations could not be fetched", "ดึงข้อมูลสถานีไม่ได้", "De laadstations konden niet worden opgehaald")
    static let chargingSlow = Phrase(
        "The service did not answer in time; try again later.", "บริการไม่ตอบทันเวลา ลองใหม่ภายหลัง",
        "De dienst antwoordde niet op tijd; probeer het later opnieuw.")
    static let chargingNothing = Phrase(
        "No station this near.", "ไม่มีสถานีในระยะนี้", "Geen laadstation zo dichtbij.")
    static let chargingStation = Phrase("Charging station", "สถานีชาร์จ", "Laadstation")
    static let chargingOperator = Phrase("Operator", "ผู้ให้บริการ", "Aanbieder")
    static let chargingPower = Phrase("Power", "กำลังไฟ", "Vermogen")
    static let chargingConnectors = Phrase("Connectors", "หัวชาร์จ", "Stekkers")
}

/// Maps.
extension Phrase {
    static let tilesTitle = Phrase("Map below the trips", "แผนที่ใต้การเดินทาง", "Kaart onder de ritten")
    static let tilesHelp = Phrase(
        "Without a source trips are drawn alone. With one, browsers fetch tiles from it and so tell it "
            + "where people look.",
        "หากไม่มีแหล่งแผนที่ จะวาดเฉพาะการเดินทาง หากมี เบราว์เซอร์จะดึงแผนที่จากแหล่งนั้น ซึ่งจะรู้ว่าผู้ใช้ดูบริเวณใด",
        "Zonder bron worden ritten zonder kaart getekend. Met een bron halen browsers daar tegels op, "
            + "en dus weet die waar "
            + "mensen kijken.")
    static let tilesTemplate = Phrase("Address of the tiles", "ที่อยู่ของแผนที่", "Adres van de tegels")
    static let tilesTemplateHelp = Phrase(
        "As https://tiles.example.org/{z}/{x}/{y}.png; empty for none.",
        "เช่น https://tiles.example.org/{z}/{x}/{y}.png เว้นว่างหากไม่ใช้",
        "Als https://tiles.example.org/{z}/{x}/{y}.png; leeg voor geen.")
    static let tilesCredit = Phrase("Whom to name", "ผู้ที่ต้องระบุชื่อ", "Wie te noemen")
    static let tilesWrong = Phrase(
        "That is no address of tiles; it begins with https:// and has {z}, {x} and {y}.",
        "ไม่ใช่ที่อยู่ของแผนที่ ต้องขึ้นต้นด้วย https:// และมี {z} {x} {y}",
        "Dat is geen adres van tegels; het begint met https:// en heeft {z}, {x} en {y}.")
}

extension Plural {
    static let closeOpen = Plural(
        .init("{n} question of this month is open", "{n} questions of this month are open"),
        "เดือนนี้ยังมี {n} คำถาม",
        .init("{n} vraag van deze maand staat open", "{n} vragen van deze maand staan open"))
    static let chargingStations = Plural(
        .init("{n} charging station", "{n} charging stations"), "สถานีชาร์จ {n} แห่ง",
        .init("{n} laadstation", "{n} laadstations"))
}
