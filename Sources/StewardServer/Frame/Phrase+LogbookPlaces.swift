// SPDX-License-Identifier: Apache-2.0

/// Places, and who drives.
extension Phrase {
    static let placesHelp = Phrase(
        "Trips begin and end at places that you name. Their roles decide what trips count as.",
        "การเดินทางเริ่มและสิ้นสุดที่สถานที่ที่คุณตั้งชื่อ บทบาทของสถานที่กำหนดว่าการเดินทางนับเป็นอะไร",
        "Ritten beginnen en eindigen op plaatsen die u een naam geeft. Hun rol bepaalt waarvoor ritten tellen."
    )
    static let placesNone = Phrase("No place yet", "ยังไม่มีสถานที่", "Nog geen plaats")
    static let placesNoneHelp = Phrase(
        "Name home, work and customers; the page of a trip offers its ends.",
        "ตั้งชื่อบ้าน ที่ทำงาน และลูกค้า หน้าการเดินทางมีปลายทางให้เลือก",
        "Geef huis, werk en klanten een naam; de pagina van een rit biedt zijn einden aan.")
    static let placesMap = Phrase("Your places", "สถานที่ของคุณ", "Uw plaatsen")
    static let placeNew = Phrase("Add a place", "เพิ่มสถานที่", "Plaats toevoegen")
    static let placeTaken = Phrase(
        "You have a place of this name; change that one, or choose another name.",
        "มีสถานที่ชื่อนี้แล้ว แก้ไขที่นั่นหรือใช้ชื่ออื่น",
        "U hebt al een plaats met deze naam; wijzig die, of kies een andere naam.")
    static let placeNoPosition = Phrase(
        "That is no position; write it as 52.0907, 5.1214.", "ไม่ใช่พิกัด เขียนเป็น 52.0907, 5.1214",
        "Dat is geen positie; schrijf 52.0907, 5.1214.")
    static let placeNoRadius = Phrase(
        "That is no radius; write metres, as 150.", "ไม่ใช่รัศมี เขียนเป็นเมตร เช่น 150",
        "Dat is geen straal; schrijf meters, als 150.")
    static let placeLatitude = Phrase("Degrees north", "องศาเหนือ", "Graden noorderbreedte")
    static let placeLatitudeHelp = Phrase(
        "As maps show them, with a point: 52.0907.", "ตามที่แผนที่แสดง ใช้จุดทศนิยม: 52.0907",
        "Zoals kaarten ze tonen, met een punt: 52.0907.")
    static let placeLongitude = Phrase("Degrees east", "องศาตะวันออก", "Graden oosterlengte")
    static let placeRadius = Phrase("Radius in metres", "รัศมี (เมตร)", "Straal in meters")
    static let placeRadiusHelp = Phrase(
        "A trip that ends this near is at this place.", "การเดินทางที่จบในระยะนี้ถือว่าอยู่ที่นี่",
        "Een rit die zo dichtbij eindigt, is op deze plaats.")
    static let placeRole = Phrase("Role of the place", "บทบาทของสถานที่", "Rol van de plaats")
    static let placeRoleHelp = Phrase(
        "Between home and work is a commute; a customer makes it business.",
        "ระหว่างบ้านกับที่ทำงานคือไปกลับที่ทำงาน ลูกค้าทำให้เป็นธุรกิจ",
        "Tussen huis en werk is woon-werk; een klant maakt het zakelijk.")
    static let roleHome = Phrase("home (where one lives)", "บ้าน", "thuis")
    static let roleWork = Phrase("work", "ที่ทำงาน", "werk")
    static let roleCustomer = Phrase("customer", "ลูกค้า", "klant")
    static let roleOther = Phrase("other", "อื่นๆ", "overig")
    static let placeSkip = Phrase(
        "A stop here never ends a trip (school, charging on the way)",
        "การแวะที่นี่ไม่จบการเดินทาง (โรงเรียน ชาร์จระหว่างทาง)",
        "Een stop hier beëindigt nooit een rit (school, laden onderweg)")
    static let placeSkipped = Phrase("stop on the way", "จุดแวะ", "stop onderweg")
    static let placeFrom = Phrase("From which day on", "ตั้งแต่วันที่", "Vanaf welke dag")
    static let placeFromHelp = Phrase(
        "Empty for all days, as 2026-11-22 else. Closed months stay as they were closed.",
        "เว้นว่างสำหรับทุกวัน หรือเช่น 2026-11-22 เดือนที่ปิดแล้วไม่เปลี่ยน",
        "Leeg voor alle dagen, anders als 2026-11-22. Afgesloten maanden blijven zoals ze waren.")
    static let placeRemove = Phrase("Remove this place", "ลบสถานที่นี้", "Deze plaats verwijderen")
    static let placeRemoveFrom = Phrase("First day without it", "วันแรกที่ไม่มี", "Eerste dag zonder")
    static let profile = Phrase("Who drives", "ผู้ขับ", "Wie er rijdt")
    static let profileName = Phrase("Full name", "ชื่อเต็ม", "Volledige naam")
    static let profileEmployer = Phrase("Employed by", "ทำงานให้", "In dienst van")
    static let profileHolidays = Phrase("Free days", "วันหยุด", "Vrije dagen")
    static let profileHolidaysHelp = Phrase(
        "One day a line, as 2026-12-25; rules know them as holidays.",
        "บรรทัดละหนึ่งวัน เช่น 2026-12-25 กฎถือว่าเป็นวันหยุด",
        "Eén dag per regel, als 2026-12-25; regels kennen ze als vrije dagen.")
}

