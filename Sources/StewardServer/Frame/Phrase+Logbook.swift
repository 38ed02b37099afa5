// SPDX-License-Identifier: Apache-2.0

/// What the pages of the logbook share.
extension Phrase {
    static let logbook = Phrase("Logbook", "บันทึกการเดินทาง", "Rittenregistratie")
    static let logbookMonth = Phrase("Month", "เดือน", "Maand")
    static let logbookCars = Phrase("Cars", "รถ", "Auto’s")
    static let logbookPlaces = Phrase("Places and rules", "สถานที่และกฎ", "Plaatsen en regels")
    static let logbookReports = Phrase("Reports", "รายงาน", "Rapporten")
    static let logbookCharging = Phrase("Charging", "สถานีชาร์จ", "Laden")

    static let logbookBusiness = Phrase("Business", "ธุรกิจ", "Zakelijk")
    static let logbookCommute = Phrase("Commute", "ไปกลับที่ทำงาน", "Woon-werk")
    static let logbookPrivate = Phrase("Private", "ส่วนตัว", "Privé")
    static let logbookMixed = Phrase("Mixed", "ปนกัน", "Gemengd")
    static let logbookVoided = Phrase("Voided", "ยกเลิกแล้ว", "Ongeldig")

    static let logbookTrip = Phrase("Trip", "การเดินทาง", "Rit")
    static let logbookTrips = Phrase("Trips", "การเดินทาง", "Ritten")
    static let logbookCar = Phrase("Car", "รถ", "Auto")
    static let logbookAllCars = Phrase("All cars", "รถทุกคัน", "Alle auto’s")
    static let logbookDay = Phrase("Day", "วัน", "Dag")
    static let logbookDistance = Phrase("Distance", "ระยะทาง", "Afstand")
    static let logbookUse = Phrase("Use", "การใช้", "Gebruik")
    static let logbookOdometer = Phrase("Odometer", "เลขไมล์", "Kilometerstand")
    static let logbookAddress = Phrase("Address", "ที่อยู่", "Adres")
    static let logbookPurpose = Phrase("Purpose", "วัตถุประสงค์", "Doel")
    static let logbookPartner = Phrase("Who was visited", "ผู้ที่ไปพบ", "Bezochte relatie")
    static let logbookProject = Phrase("Project", "โครงการ", "Opdracht")
    static let logbookNotes = Phrase("Notes", "บันทึก", "Opmerkingen")
    static let logbookWay = Phrase("Way", "เส้นทาง", "Weg")
    static let logbookDecision = Phrase("Decision", "การตัดสินใจ", "Beslissing")
    static let logbookGap = Phrase("Gap", "ช่วงที่ขาด", "Gat")
    static let logbookClosedMonth = Phrase("Closed month", "เดือนที่ปิดแล้ว", "Afgesloten maand")
    static let logbookLate = Phrase("late", "ล่าช้า", "te laat")
    static let logbookTo = Phrase("to", "ถึง", "naar")
    static let logbookSomewhere = Phrase("unknown place", "ไม่ทราบสถานที่", "onbekende plaats")
    static let logbookAnswer = Phrase("Answer", "ตอบ", "Antwoorden")
    static let logbookReason = Phrase("Reason", "เหตุผล", "Reden")
    static let logbookReasonWhy = Phrase(
        "Why it changes. It stands in the book beside the old value.",
        "เหตุผลที่แก้ไข จะบันทึกไว้ในเล่มคู่กับค่าเดิม",
        "Waarom het verandert. Het staat in het boek naast de oude waarde.")
}

