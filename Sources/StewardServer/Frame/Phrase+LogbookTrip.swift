// SPDX-License-Identifier: Apache-2.0

/// The page of a trip.
extension Phrase {
    static let tripBefore = Phrase("← Trip before", "← ครั้งก่อนหน้า", "← Vorige rit")
    static let tripAfter = Phrase("Next trip →", "ครั้งถัดไป →", "Volgende rit →")
    static let tripIsVoided = Phrase(
        "This trip counts nowhere any more. It stays in the book with everything that was said about it.",
        "การเดินทางนี้ไม่นับที่ใดอีกแล้ว แต่ยังอยู่ในเล่มพร้อมทุกสิ่งที่บันทึกไว้",
        "Deze rit telt nergens meer mee. Hij blijft in het boek met alles wat erover gezegd is.")
    static let tripWhy = Phrase("Why it counts so", "เหตุใดจึงนับเช่นนี้", "Waarom hij zo telt")
    static let tripStart = Phrase("Start", "จุดเริ่มต้น", "Vertrek")
    static let tripEnd = Phrase("End", "จุดหมาย", "Aankomst")
    static let tripPlace = Phrase("Place", "สถานที่", "Plaats")
    static let tripPosition = Phrase("Position", "พิกัด", "Positie")
    static let tripNamePlace = Phrase("Name this place", "ตั้งชื่อสถานที่นี้", "Deze plaats een naam geven")
    static let tripOdometerCar = Phrase("told by the car", "รถรายงาน", "door de auto gemeld")
    static let tripOdometerPerson = Phrase("read by a person", "คนอ่าน", "door iemand afgelezen")
    static let tripOdometerComputed = Phrase("computed", "คำนวณ", "berekend")

    static let tripMeasures = Phrase("How far", "ระยะทางเท่าใด", "Hoe ver")
    static let tripMeasure = Phrase("Measure", "วิธีวัด", "Meting")
    static let tripUncertainty = Phrase("May be off", "คลาดเคลื่อนได้", "Kan afwijken")
    static let tripCounts = Phrase("counts", "ใช้ค่านี้", "telt")
    static let tripByOdometer = Phrase("Odometer", "เลขไมล์", "Kilometerteller")
    static let tripByRoads = Phrase("Way along roads", "เส้นทางตามถนน", "Weg over wegen")
    static let tripByRoute = Phrase("Planned route", "เส้นทางที่วางแผน", "Geplande route")
    static let tripByTrail = Phrase(
        "Way through the positions", "เส้นทางผ่านตำแหน่ง", "Weg langs de posities")
    static let tripByPerson = Phrase("Entered by a person", "คนใส่ค่า", "Door iemand ingevoerd")
    static let tripByCalibration = Phrase(
        "Calibrated with the odometer", "ปรับเทียบกับเลขไมล์", "Geijkt met de kilometerteller")
    static let tripNoDistance = Phrase(
        "Nothing tells how far this was: the car said that it drove, and neither positions nor the odometer tell more. "
            + "Enter the distance, or an odometer reading; what the odometer turned meanwhile is distance of no trip.",
        "ไม่มีข้อมูลว่าไกลเท่าใด รถแจ้งว่าขับอยู่ แต่ไม่มีตำแหน่งหรือเลขไมล์บอกมากกว่านั้น "
            + "โปรดใส่ระยะทางหรือเลขไมล์ ระยะที่เลขไมล์เพิ่มในระหว่างนั้นนับเป็นระยะที่ไม่มีการเดินทาง",
        "Niets zegt hoe ver dit was: de auto meldde dat hij reed, en posities noch kilometerteller zeggen meer. Voer "
            + "de afstand of een kilometerstand in; wat de teller intussen draaide zijn kilometers zonder rit.")
    static let tripUsual = Phrase(
        "The usual way is {usual}.", "เส้นทางปกติ {usual}", "De gebruikelijke weg is {usual}.")
    static let tripLonger = Phrase(
        "This one was {km} ({percent}) longer.", "ครั้งนี้ยาวกว่า {km} ({percent})",
        "Deze was {km} ({percent}) langer.")

