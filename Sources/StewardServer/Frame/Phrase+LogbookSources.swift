// SPDX-License-Identifier: Apache-2.0

/// What reports about cars: devices, a broker, files.
extension Phrase {
    static let logbookSources = Phrase("Sources", "แหล่งข้อมูล", "Bronnen")
    static let sourcesHelp = Phrase(
        "What tells Steward where cars are. Several together are better: a phone knows the way, a car its odometer.",
        "สิ่งที่บอก Steward ว่ารถอยู่ที่ใด ใช้หลายอย่างพร้อมกันยิ่งดี โทรศัพท์รู้เส้นทาง รถรู้เลขไมล์",
        "Wat Steward vertelt waar de auto’s zijn. Meerdere samen zijn beter: een telefoon kent de weg, een auto de "
            + "kilometerstand.")
    static let sourcesAll = Phrase(
        "All devices, a broker, files", "อุปกรณ์ทั้งหมด โบรกเกอร์ ไฟล์", "Alle apparaten, een broker, bestanden")
    static let sourcesNoDevice = Phrase("No device reports yet.", "ยังไม่มีอุปกรณ์ใดรายงาน", "Nog geen apparaat meldt.")
    static let sourcesBrowser = Phrase(
        "The browser of a phone needs no token:", "เบราว์เซอร์ของโทรศัพท์ไม่ต้องใช้โทเคน:",
        "De browser van een telefoon heeft geen token nodig:")
    static let deviceRevoked = Phrase("revoked", "เพิกถอนแล้ว", "ingetrokken")
    static let deviceTorque = Phrase("Torque Pro", "แอป Torque Pro", "Torque Pro-app")
    static let deviceEvcc = Phrase("evcc, by HTTP", "evcc ผ่าน HTTP", "evcc via HTTP")
    static let deviceTeslaMate = Phrase("TeslaMate, by HTTP", "TeslaMate ผ่าน HTTP", "TeslaMate via HTTP")
    static let deviceShows = Phrase("Where the token stands", "โทเคนอยู่ที่ใด", "Waar het token staat")
    static let deviceShowsHelp = Phrase(
        "Logs on the way may hold an address, not a header. OsmAnd, Traccar Client and Torque can only do with an "
            + "address.",
        "บันทึกระหว่างทางอาจเก็บที่อยู่เว็บไว้ แต่ไม่เก็บส่วนหัว OsmAnd, Traccar Client และ Torque ใช้ได้เฉพาะในที่อยู่เว็บ",
        "Een adres kan onderweg in logboeken belanden, een kopregel niet. OsmAnd, Traccar Client en Torque kunnen "
            + "alleen met een adres overweg.")
    static let deviceByHeader = Phrase("in a header", "ในส่วนหัว", "in een kopregel")
    static let deviceByAddress = Phrase(
        "in the address, if the sender knows no header", "ในที่อยู่เว็บ เมื่อผู้ส่งตั้งส่วนหัวไม่ได้",
        "in het adres, als de afzender geen kopregel kent")

    // MARK: the broker