/// Why something could not be done.
extension Phrase {
    static let logbookConflict = Phrase(
        "It was changed meanwhile", "มีการเปลี่ยนแปลงระหว่างนั้น", "Het is intussen veranderd")
    static let logbookForbidden = Phrase("You may not do this", "คุณไม่มีสิทธิ์ทำสิ่งนี้", "Dit mag u niet")
    static let logbookTooMuch = Phrase(
        "There is no room for more", "ไม่มีที่สำหรับเพิ่มอีก", "Er is geen plaats voor meer")
    static let logbookInvalid = Phrase("This cannot be", "ข้อมูลนี้ใช้ไม่ได้", "Dit kan niet")
    static let logbookNoDistance = Phrase(
        "That is no distance; write it as 12.3.", "ไม่ใช่ระยะทาง เขียนเป็น 12.3",
        "Dat is geen afstand; schrijf 12,3.")
    static let logbookNoTime = Phrase(
        "That is no time of a day; write it as 08:30.", "ไม่ใช่เวลา เขียนเป็น 08:30",
        "Dat is geen tijdstip; schrijf 08:30.")
    static let logbookNoDay = Phrase(
        "That is no day; write it as 2026-11-22.", "ไม่ใช่วันที่ เขียนเป็น 2026-11-22",
        "Dat is geen dag; schrijf 2026-11-22.")
    static let logbookNoUse = Phrase(
        "Choose what the trip was driven for.", "เลือกว่าเดินทางเพื่ออะไร", "Kies waarvoor er gereden is.")
}

/// The month.
extension Phrase {
    static let logbookNoCar = Phrase("No car yet", "ยังไม่มีรถ", "Nog geen auto")
    static let logbookNoCarHelp = Phrase(
        "Add the car you drive. Then connect a phone or the car itself, and trips appear by themselves.",
        "เพิ่มรถที่คุณขับ แล้วเชื่อมต่อโทรศัพท์หรือตัวรถ การเดินทางจะปรากฏขึ้นเอง",
        "Voeg de auto toe waarin u rijdt. Verbind daarna een telefoon of de auto zelf; ritten verschijnen dan vanzelf."
    )
    static let logbookAddCar = Phrase("Add a car", "เพิ่มรถ", "Auto toevoegen")
    static let logbookMonths = Phrase("Other months", "เดือนอื่น", "Andere maanden")
    static let logbookThisMonth = Phrase("This month", "เดือนนี้", "Deze maand")
    static let logbookDriven = Phrase("Driven", "ขับทั้งหมด", "Gereden")
    static let logbookUnexplained = Phrase("Unexplained", "ยังไม่มีคำอธิบาย", "Onverklaard")
    static let logbookCounter = Phrase(
        "{car}: {km} of at most {limit} private in {year}",
        "{car}: ส่วนตัว {km} จากไม่เกิน {limit} ในปี {year}",
        "{car}: {km} van hoogstens {limit} privé in {year}")
    static let logbookCounterOver = Phrase(
        "Above the limit since {day}; kilometres that nobody explained count too.",
        "เกินขีดจำกัดตั้งแต่ {day} กิโลเมตรที่ไม่มีคำอธิบายนับรวมด้วย",
        "Boven de grens sinds {day}; kilometers die niemand verklaarde, tellen mee.")
    static let logbookMapOf = Phrase("Trips of {month}", "การเดินทางเดือน {month}", "Ritten in {month}")
    static let logbookNoTiles = Phrase(
        "Drawn from the trips alone, without a map below.", "วาดจากการเดินทางเท่านั้น ไม่มีแผนที่ด้านล่าง",
        "Getekend uit de ritten zelf, zonder kaart eronder.")
    static let logbookNoTrips = Phrase(
        "No trips in this month", "ไม่มีการเดินทางในเดือนนี้", "Geen ritten in deze maand")
    static let logbookNoTripsHelp = Phrase(
        "Trips come from phones and cars that report, from files, or from you.",
        "การเดินทางมาจากโทรศัพท์และรถที่รายงาน จากไฟล์ หรือจากคุณเอง",
        "Ritten komen van telefoons en auto’s die melden, uit bestanden, of van u.")
    static let logbookNoSuchTrips = Phrase(
        "No trip of this month has this use.", "ไม่มีการเดินทางแบบนี้ในเดือนนี้",
        "Geen rit van deze maand heeft dit gebruik.")
    static let logbookEnterTrip = Phrase(
        "Enter a trip by hand", "ใส่การเดินทางเอง", "Een rit met de hand invoeren")
    static let logbookGapOpen = Phrase(
        "Kilometres that belong to no trip", "กิโลเมตรที่ไม่เป็นของการเดินทางใด",
        "Kilometers die bij geen rit horen")
    static let logbookGapBetween = Phrase(
        "between {before} and {after} on the odometer", "ระหว่างเลขไมล์ {before} กับ {after}",
        "tussen kilometerstand {before} en {after}")
    static let logbookCalm = Phrase("Nothing needs you.", "ไม่มีสิ่งใดรอคุณ", "Niets heeft u nodig.")
    static let logbookCalmHelp = Phrase(
        "Every trip has a use, and every kilometre belongs to a trip or is explained.",
        "การเดินทางทุกครั้งมีการใช้ และทุกกิโลเมตรเป็นของการเดินทางหรือมีคำอธิบาย",
        "Elke rit heeft een gebruik, en elke kilometer hoort bij een rit of is verklaard.")
    static let logbookKeyNext = Phrase("To the next one", "ไปยังรายการถัดไป", "Naar de volgende")
    static let logbookKeyPrevious = Phrase("To the one before", "ไปยังรายการก่อนหน้า", "Naar de vorige")
}

