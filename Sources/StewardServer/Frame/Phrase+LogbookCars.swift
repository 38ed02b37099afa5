// SPDX-License-Identifier: Apache-2.0

/// Vehicles.
extension Phrase {
    static let carChange = Phrase("Change the data", "แก้ไขข้อมูล", "Gegevens wijzigen")
    static let carNameHelp = Phrase("What you call it.", "ชื่อที่คุณเรียก", "Hoe u hem noemt.")
    static let carPlate = Phrase("Licence plate", "ทะเบียนรถ", "Kenteken")
    static let carMake = Phrase("Make", "ยี่ห้อ", "Merk")
    static let carType = Phrase("Model", "รุ่น", "Model van de auto")
    static let carVIN = Phrase(
        "Vehicle identification number", "หมายเลขตัวถัง", "Voertuigidentificatienummer")
    static let carVINHelp = Phrase(
        "17 signs; may stay empty.", "17 ตัวอักษร เว้นว่างได้", "17 tekens; mag leeg blijven.")
    static let carCountry = Phrase("Country", "ประเทศ", "Land")
    static let carCountryHelp = Phrase(
        "Whose tax rules its reports follow.", "รายงานใช้กฎภาษีของประเทศนี้",
        "Wiens belastingregels de rapporten volgen.")
    static let carZoneHelp = Phrase(
        "In which its days begin and end.", "ใช้กำหนดวันเริ่มและสิ้นสุด",
        "Waarin zijn dagen beginnen en eindigen.")
    static let carOwnership = Phrase("Owner", "เจ้าของ", "Eigenaar")
    static let carCompany = Phrase("The company’s", "ของบริษัท", "Van de zaak")
    static let carOwn = Phrase("My own", "ของฉันเอง", "Van mijzelf")
    static let carFrom = Phrase("At my disposal from", "ใช้ได้ตั้งแต่", "Ter beschikking vanaf")
    static let carFromHelp = Phrase("May stay empty.", "เว้นว่างได้", "Mag leeg blijven.")
    static let carUntil = Phrase("At my disposal until", "ใช้ได้จนถึง", "Ter beschikking tot en met")
    static let carOdometerStart = Phrase(
        "Odometer on that day", "เลขไมล์ในวันนั้น", "Kilometerstand op die dag")
    static let carBluetooth = Phrase(
        "Name of its Bluetooth or CarPlay", "ชื่อบลูทูธหรือ CarPlay", "Naam van Bluetooth of CarPlay")
    static let carBluetoothHelp = Phrase(
        "A phone that joins this name is in this car.", "โทรศัพท์ที่เชื่อมต่อชื่อนี้อยู่ในรถคันนี้",
        "Een telefoon die met deze naam verbindt, is in deze auto.")
    static let carUsualLabel = Phrase(
        "Reports that name no car", "รายงานที่ไม่ระบุรถ", "Meldingen zonder auto")
    static let carUsual = Phrase("go to this one", "นับเป็นของคันนี้", "gaan naar deze")
    static let carNotUsual = Phrase("go to another", "นับเป็นของคันอื่น", "gaan naar een andere")
    static let carRemove = Phrase("Take out of the lists", "นำออกจากรายการ", "Uit de lijsten halen")
    static let carRemoveHelp = Phrase(
        "Nothing more can be reported about it. Its book and its trips stay and can be looked at for as "
            + "long as the law "
            + "asks.",
        "จะรายงานเกี่ยวกับรถคันนี้ไม่ได้อีก แต่เล่มและการเดินทางยังอยู่และดูได้ตราบที่กฎหมายกำหนด",
        "Er kan niets meer over worden gemeld. Het boek en de ritten blijven en zijn te bekijken zolang "
            + "de wet dat vraagt."
    )
    static let carIsRemoved = Phrase(
        "This car was taken out of the lists.", "รถคันนี้ถูกนำออกจากรายการแล้ว",
        "Deze auto is uit de lijsten gehaald.")
    static let carAddReading = Phrase("Add a reading", "เพิ่มเลขไมล์", "Kilometerstand toevoegen")
    static let carReadings = Phrase("Readings", "เลขไมล์ที่อ่าน", "Aflezingen")
    static let carOfTrips = Phrase(
        "Kilometres of trips", "ระยะทางของการเดินทาง", "Kilometers van ritten")
    static let carGaps = Phrase("Gaps", "ช่วงที่ขาด", "Gaten")
    static let carRefused = Phrase("does not count", "ไม่นับ", "telt niet")
    static let carReadingAhead = Phrase(
        "That is in the future; read the odometer when it is so.", "เวลานั้นยังไม่ถึง",
        "Dat ligt in de toekomst.")
    static let carChartText = Phrase(
        "From {first} on {start} to {last} on {end}; {gaps} of it belong to no trip.",
        "จาก {first} เมื่อ {start} ถึง {last} เมื่อ {end} โดย {gaps} ไม่เป็นของการเดินทางใด",
        "Van {first} op {start} tot {last} op {end}; {gaps} daarvan horen bij geen rit.")
    static let carOrphans = Phrase(
        "Decisions without a trip", "การตัดสินใจที่ไม่มีการเดินทาง", "Beslissingen zonder rit")
    static let carWatched = Phrase("Cars of your staff", "รถของพนักงานคุณ", "Auto’s van uw personeel")
    static let carWatchedHelp = Phrase(
        "Of private trips you see the kilometres only.", "การเดินทางส่วนตัวจะเห็นเฉพาะกิโลเมตร",
        "Van privéritten ziet u alleen de kilometers.")
    static let carHidden = Phrase("private", "ส่วนตัว", "privé")
    static let carEmployers = Phrase("Employer", "นายจ้าง", "Werkgever")
    static let carEmployersHelp = Phrase(
        "Who is named here sees business trips and commutes whole, and of private trips the kilometres only.",
        "ผู้ที่ระบุไว้จะเห็นการเดินทางธุรกิจและไปกลับที่ทำงานทั้งหมด ส่วนการเดินทางส่วนตัวเห็นเฉพาะกิโลเมตร",
        "Wie hier genoemd wordt, ziet zakelijke ritten en woon-werkritten helemaal, en van privéritten "
            + "alleen de kilometers."
    )
    static let carNoEmployer = Phrase(
        "Nobody but you may look.", "ไม่มีผู้อื่นดูได้", "Niemand behalve u mag kijken.")
    static let carEmployerAdd = Phrase("Let look", "ให้ดูได้", "Laten kijken")
    static let carEmployerRemove = Phrase("Look no more", "เลิกให้ดู", "Niet meer laten kijken")
    static let carEmployerUnknown = Phrase(
        "Nobody here has an account of this name.", "ไม่มีบัญชีชื่อนี้",
        "Niemand heeft hier een account met deze naam.")
    static let countryNetherlands = Phrase("Netherlands", "เนเธอร์แลนด์", "Nederland")
    static let countryGermany = Phrase("Germany", "เยอรมนี", "Duitsland")
    static let countryKingdom = Phrase("United Kingdom", "สหราชอาณาจักร", "Verenigd Koninkrijk")
    static let countryStates = Phrase("United States", "สหรัฐอเมริกา", "Verenigde Staten")
}