    static let tripWasFound = Phrase(
        "Found in what devices and cars reported.", "พบจากรายงานของอุปกรณ์และรถ",
        "Gevonden in wat apparaten en auto’s meldden.")
    static let tripWasEntered = Phrase("Entered by hand.", "ใส่เอง", "Met de hand ingevoerd.")
    static let tripWasImported = Phrase(
        "Taken from a file.", "นำเข้าจากไฟล์", "Uit een bestand overgenomen.")
    static let tripEndDisconnected = Phrase(
        "It ended when the phone left the car.", "จบเมื่อโทรศัพท์ออกจากรถ",
        "Hij eindigde toen de telefoon de auto verliet.")
    static let tripEndParked = Phrase(
        "It ended when the car said that it stood.", "จบเมื่อรถแจ้งว่าจอดแล้ว",
        "Hij eindigde toen de auto meldde te staan.")
    static let tripEndStationary = Phrase(
        "It ended because nothing moved any more.", "จบเพราะไม่มีการเคลื่อนที่อีก",
        "Hij eindigde omdat niets meer bewoog.")
    static let tripEndSilent = Phrase(
        "It ended because nothing was heard any more.", "จบเพราะไม่ได้รับรายงานอีก",
        "Hij eindigde omdat er niets meer gehoord werd.")
    static let tripEndFinished = Phrase(
        "It ended when somebody said so.", "จบเมื่อมีผู้แจ้ง", "Hij eindigde toen iemand dat zei.")
    static let tripRemarkDecreasing = Phrase(
        "An odometer reading below an earlier one was left out.", "ไม่ใช้เลขไมล์ที่ต่ำกว่าค่าก่อนหน้า",
        "Een kilometerstand onder een eerdere is weggelaten.")
    static let tripRemarkImpossible = Phrase(
        "Positions that cannot be true were left out.", "ไม่ใช้ตำแหน่งที่เป็นไปไม่ได้",
        "Posities die niet kunnen kloppen, zijn weggelaten.")
    static let tripRemarkSilent = Phrase(
        "A part of the way is without positions.", "บางช่วงไม่มีตำแหน่ง",
        "Een deel van de weg is zonder posities.")
    static let tripRemarkUnknown = Phrase(
        "Kilometres before the start are unknown.", "ไม่ทราบระยะทางก่อนจุดเริ่มต้น",
        "Kilometers vóór het vertrek zijn onbekend.")
    static let tripRemarkDisagreeing = Phrase(
        "The devices disagreed about where the car was.", "อุปกรณ์รายงานตำแหน่งรถไม่ตรงกัน",
        "De apparaten waren het oneens over waar de auto was.")
}