/// Rules.
extension Phrase {
    static let rules = Phrase("Rules", "กฎ", "Regels")
    static let rulesPreset = Phrase(
        "These rules come with the country ({country}).", "กฎเหล่านี้มาจากประเทศ ({country})",
        "Deze regels horen bij het land ({country}).")
    static let rulesOwn = Phrase(
        "These are your own rules.", "นี่คือกฎของคุณเอง", "Dit zijn uw eigen regels.")
    static let rulesFirst = Phrase(
        "The first one that fits decides; when none fits, the trip is private and you are asked.",
        "กฎแรกที่ตรงจะตัดสิน หากไม่มีกฎใดตรง การเดินทางเป็นส่วนตัวและจะถามคุณ",
        "De eerste die past, beslist; als er geen past, is de rit privé en wordt het u gevraagd.")
    static let rulesChange = Phrase("Change the rules", "แก้ไขกฎ", "Regels wijzigen")
    static let rulesSteps = Phrase(
        "Change them step by step; nothing is saved before you say so.",
        "แก้ไขทีละขั้น จะไม่บันทึกจนกว่าคุณจะสั่ง",
        "Wijzig ze stap voor stap; niets wordt opgeslagen voordat u dat zegt.")
    static let rulesNone = Phrase(
        "No rule: every trip is asked about.", "ไม่มีกฎ จะถามทุกการเดินทาง",
        "Geen regel: over elke rit wordt gevraagd.")
    static let rulesUnchanged = Phrase(
        "These are the rules that hold now.", "นี่คือกฎที่ใช้อยู่", "Dit zijn de regels die nu gelden.")
    static let rulesTrial = Phrase("What would change", "สิ่งที่จะเปลี่ยน", "Wat er zou veranderen")
    static let rulesSave = Phrase("Save these rules", "บันทึกกฎเหล่านี้", "Deze regels opslaan")
    static let rulesPresets = Phrase(
        "Begin anew with a country’s", "เริ่มใหม่ด้วยกฎของประเทศ", "Opnieuw beginnen met die van een land")
    static let ruleUp = Phrase("Up", "ขึ้น", "Omhoog")
    static let ruleDown = Phrase("Down", "ลง", "Omlaag")
    static let ruleRemove = Phrase("Remove", "ลบ", "Verwijderen")
    static let ruleNew = Phrase("Add a rule", "เพิ่มกฎ", "Regel toevoegen")
    static let ruleAdd = Phrase(
        "Add it and show what would change", "เพิ่มและแสดงสิ่งที่จะเปลี่ยน",
        "Toevoegen en tonen wat er zou veranderen")
    static let ruleNewHelp = Phrase(
        "Whatever you fill in has to hold, all of it.", "ทุกข้อที่กรอกต้องตรงทั้งหมด",
        "Alles wat u invult, moet kloppen.")
    static let ruleEmpty = Phrase(
        "The rule asks nothing; fill in at least one condition.", "กฎไม่มีเงื่อนไข กรอกอย่างน้อยหนึ่งข้อ",
        "De regel vraagt niets; vul minstens één voorwaarde in.")
    static let ruleUse = Phrase("Then the trip is", "การเดินทางเป็น", "Dan is de rit")
    static let ruleAt = Phrase("Place or role", "สถานที่หรือบทบาท", "Plaats of rol")
    static let ruleAtEither = Phrase("at either end", "ปลายด้านใดด้านหนึ่ง", "aan een van beide einden")
    static let ruleAtStart = Phrase("at the start", "จุดเริ่มต้น", "bij vertrek")
    static let ruleAtEnd = Phrase("at the end", "จุดหมาย", "bij aankomst")
    static let ruleAtBoth = Phrase("at both ends", "ทั้งสองด้าน", "aan beide einden")
    static let rulePlaces = Phrase("At these places", "ที่สถานที่เหล่านี้", "Op deze plaatsen")
    static let ruleFromHour = Phrase("Begins from", "เริ่มตั้งแต่", "Begint vanaf")
    static let ruleHourHelp = Phrase(
        "A time of the day, as 08:30.", "เวลา เช่น 08:30", "Een tijdstip, als 08:30.")
    static let ruleUntilHour = Phrase("Begins before", "เริ่มก่อน", "Begint vóór")
    static let ruleLeast = Phrase("At least", "อย่างน้อย", "Minstens")
    static let ruleMost = Phrase("At most", "ไม่เกิน", "Hoogstens")
    static let ruleOnHoliday = Phrase(
        "It begins on a free day", "เริ่มในวันหยุด", "Hij begint op een vrije dag")
    static let ruleAlways = Phrase("Always.", "เสมอ", "Altijd.")
    static let ruleWhen = Phrase("When the trip {all}.", "เมื่อการเดินทาง {all}", "Als de rit {all}.")
    static let ruleAnd = Phrase(", and ", " และ", ", en ")
    static let ruleStarts = Phrase("begins at: {what}", "เริ่มที่: {what}", "begint bij: {what}")
    static let ruleEnds = Phrase("ends at: {what}", "จบที่: {what}", "eindigt bij: {what}")
    static let ruleEither = Phrase(
        "begins or ends at: {what}", "เริ่มหรือจบที่: {what}", "begint of eindigt bij: {what}")
    static let ruleBoth = Phrase(
        "begins and ends at: {what}", "เริ่มและจบที่: {what}", "begint en eindigt bij: {what}")
    static let ruleElsewhere = Phrase("none of your places", "ไม่ใช่สถานที่ของคุณ", "geen van uw plaatsen")
    static let ruleCommute = Phrase(
        "goes between home and work, with stops of at most {what}",
        "ไประหว่างบ้านกับที่ทำงาน แวะไม่เกิน {what}",
        "gaat tussen huis en werk, met stops van hoogstens {what}")
    static let ruleWeekdays = Phrase("begins on: {what}", "เริ่มในวัน: {what}", "begint op: {what}")
    static let ruleHours = Phrase(
        "begins from {from} to {until}", "เริ่มเวลา {from} ถึง {until}", "begint van {from} tot {until}")
    static let ruleDates = Phrase("is on: {what}", "ในวันที่: {what}", "is op: {what}")
    static let rulePeriod = Phrase(
        "is from {from} to {until}", "ตั้งแต่ {from} ถึง {until}", "is van {from} tot en met {until}")
    static let ruleIsHoliday = Phrase("begins on a free day", "เริ่มในวันหยุด", "begint op een vrije dag")
    static let ruleDistance = Phrase(
        "is {least} to {most} long", "ยาว {least} ถึง {most}", "is {least} tot {most} lang")
    static let ruleFrequent = Phrase(
        "is one of which you said so {times} times within {days}",
        "คุณเคยระบุเช่นนี้ {times} ครั้งภายใน {days}",
        "er een is waarvan u dat {times} keer zei binnen {days}")
    static let ruleVehicle = Phrase(
        "is driven with: {what}", "ขับด้วย: {what}", "gereden is met: {what}")
    static let ruleNot = Phrase(
        "is not so that it {what}", "ไม่ใช่กรณีที่ {what}", "niet zo is dat hij {what}")
}

extension Plural {
    static let rulesWouldChange = Plural(
        .init(
            "{n} trip of the last three months would count as something else.",
            "{n} trips of the last three months would count as something else."),
        "การเดินทางในสามเดือนล่าสุด {n} ครั้งจะนับเป็นอย่างอื่น",
        .init(
            "{n} rit van de laatste drie maanden zou voor iets anders tellen.",
            "{n} ritten van de laatste drie maanden zouden voor iets anders tellen."))
}