/// Devices that report.
extension Phrase {
    static let devices = Phrase("Devices that report", "อุปกรณ์ที่รายงาน", "Apparaten die melden")
    static let devicesHelp = Phrase(
        "Each has a token of its own. It can report and do nothing else, and ends when you revoke it.",
        "แต่ละเครื่องมีโทเคนของตัวเอง ใช้รายงานได้เท่านั้น และสิ้นสุดเมื่อคุณเพิกถอน",
        "Elk heeft een eigen token. Daarmee kan het alleen melden, en het houdt op wanneer u het intrekt."
    )
    static let deviceNone = Phrase(
        "Nothing reports about this car yet.", "ยังไม่มีอุปกรณ์ใดรายงานรถคันนี้",
        "Nog niets meldt over deze auto.")
    static let deviceReportsFor = Phrase("Reports about", "รายงานเกี่ยวกับ", "Meldt over")
    static let deviceInAddress = Phrase(
        "may stand in an address", "ใช้ในที่อยู่เว็บได้", "mag in een adres staan")
    static let deviceNew = Phrase("Connect a device", "เชื่อมต่ออุปกรณ์", "Apparaat verbinden")
    static let deviceName = Phrase("Name of the device", "ชื่ออุปกรณ์", "Naam van het apparaat")
    static let deviceKind = Phrase("What reports", "สิ่งที่รายงาน", "Wat er meldt")
    static let deviceOnlyThis = Phrase("{car} alone", "{car} เท่านั้น", "alleen {car}")
    static let deviceAnyCar = Phrase(
        "whichever car it is in", "รถคันใดก็ตามที่อยู่", "de auto waarin het is")
    static let deviceBoundHelp = Phrase(
        "A phone that is in several cars finds its car by Bluetooth.", "โทรศัพท์ที่ใช้ในหลายคันจะรู้รถจากบลูทูธ",
        "Een telefoon in verschillende auto’s vindt zijn auto via Bluetooth.")
    static let deviceMake = Phrase("Make a token", "สร้างโทเคน", "Token maken")
    static let deviceShortcuts = Phrase("iPhone: Shortcuts", "ไอโฟน: คำสั่งลัด", "iPhone: Opdrachten")
    static let deviceOwnTracks = Phrase("OwnTracks", "แอป OwnTracks", "OwnTracks-app")
    static let deviceOsmAnd = Phrase(
        "OsmAnd or Traccar Client", "OsmAnd หรือ Traccar Client", "OsmAnd of Traccar Client")
    static let deviceOverland = Phrase("Overland", "แอป Overland", "Overland-app")
    static let deviceHome = Phrase(
        "Home automation or a script", "ระบบบ้านอัตโนมัติหรือสคริปต์", "Domotica of een script")
    static let deviceOther = Phrase("Something else", "อย่างอื่น", "Iets anders")
    static let deviceShownOnce = Phrase(
        "This is shown now and never again. Fill it in on the device before you go on.",
        "แสดงครั้งนี้ครั้งเดียว กรอกลงในอุปกรณ์ก่อนไปต่อ",
        "Dit wordt nu getoond en nooit meer. Vul het in op het apparaat voordat u verdergaat.")
    static let deviceFillIn = Phrase("Fill this in there:", "กรอกข้อมูลนี้ที่นั่น:", "Vul daar dit in:")
    static let deviceToken = Phrase("The token", "โทเคน", "Het token")
    static let deviceBack = Phrase("It is filled in", "กรอกแล้ว", "Het is ingevuld")
    static let deviceOnConnect = Phrase(
        "When the phone joins the car", "เมื่อโทรศัพท์เชื่อมกับรถ", "Als de telefoon met de auto verbindt")
    static let deviceOnMinute = Phrase(
        "Every minute on the way", "ทุกนาทีระหว่างทาง", "Elke minuut onderweg")
    static let deviceOnDisconnect = Phrase(
        "When the phone leaves the car", "เมื่อโทรศัพท์ออกจากรถ", "Als de telefoon de auto verlaat")
    static let deviceHeader = Phrase("Header", "ส่วนหัว", "Kopregel")
    static let deviceBody = Phrase("Body (JSON)", "เนื้อหา (JSON)", "Inhoud (JSON)")
    static let deviceMode = Phrase("Mode", "โหมด", "Modus")
    static let deviceAddress = Phrase("Address (URL)", "ที่อยู่ (URL)", "Adres (URL)")
    static let deviceUser = Phrase("User name", "ชื่อผู้ใช้", "Gebruikersnaam")
    static let devicePassword = Phrase("Password", "รหัสผ่าน", "Wachtwoord")
    static let deviceTraccar = Phrase(
        "Traccar Client: server", "Traccar Client: เซิร์ฟเวอร์", "Traccar Client: server-adres")
    static let deviceIdentifier = Phrase(
        "Traccar Client: device identifier", "Traccar Client: รหัสอุปกรณ์", "Traccar Client: apparaat-id")
    static let deviceOnline = Phrase(
        "OsmAnd: online tracking", "OsmAnd: ติดตามออนไลน์", "OsmAnd: online volgen")
    static let deviceAccessToken = Phrase("Access token", "โทเคนเข้าถึง", "Toegangstoken")
    static let deviceSetupLink = Phrase(
        "Or open this on the phone", "หรือเปิดลิงก์นี้บนโทรศัพท์", "Of open dit op de telefoon")
}