/// What of a trip was changed, and on what it rests.
extension Phrase {
    static let tripHistory = Phrase("What was changed", "สิ่งที่แก้ไข", "Wat er veranderd is")
    static let tripNoHistory = Phrase(
        "Nobody changed anything.", "ยังไม่มีผู้แก้ไข", "Niemand heeft iets veranderd.")
    static let tripField = Phrase("What", "อะไร", "Wat")
    static let tripBeforeValue = Phrase("Before", "ก่อนหน้า", "Eerst")
    static let tripNow = Phrase("Then", "เป็น", "Daarna")
    static let tripJoined = Phrase("Joined", "รวมกัน", "Samengevoegd")
    static let tripSplit = Phrase("Divided", "แบ่ง", "Gesplitst")
    static let tripMovedFrom = Phrase("Moved from", "ย้ายมาจาก", "Verplaatst van")
    static let tripEvidenceHelp = Phrase(
        "The trip follows from these entries of the sealed book, and from nothing else.",
        "การเดินทางนี้มาจากรายการเหล่านี้ในเล่มที่ผนึกไว้เท่านั้น",
        "De rit volgt uit deze boekingen in het verzegelde boek, en uit niets anders.")
    static let tripBook = Phrase("The whole book", "ดูทั้งเล่ม", "Het hele boek")
    static let tripNoEvidence = Phrase(
        "No entry near the time of the trip is about it.", "ไม่มีรายการใกล้เวลาเดินทางที่เกี่ยวข้อง",
        "Geen boeking rond de tijd van de rit gaat erover.")
    static let tripEvidenceCut = Phrase(
        "The book has more entries of that time than are looked through here.",
        "เล่มนี้มีรายการในช่วงนั้นมากกว่าที่ค้นแสดงที่นี่",
        "Het boek heeft meer boekingen uit die tijd dan hier zijn doorzocht.")
    static let tripObservations = Phrase(
        "Observations of the trip", "รายงานของการเดินทาง", "Waarnemingen van de rit")
    static let tripEntryArrival = Phrase("Report", "รายงาน", "Melding")
    static let tripEntryTrip = Phrase("Trip entered", "ใส่การเดินทาง", "Rit ingevoerd")
    static let tripEntryCorrection = Phrase("Correction", "การแก้ไข", "Correctie")
    static let tripEntryVoid = Phrase("Voided", "ยกเลิก", "Ongeldig verklaard")
    static let tripEntryJoin = Phrase("Trips joined", "รวมการเดินทาง", "Ritten samengevoegd")
    static let tripEntrySplit = Phrase("Trip divided", "แบ่งการเดินทาง", "Rit gesplitst")
    static let tripEntryGap = Phrase("Gap explained", "อธิบายช่วงที่ขาด", "Gat verklaard")
    static let tripEntryMeasured = Phrase(
        "Way and addresses measured", "วัดเส้นทางและที่อยู่", "Weg en adressen gemeten")
    static let tripEntryMonth = Phrase("Month closed", "ปิดเดือน", "Maand afgesloten")
}