    static let broker = Phrase("MQTT broker", "โบรกเกอร์ MQTT", "MQTT-broker")
    static let brokerHelp = Phrase(
        "Steward listens to a broker of yours and takes what OwnTracks, TeslaMate and evcc publish there, and reports "
            + "under steward/report.",
        "Steward ฟังโบรกเกอร์ของคุณ และรับสิ่งที่ OwnTracks, TeslaMate และ evcc เผยแพร่ รวมถึงรายงานที่ steward/report",
        "Steward luistert naar een broker van u en neemt op wat OwnTracks, TeslaMate en evcc daar publiceren, en "
            + "meldingen onder steward/report.")
    static let brokerNone = Phrase(
        "No broker is listened to.", "ยังไม่ได้ฟังโบรกเกอร์ใด", "Er wordt naar geen broker geluisterd.")
    static let brokerOnlyOwners = Phrase(
        "Where this server connects to, an owner of this Steward decides.",
        "เจ้าของระบบเป็นผู้กำหนดว่าเซิร์ฟเวอร์นี้เชื่อมต่อไปที่ใด",
        "Waarmee deze server verbinding maakt, bepaalt een eigenaar van deze Steward.")
    static let brokerNew = Phrase("Listen to a broker", "ฟังโบรกเกอร์", "Naar een broker luisteren")
    static let brokerChange = Phrase("Change the settings", "แก้ไขการตั้งค่า", "Instellingen wijzigen")
    static let brokerHost = Phrase("Name or address", "ชื่อหรือที่อยู่", "Naam of adres")
    static let brokerHostHelp = Phrase(
        "Without port, as broker.local.", "ไม่ต้องใส่พอร์ต เช่น broker.local", "Zonder poort, zoals broker.local.")
    static let brokerPort = Phrase("Port", "พอร์ต", "Poort")
    static let brokerPortHelp = Phrase(
        "Left empty: 1883, with TLS 8883.", "หากเว้นว่าง: 1883 หรือ 8883 เมื่อใช้ TLS", "Indien leeg: 1883, met TLS 8883.")
    static let brokerTLS = Phrase(
        "TLS protects the way to it", "ใช้ TLS ป้องกันการเชื่อมต่อ", "TLS beveiligt de verbinding")
    static let brokerUserHelp = Phrase(
        "Left empty when it asks for none.", "เว้นว่างเมื่อโบรกเกอร์ไม่ถาม", "Leeg als hij er geen vraagt.")
    static let brokerPasswordKept = Phrase(
        "Kept sealed; left empty it stays as it is.", "เก็บแบบเข้ารหัสไว้แล้ว เว้นว่างไว้หากไม่ต้องการเปลี่ยน",
        "Verzegeld bewaard; leeg blijft het zoals het is.")
    static let brokerHostWrong = Phrase(
        "Write a name or an address alone: letters, digits, points, hyphens, colons.",
        "กรอกเฉพาะชื่อหรือที่อยู่: ตัวอักษรอังกฤษ ตัวเลข จุด ขีด และทวิภาค",
        "Vul alleen een naam of adres in: letters, cijfers, punten, streepjes, dubbele punten.")
    static let brokerPortWrong = Phrase(
        "Write a number from 1 to 65535.", "กรอกตัวเลข 1 ถึง 65535", "Vul een getal van 1 tot en met 65535 in.")
    static let brokerUserWrong = Phrase(
        "At most 500 bytes, no blank at the ends, nothing that cannot be seen.",
        "ไม่เกิน 500 ไบต์ ไม่มีช่องว่างหัวท้าย และไม่มีอักขระที่มองไม่เห็น",
        "Hoogstens 500 bytes, geen spatie aan het begin of eind, niets onzichtbaars.")
    static let brokerUserNeeded = Phrase(
        "A password needs a user name.", "เมื่อมีรหัสผ่านต้องมีชื่อผู้ใช้", "Bij een wachtwoord hoort een gebruikersnaam.")
    static let brokerPasswordAgain = Phrase(
        "This is another broker, user or protection than the password was kept for; write it again.",
        "โบรกเกอร์ ผู้ใช้ หรือการป้องกันต่างจากที่เก็บรหัสผ่านไว้ โปรดกรอกรหัสผ่านอีกครั้ง",
        "Dit is een andere broker, gebruiker of beveiliging dan waarvoor het wachtwoord is bewaard; vul het opnieuw in."
    )
    static let brokerTest = Phrase("Test it", "ทดสอบ", "Testen")
    static let brokerTesting = Phrase("Asking the broker…", "กำลังถามโบรกเกอร์…", "De broker wordt gevraagd…")
    static let brokerTestDone = Phrase("It works", "ใช้งานได้", "Het werkt")
    static let brokerTestFailed = Phrase("It does not work", "ใช้งานไม่ได้", "Het werkt niet")
    static let brokerTestWorks = Phrase(
        "The broker at {place} answered and lets Steward listen; nothing is saved yet.",
        "โบรกเกอร์ที่ {place} ตอบแล้วและอนุญาตให้ Steward ฟัง ยังไม่ได้บันทึกการตั้งค่า",
        "De broker op {place} antwoordde en laat Steward luisteren; er is nog niets opgeslagen.")
    static let brokerPasswordTested = Phrase(
        "It was used for the test and is not kept; write it again to save it.",
        "ใช้เพื่อทดสอบเท่านั้นและไม่ได้เก็บไว้ โปรดกรอกอีกครั้งเพื่อบันทึก",
        "Het is voor de test gebruikt en niet bewaard; vul het opnieuw in om het op te slaan.")
    static let brokerRemove = Phrase("Listen no more", "เลิกฟัง", "Niet meer luisteren")
    static let brokerRemoveHelp = Phrase(
        "Its settings and its password are forgotten. What was recorded stays.",
        "การตั้งค่าและรหัสผ่านจะถูกลบ สิ่งที่บันทึกแล้วยังอยู่",
        "De instellingen en het wachtwoord worden vergeten. Wat is opgenomen, blijft.")
    static let brokerWaiting = Phrase("waiting for a server", "รอเซิร์ฟเวอร์", "wacht op een server")
    static let brokerListening = Phrase("listening", "กำลังฟัง", "luistert")
    static let brokerFailing = Phrase("does not work", "ใช้งานไม่ได้", "werkt niet")
    static let brokerHeard = Phrase("Heard last", "ได้ยินล่าสุด", "Laatst gehoord")
    static let brokerMessages = Phrase("Messages", "ข้อความ", "Berichten")
    static let brokerRecorded = Phrase(
        "Points and readings of them", "จุดพิกัดและเลขไมล์จากข้อความ", "Punten en standen daaruit")
    static let brokerFaults = Phrase("Messages not taken", "ข้อความที่ไม่รับ", "Berichten niet opgenomen")
    static let brokerLastFault = Phrase(
        "Why the last of them was not", "เหตุที่ไม่รับข้อความล่าสุดในนั้น", "Waarom het laatste daarvan niet")
}