/// Gaps, and trips by hand.
extension Phrase {
    static let gapIntro = Phrase(
        "Between these two readings the car was driven further than its trips tell. Say where the kilometres went, or "
            + "enter the trips.",
        "ระหว่างเลขไมล์สองค่านี้ รถวิ่งไกลกว่าที่การเดินทางบอก โปรดระบุว่าไปที่ใด หรือใส่การเดินทาง",
        "Tussen deze twee standen is meer gereden dan de ritten vertellen. Zeg waar de kilometers bleven, of voer de "
            + "ritten in.")
    static let gapBefore = Phrase("Reading before", "เลขไมล์ก่อน", "Stand ervoor")
    static let gapAfter = Phrase("Reading after", "เลขไมล์หลัง", "Stand erna")
    static let gapExplanation = Phrase("What it was", "คืออะไร", "Wat het was")
    static let gapHelp = Phrase(
        "For example: a trip without the phone, or a colleague at the wheel.",
        "เช่น เดินทางโดยไม่มีโทรศัพท์ หรือเพื่อนร่วมงานขับ",
        "Bijvoorbeeld: een rit zonder telefoon, of een collega achter het stuur.")
    static let gapUnknown = Phrase("not known", "ไม่ทราบ", "niet bekend")
    static let enterHelp = Phrase(
        "Both odometers are enough; else give the distance. It is marked as entered by hand.",
        "ใส่เลขไมล์ทั้งสองก็พอ มิฉะนั้นใส่ระยะทาง จะระบุว่าใส่เอง",
        "Beide kilometerstanden zijn genoeg; geef anders de afstand. De rit wordt gemerkt als met de hand ingevoerd."
    )
    static let enterDistanceHelp = Phrase(
        "May stay empty when both odometers are given.", "เว้นว่างได้เมื่อใส่เลขไมล์ทั้งสอง",
        "Mag leeg blijven als beide standen er zijn.")
    static let enterAhead = Phrase(
        "The trip ends in the future; enter it when it is over.", "การเดินทางสิ้นสุดในอนาคต ใส่เมื่อจบแล้ว",
        "De rit eindigt in de toekomst; voer hem in als hij voorbij is.")
}

extension Plural {
    static let carMoreReadings = Plural(
        .init("{n} more reading in the book", "{n} more readings in the book"), "อีก {n} ค่าในเล่ม",
        .init("Nog {n} stand in het boek", "Nog {n} standen in het boek"))
}