/// A trip that goes on.
extension Phrase {
    static let logbookDriving = Phrase("driving", "กำลังขับ", "onderweg")
    static let logbookPaused = Phrase("standing", "จอดอยู่", "staat stil")
    static let logbookEnding = Phrase("ending", "กำลังสิ้นสุด", "loopt af")
    static let logbookSince = Phrase("since", "ตั้งแต่", "sinds")
    static let logbookAtSkip = Phrase(
        "at a place where a stop ends no trip", "อยู่ที่จุดแวะซึ่งไม่จบการเดินทาง",
        "op een plaats waar een stop geen rit beëindigt")
    static let logbookFinish = Phrase("The trip has ended", "การเดินทางจบแล้ว", "De rit is afgelopen")
    static let logbookNoTrip = Phrase("This is no trip", "นี่ไม่ใช่การเดินทาง", "Dit is geen rit")
}

/// What is asked.
extension Phrase {
    static let logbookAskUse = Phrase(
        "No rule says what this trip counts as.", "ไม่มีกฎใดบอกว่าการเดินทางนี้นับเป็นอะไร",
        "Geen regel zegt waarvoor deze rit telt.")
    static let logbookAskPlace = Phrase(
        "An end of this business trip has no address.", "ปลายทางด้านหนึ่งของการเดินทางธุรกิจนี้ไม่มีที่อยู่",
        "Een einde van deze zakelijke rit heeft geen adres.")
    static let logbookAskFields = Phrase(
        "Missing: {fields}.", "ขาด: {fields}", "Ontbreekt: {fields}.")
    static let logbookAskGap = Phrase(
        "{km} belong to no trip.", "{km} ไม่เป็นของการเดินทางใด", "{km} horen bij geen rit.")
    static let logbookAskReading = Phrase(
        "The odometer was not read for two months.", "ไม่ได้อ่านเลขไมล์มาสองเดือน",
        "De kilometerstand is twee maanden niet afgelezen.")
    static let logbookAskRoute = Phrase(
        "The way was {km} longer than usual; say why.", "เส้นทางยาวกว่าปกติ {km} โปรดบอกเหตุผล",
        "De weg was {km} langer dan gewoonlijk; zeg waarom.")
    static let logbookAskImpossibleReading = Phrase(
        "A reading of the odometer cannot be true: {why}.", "เลขไมล์ที่อ่านได้เป็นไปไม่ได้: {why}",
        "Een kilometerstand kan niet kloppen: {why}.")
    static let logbookAskImpossibleTrip = Phrase(
        "This trip is faster than cars drive, or at the same time as another.",
        "การเดินทางนี้เร็วเกินกว่ารถจะวิ่งได้ หรือซ้อนกับการเดินทางอื่น",
        "Deze rit gaat sneller dan auto’s rijden, of valt samen met een andere.")
    static let logbookAskLate = Phrase(
        "This trip came to light after its month was closed.", "การเดินทางนี้ปรากฏหลังจากปิดเดือนแล้ว",
        "Deze rit kwam aan het licht nadat zijn maand was afgesloten.")
    static let logbookAskChanged = Phrase(
        "This trip is not as it was when its month was closed.", "การเดินทางนี้ไม่เหมือนตอนที่ปิดเดือน",
        "Deze rit is niet meer zoals toen zijn maand werd afgesloten.")
    static let logbookAskOrphan = Phrase(
        "A decision belongs to a trip that is not there any more.",
        "การตัดสินใจหนึ่งเป็นของการเดินทางที่ไม่มีแล้ว",
        "Een beslissing hoort bij een rit die er niet meer is.")
    static let logbookReadingDecreasing = Phrase(
        "it is lower than one before it", "ต่ำกว่าค่าก่อนหน้า", "hij is lager dan een eerdere")
    static let logbookReadingTooFast = Phrase(
        "no car drives so fast", "ไม่มีรถใดวิ่งเร็วขนาดนั้น", "zo snel rijdt geen auto")
    static let logbookReadingContradicted = Phrase(
        "the readings after it disagree", "ค่าที่อ่านหลังจากนั้นขัดแย้งกัน", "de standen erna spreken hem tegen")
    static let logbookReadingRepeated = Phrase(
        "an old value was repeated", "เป็นค่าเก่าที่ส่งซ้ำ", "een oude waarde werd herhaald")
    static let logbookOverdue = Phrase(
        "An answer is late since {when}.", "คำตอบล่าช้า {when}", "Te laat, sinds {when}.")
    static let logbookDue = Phrase(
        "In time until {when}.", "ทันเวลาภายใน {when}", "Op tijd tot {when}.")
}