/// The forms of a trip.
extension Phrase {
    static let tripChange = Phrase("Say more, or correct", "เพิ่มเติมหรือแก้ไข", "Aanvullen of corrigeren")
    static let tripLateFrom = Phrase(
        "What is said until {when} is in time; what comes later is kept and marked late.",
        "สิ่งที่บันทึกภายใน {when} ถือว่าทันเวลา หลังจากนั้นจะเก็บไว้และระบุว่าล่าช้า",
        "Wat tot {when} gezegd wordt, is op tijd; wat later komt, blijft bewaard en wordt als te laat gemerkt."
    )
    static let tripLateNow = Phrase(
        "The time for this ended on {when}: a change made now is kept and marked late.",
        "หมดเวลาเมื่อ {when} การแก้ไขตอนนี้จะเก็บไว้และระบุว่าล่าช้า",
        "De tijd hiervoor eindigde op {when}: een wijziging van nu blijft bewaard en wordt als te laat gemerkt."
    )
    static let tripLateClosed = Phrase(
        "Its month is closed: a change made now is kept, marked late, and shown as made after the closing.",
        "เดือนนี้ปิดแล้ว การแก้ไขตอนนี้จะเก็บไว้ ระบุว่าล่าช้า และแสดงว่าแก้หลังปิดเดือน",
        "De maand is afgesloten: een wijziging van nu blijft bewaard, wordt als te laat gemerkt en getoond als na de "
            + "afsluiting gemaakt.")
    static let tripAbout = Phrase(
        "Purpose, who was visited, project, notes", "วัตถุประสงค์ ผู้ที่ไปพบ โครงการ บันทึก",
        "Doel, bezochte relatie, opdracht, opmerkingen")
    static let tripSplitUse = Phrase(
        "Use, and private kilometres in it", "การใช้ และระยะส่วนตัวในนั้น",
        "Gebruik, en privékilometers erin")
    static let tripDetour = Phrase("Private detour", "อ้อมส่วนตัว", "Privé-omrijden")
    static let tripDetourHelp = Phrase(
        "How much of a business trip was private; nothing when none was.",
        "ระยะส่วนตัวในการเดินทางธุรกิจ เว้นว่างหากไม่มี",
        "Hoeveel van een zakelijke rit privé was; leeg als er niets privé was.")
    static let tripEnds = Phrase(
        "Addresses, odometer, distance", "ที่อยู่ เลขไมล์ ระยะทาง", "Adressen, kilometerstand, afstand")
    static let tripTimes = Phrase("Start and end", "เวลาเริ่มและสิ้นสุด", "Vertrek en aankomst")
    static let tripTimesHelp = Phrase(
        "By the clocks of {zone}.", "ตามเวลาของ {zone}", "Volgens de klok van {zone}.")
    static let tripStartTime = Phrase("Time of the start", "เวลาเริ่ม", "Vertrektijd")
    static let tripEndTime = Phrase("Time of the end", "เวลาสิ้นสุด", "Aankomsttijd")
    static let tripFromAddress = Phrase("Address of the start", "ที่อยู่จุดเริ่มต้น", "Vertrekadres")
    static let tripToAddress = Phrase("Address of the end", "ที่อยู่จุดหมาย", "Aankomstadres")
    static let tripFromPlace = Phrase("Name of the start", "ชื่อจุดเริ่มต้น", "Naam van het vertrekpunt")
    static let tripToPlace = Phrase("Name of the end", "ชื่อจุดหมาย", "Naam van de aankomst")
    static let tripFromOdometer = Phrase("Odometer at the start", "เลขไมล์เริ่มต้น", "Beginstand")
    static let tripToOdometer = Phrase("Odometer at the end", "เลขไมล์สิ้นสุด", "Eindstand")
    static let tripDeviation = Phrase(
        "Why the way was longer", "เหตุที่เส้นทางยาวกว่า", "Waarom de weg langer was")
    static let tripDriver = Phrase("Driver", "ผู้ขับ", "Bestuurder")
    static let tripJoinDo = Phrase(
        "Join with the next trip", "รวมกับครั้งถัดไป", "Samenvoegen met de volgende rit")
    static let tripJoinHelp = Phrase(
        "Makes one trip of this and {trip} ({day}).", "รวมการเดินทางนี้กับ {trip} ({day})",
        "Maakt één rit van deze en {trip} ({day}).")
    static let tripSplitDo = Phrase(
        "Divide into two trips", "แบ่งเป็นสองครั้ง", "In twee ritten splitsen")
    static let tripSplitAt = Phrase("At", "เวลา", "Om")
    static let tripSplitHelp = Phrase(
        "A time between {start} and {end}, as 08:30.", "เวลาระหว่าง {start} กับ {end} เช่น 08:30",
        "Een tijd tussen {start} en {end}, als 08:30.")
    static let tripMoveDo = Phrase(
        "Move to another car", "ย้ายไปรถคันอื่น", "Naar een andere auto verplaatsen")
    static let tripMoveTo = Phrase("Driven with", "ขับด้วย", "Gereden met")
    static let tripMoveHelp = Phrase(
        "The trip is entered there and voided here; both books say so.",
        "ใส่การเดินทางที่นั่นและยกเลิกที่นี่ ทั้งสองเล่มบันทึกไว้",
        "De rit wordt daar ingevoerd en hier ongeldig verklaard; beide boeken zeggen dat.")
    static let tripVoidDo = Phrase("Void this trip", "ยกเลิกการเดินทางนี้", "Deze rit ongeldig verklaren")
    static let tripVoidHelp = Phrase(
        "It counts nowhere any more, and stays in the book with your reason. This cannot be taken back.",
        "จะไม่นับที่ใดอีก และยังอยู่ในเล่มพร้อมเหตุผลของคุณ ย้อนกลับไม่ได้",
        "Hij telt nergens meer mee en blijft met uw reden in het boek. Dit kan niet worden teruggedraaid."
    )
}

extension Plural {
    static let tripMoreEntries = Plural(
        .init("{n} more entry in the book", "{n} more entries in the book"), "อีก {n} รายการในเล่ม",
        .init("Nog {n} boeking in het boek", "Nog {n} boekingen in het boek"))
}