/// Why trips count as they do.
extension Phrase {
    static let logbookReasonPerson = Phrase("You said so.", "คุณเป็นผู้ระบุ", "U hebt dat gezegd.")
    static let logbookReasonNone = Phrase(
        "No rule fits; it counts as private until somebody says otherwise.",
        "ไม่มีกฎใดตรง นับเป็นส่วนตัวจนกว่าจะมีผู้ระบุเป็นอย่างอื่น",
        "Geen regel past; de rit telt als privé tot iemand iets anders zegt.")
    static let logbookReasonRule = Phrase(
        "The rule “{rule}” says so", "ตามกฎ “{rule}”", "De regel “{rule}” zegt dat")
    static let logbookRuleCommute = Phrase("Home and work", "บ้านกับที่ทำงาน", "Huis en werk")
    static let logbookRuleWork = Phrase("To or from work", "ไปหรือกลับจากที่ทำงาน", "Van of naar het werk")
    static let logbookRuleCustomer = Phrase(
        "To or from a customer", "ไปหรือกลับจากลูกค้า", "Van of naar een klant")
    static let logbookRuleHoliday = Phrase("Holiday", "วันหยุด", "Vrije dag")
    static let logbookRuleWeekend = Phrase("Weekend", "วันหยุดสุดสัปดาห์", "Weekeinde")
    static let logbookRuleWeekday = Phrase("Weekday", "วันทำงาน", "Doordeweekse dag")
}

/// What the pages of the logbook count.
extension Plural {
    static let logbookFixes = Plural(
        .init("{n} position", "{n} positions"), "{n} ตำแหน่ง", .init("{n} positie", "{n} posities"))
    static let logbookWays = Plural(
        .init("The way of {n} trip", "The ways of {n} trips"), "เส้นทางของการเดินทาง {n} ครั้ง",
        .init("De weg van {n} rit", "De wegen van {n} ritten"))
    static let logbookMoreQuestions = Plural(
        .init("{n} more question", "{n} more questions"), "อีก {n} คำถาม",
        .init("Nog {n} vraag", "Nog {n} vragen"))
    static let logbookQuestionsWait = Plural(
        .init("{n} question about your trips", "{n} questions about your trips"),
        "มี {n} คำถามเกี่ยวกับการเดินทางของคุณ",
        .init("{n} vraag over uw ritten", "{n} vragen over uw ritten"))
}
