// SPDX-License-Identifier: Apache-2.0

/// What the pages of the ledger say.
extension Phrase {
    static let ledgerHelp = Phrase(
        "What happened here stands in books to which entries are only ever added. Each entry carries the hash of the "
            + "one before, so that nothing can be changed, removed or slipped in later without being noticed.",
        "สิ่งที่เกิดขึ้นที่นี่ถูกบันทึกไว้ในเล่มที่เพิ่มรายการได้อย่างเดียว แต่ละรายการมีแฮชของรายการก่อนหน้า "
            + "จึงไม่มีใครแก้ ลบ หรือแทรกรายการภายหลังได้โดยไม่ถูกสังเกตเห็น",
        "Wat hier gebeurt staat in boeken waaraan alleen boekingen worden toegevoegd. Elke boeking draagt de hash van "
            + "de vorige, zodat er later niets ongemerkt gewijzigd, verwijderd of tussengevoegd kan worden.")
    static let noBooks = Phrase("No book yet", "ยังไม่มีเล่ม", "Nog geen boek")
    static let noBooksHelp = Phrase(
        "A book begins with its first entry: when a person joins, an election is made, or files are mirrored.",
        "เล่มจะเริ่มเมื่อมีรายการแรก เช่น เมื่อมีผู้เข้าร่วม สร้างการเลือกตั้ง หรือทำสำเนาไฟล์",
        "Een boek begint met zijn eerste boeking: als iemand erbij komt, een verkiezing wordt gemaakt of bestanden "
            + "worden gespiegeld.")
    static let books = Phrase("Books", "เล่มทั้งหมด", "Boeken")
    static let entriesTitle = Phrase("Entries", "รายการทั้งหมด", "Boekingen")
    static let lastEntry = Phrase("Last entry", "รายการล่าสุด", "Laatste boeking")
    static let lastCheckpoint = Phrase("Last checkpoint", "จุดตรวจสอบล่าสุด", "Laatste controlepunt")
    static let lastHash = Phrase("Last hash", "แฮชล่าสุด", "Laatste hash")
    static let verification = Phrase("Verification", "การตรวจสอบ", "Verificatie")
    static let ownersOnly = Phrase("owners only", "เฉพาะเจ้าของ", "alleen eigenaars")
    static let noCheckpoint = Phrase("none yet", "ยังไม่มี", "nog geen")
    static let signedOver = Phrase("{n}, signed by {key}", "{n} ลงนามโดย {key}", "{n}, ondertekend door {key}")
    static let signatureGood = Phrase("signature good", "ลายเซ็นถูกต้อง", "handtekening goed")
    static let signatureOther = Phrase("another key", "กุญแจอื่น", "andere sleutel")
    static let signatureBad = Phrase("signature wrong", "ลายเซ็นไม่ถูกต้อง", "handtekening fout")

    static let neverVerified = Phrase("never verified", "ยังไม่เคยตรวจสอบ", "nooit geverifieerd")
    static let verifiedSound = Phrase("sound", "ถูกต้องครบถ้วน", "in orde")
    static let verifiedBroken = Phrase("not sound", "ไม่ถูกต้อง", "niet in orde")
    static let verifyNow = Phrase("Verify now", "ตรวจสอบเดี๋ยวนี้", "Nu verifiëren")
    static let verifyWhat = Phrase(
        "Reads every entry again, computes every hash anew, follows the chain, builds the tree, and compares it with "
            + "each checkpoint and its signature.",
        "อ่านทุกรายการอีกครั้ง คำนวณแฮชใหม่ทั้งหมด ไล่ตามสายโซ่ สร้างต้นไม้แฮช "
            + "แล้วเทียบกับจุดตรวจสอบแต่ละจุดและลายเซ็นของมัน",
        "Leest elke boeking opnieuw, berekent elke hash opnieuw, volgt de keten, bouwt de boom en vergelijkt die met "
            + "elk controlepunt en zijn handtekening.")
    static let verifyRuns = Phrase(
        "The book is being verified.", "กำลังตรวจสอบเล่มนี้", "Het boek wordt geverifieerd.")
    static let verifyWaits = Phrase(
        "The verification waits for its turn.", "การตรวจสอบกำลังรอคิว", "De verificatie wacht op haar beurt.")
    static let seeJob = Phrase("See the job", "ดูงาน", "Zie de taak")
    static let verifiedUpTo = Phrase(
        "Verified up to entry {n}, {time}.", "ตรวจสอบแล้วถึงรายการที่ {n} เมื่อ {time}",
        "Geverifieerd tot en met boeking {n}, {time}.")
    static let verifiedNewer = Phrase(
        "Newer entries have not been verified yet.", "รายการใหม่กว่านี้ยังไม่ได้ตรวจสอบ",
        "Nieuwere boekingen zijn nog niet geverifieerd.")
    static let verifiedSigned = Phrase(
        "The signature vouches for the first {n}.", "ลายเซ็นรับรอง {n} แรก",
        "De handtekening staat in voor de eerste {n}.")
    static let verifiedUnsigned = Phrase(
        "No signature vouches for them yet.", "ยังไม่มีลายเซ็นรับรอง", "Er staat nog geen handtekening voor in.")
    static let verifyAskedBy = Phrase("Asked for by", "ขอโดย", "Gevraagd door")
    static let verifyFails = Phrase(
        "This book is not as it was written.", "เล่มนี้ไม่ตรงกับที่เคยบันทึกไว้", "Dit boek is niet zoals het geschreven is.")
    static let verifyFound = Phrase("Found {time}.", "พบเมื่อ {time}", "Gevonden {time}.")
    static let verifyMore = Phrase("And {n} more.", "และอีก {n} ข้อ", "En nog {n}.")
    static let verifyRepair = Phrase(
        "Do not go on with this book. Keep the data folder as it is, and compare it with a backup or with a bundle "
            + "that somebody downloaded earlier.",
        "อย่าใช้เล่มนี้ต่อ เก็บโฟลเดอร์ข้อมูลไว้ตามเดิม แล้วเทียบกับข้อมูลสำรองหรือชุดปิดผนึกที่มีคนดาวน์โหลดไว้ก่อนหน้า",
        "Ga niet verder met dit boek. Laat de gegevensmap zoals die is en vergelijk haar met een reservekopie of met "
            + "een bundel die iemand eerder heeft gedownload.")
    static let problemOfEntry = Phrase("Entry {n}", "รายการที่ {n}", "Boeking {n}")
    static let problemOfBook = Phrase("The end of the book", "ท้ายเล่ม", "Het einde van het boek")
    static let problemOfTree = Phrase("The tree of hashes", "ต้นไม้แฮช", "De boom van hashes")
    static let problemOfCheckpoint = Phrase("A checkpoint", "จุดตรวจสอบ", "Een controlepunt")
    static let probably = Phrase("Probably:", "น่าจะเป็นเพราะ:", "Waarschijnlijk:")
}

/// What the pages say about bundles, checks and entries.
extension Phrase {
    static let bundle = Phrase("Sealed bundle", "ชุดปิดผนึก", "Verzegelde bundel")
    static let bundleWhat = Phrase(
        "Everything that anybody needs to verify this book without this server: its entries, their hashes, a signed "
            + "checkpoint, the public key, and the evidence that entries name.",
        "ทุกสิ่งที่ใคร ๆ ต้องใช้ตรวจสอบเล่มนี้โดยไม่ต้องพึ่งเซิร์ฟเวอร์นี้ ได้แก่ รายการ แฮช จุดตรวจสอบที่ลงนามแล้ว "
            + "กุญแจสาธารณะ และหลักฐานที่รายการอ้างถึง",
        "Alles wat iemand nodig heeft om dit boek zonder deze server te verifiëren: de boekingen, hun hashes, een "
            + "ondertekend controlepunt, de openbare sleutel en het bewijs dat boekingen noemen.")
    static let bundleDo = Phrase("Download {n} as a bundle", "ดาวน์โหลด {n} เป็นชุดปิดผนึก", "{n} als bundel downloaden")
    static let bundleEnds = Phrase(
        "It ends before entry {n}: from there on stand answers of reviews that are still open, which nobody may read "
            + "until they are settled. The signed checkpoint of the bundle is one over fewer entries; a later one "
            + "continues it, and a consistency proof shows that.",
        "ชุดนี้จบก่อนรายการที่ {n} เพราะตั้งแต่รายการนั้นเป็นคำตอบของการตรวจทานที่ยังไม่ยุติ "
            + "ซึ่งยังไม่มีใครอ่านได้จนกว่าจะยุติ จุดตรวจสอบของชุดนี้จึงลงนามกำกับรายการน้อยกว่า "
            + "จุดตรวจสอบภายหลังต่อเนื่องจากจุดนี้ และพิสูจน์ได้ด้วยหลักฐานความสอดคล้อง",
        "Hij eindigt vóór boeking {n}: vanaf daar staan antwoorden van beoordelingen die nog open zijn en die niemand "
            + "mag lezen voordat ze zijn afgerond. Het ondertekende controlepunt van de bundel gaat over minder "
            + "boekingen; een later zet het voort, en een consistentiebewijs laat dat zien.")
    static let bundleNone = Phrase(
        "There is no bundle now: the first entry already belongs to a review that is still open.",
        "ขณะนี้ยังไม่มีชุดปิดผนึก เพราะรายการแรกเป็นของการตรวจทานที่ยังไม่ยุติ",
        "Er is nu geen bundel: de eerste boeking hoort al bij een beoordeling die nog open is.")
    static let bundleBroken = Phrase(
        "There is no bundle: the last verification found that this book is not as it was written.",
        "ไม่มีชุดปิดผนึก เพราะการตรวจสอบครั้งล่าสุดพบว่าเล่มนี้ไม่ตรงกับที่เคยบันทึกไว้",
        "Er is geen bundel: de laatste verificatie vond dat dit boek niet is zoals het geschreven is.")
    static let bundleElsewhere = Phrase("Verify it elsewhere", "ตรวจสอบที่เครื่องอื่น", "Elders verifiëren")
    static let bundleElsewhereHelp = Phrase(
        "On any computer, without a network. README.txt in the bundle tells how to do it without Steward.",
        "ทำได้บนคอมพิวเตอร์เครื่องใดก็ได้ ไม่ต้องต่อเครือข่าย ไฟล์ README.txt ในชุดบอกวิธีทำโดยไม่ใช้ Steward",
        "Op elke computer, zonder netwerk. README.txt in de bundel vertelt hoe het zonder Steward kan.")
    static let publicKey = Phrase("Public key", "กุญแจสาธารณะ", "Openbare sleutel")
    static let entriesUnreadable = Phrase(
        "The entries cannot be read as they stand in the database. Verify the book to see where it is damaged.",
        "อ่านรายการในฐานข้อมูลไม่ได้ โปรดตรวจสอบเล่มเพื่อดูว่าเสียหายที่ใด",
        "De boekingen in de database zijn niet te lezen. Verifieer het boek om te zien waar het beschadigd is.")

    static let checkFile = Phrase("Check a file", "ตรวจไฟล์", "Een bestand controleren")
    static let checkHelp = Phrase(
        "Do these records hold a file that you have? Give its SHA-256, 64 digits of 0–9 and a–f, as “sha256sum FILE” "
            + "prints it.",
        "บันทึกเหล่านี้มีไฟล์ที่คุณมีอยู่หรือไม่ ใส่ค่า SHA-256 ของไฟล์ ซึ่งเป็นเลข 0–9 และ a–f จำนวน 64 ตัว "
            + "ตามที่คำสั่ง “sha256sum FILE” แสดง",
        "Staat een bestand dat u hebt in deze administratie? Geef de SHA-256 ervan, 64 tekens 0–9 en a–f, zoals "
            + "“sha256sum BESTAND” die toont.")
    static let checkDo = Phrase("Look for it", "ค้นหา", "Zoeken")
    static let checkLocal = Phrase(
        "Or choose the file: its SHA-256 is computed in your browser, and the file is not sent.",
        "หรือเลือกไฟล์ เบราว์เซอร์จะคำนวณ SHA-256 ให้ โดยไม่ส่งไฟล์ออกไป",
        "Of kies het bestand: de SHA-256 wordt in uw browser berekend en het bestand wordt niet verzonden.")
    static let checkComputing = Phrase("Computing …", "กำลังคำนวณ …", "Bezig met berekenen …")
    static let checkTooLarge = Phrase(
        "The file is too large for the browser; use sha256sum.", "ไฟล์ใหญ่เกินไปสำหรับเบราว์เซอร์ โปรดใช้ sha256sum",
        "Het bestand is te groot voor de browser; gebruik sha256sum.")
    static let checkWrong = Phrase(
        "That is not a SHA-256: it has 64 digits of 0–9 and a–f.", "ค่านี้ไม่ใช่ SHA-256 ซึ่งต้องเป็น 0–9 และ a–f จำนวน 64 ตัว",
        "Dat is geen SHA-256: die heeft 64 tekens 0–9 en a–f.")
    static let checkHeld = Phrase(
        "Yes. The records name exactly this file.", "มี บันทึกอ้างถึงไฟล์นี้ทุกไบต์ตรงกัน",
        "Ja. De administratie noemt precies dit bestand.")
    static let checkNotHeld = Phrase(
        "No entry that you may read names this file.", "ไม่มีรายการที่คุณอ่านได้อ้างถึงไฟล์นี้",
        "Geen boeking die u mag lezen noemt dit bestand.")
    static let checkNotHeldHelp = Phrase(
        "One changed byte gives another SHA-256, so the file may be another version of one that is recorded. Entries "
            + "of reviews that are still open are not looked at.",
        "ไบต์ที่ต่างกันเพียงไบต์เดียวทำให้ SHA-256 ต่างกัน ไฟล์นี้จึงอาจเป็นอีกรุ่นหนึ่งของไฟล์ที่บันทึกไว้ "
            + "ทั้งนี้ไม่ค้นในรายการของการตรวจทานที่ยังไม่ยุติ",
        "Eén gewijzigde byte geeft een andere SHA-256, dus het kan een andere versie zijn van een bestand dat er wel "
            + "in staat. Boekingen van beoordelingen die nog open zijn worden niet bekeken.")
    static let checkKept = Phrase(
        "The file itself is kept here.", "เก็บตัวไฟล์ไว้ที่นี่ด้วย", "Het bestand zelf wordt hier bewaard.")
    static let checkFirst = Phrase(
        "Only the first {n} are listed.", "แสดงเฉพาะ {n} แรก", "Alleen de eerste {n} staan hier.")
    static let checkBusy = Phrase(
        "Somebody else is looking right now; try again in a moment.", "มีผู้อื่นกำลังค้นหาอยู่ โปรดลองใหม่อีกสักครู่",
        "Iemand anders zoekt nu; probeer het zo weer.")

    static let previousEntry = Phrase("Entry before", "รายการก่อนหน้า", "Vorige boeking")
    static let followingEntry = Phrase("Next entry", "รายการถัดไป", "Volgende boeking")
    static let entryFacts = Phrase("What it says", "เนื้อหา", "Wat er staat")
    static let hashedLine = Phrase("The line that was hashed", "บรรทัดที่นำไปคำนวณแฮช", "De regel die gehasht is")
    static let hashedLineHelp = Phrase(
        "The entry's hash is SHA-256 of a zero byte and these bytes.",
        "แฮชของรายการคือ SHA-256 ของไบต์ศูนย์ตามด้วยไบต์เหล่านี้",
        "De hash van de boeking is SHA-256 van een nulbyte en deze bytes.")
    static let lineCut = Phrase(
        "It is too long to be shown here.", "ยาวเกินกว่าจะแสดงที่นี่", "Die is te lang om hier te tonen.")
    static let lineFile = Phrase("The exact bytes", "ไบต์ตามจริง", "De precieze bytes")
    static let entryBroken = Phrase(
        "This entry is not as it was written: it does not have the hash that is kept with it.",
        "รายการนี้ไม่ตรงกับที่เคยบันทึก แฮชไม่ตรงกับที่เก็บไว้",
        "Deze boeking is niet zoals zij geschreven is: zij heeft niet de hash die ernaast bewaard wordt.")
    static let proof = Phrase(
        "Proof that it stands in the book", "หลักฐานว่ารายการนี้อยู่ในเล่ม", "Bewijs dat zij in het boek staat")
    static let proofHelp = Phrase(
        "Begin with the entry's hash. At each step hash a byte 1, the left hash and the right hash together. The last "
            + "result is the root of the tree over {n} (RFC 6962), which a checkpoint signs.",
        "เริ่มจากแฮชของรายการ แต่ละขั้นให้คำนวณแฮชของไบต์ 1 ตามด้วยแฮชซ้ายและแฮชขวา "
            + "ผลสุดท้ายคือแฮชรากของต้นไม้ที่ครอบคลุม {n} (RFC 6962) ซึ่งจุดตรวจสอบลงนามกำกับ",
        "Begin met de hash van de boeking. Hash bij elke stap een byte 1, de linker- en de rechterhash samen. Het "
            + "laatste resultaat is de wortel van de boom over {n} (RFC 6962), die een controlepunt ondertekent.")
    static let proofAlone = Phrase(
        "It is the only entry: its hash is the root.", "เป็นรายการเดียว แฮชของรายการจึงเป็นแฮชราก",
        "Het is de enige boeking: haar hash is de wortel.")
    static let proofSide = Phrase("Beside it", "แฮชข้างเคียง", "Ernaast")
    static let proofGives = Phrase("Gives", "ได้ผลเป็น", "Geeft")
    static let proofStep = Phrase("Step", "ขั้นที่", "Stap")
    static let onTheLeft = Phrase("left", "ซ้าย", "links")
    static let onTheRight = Phrase("right", "ขวา", "rechts")
    static let proofRoot = Phrase("Root", "แฮชราก", "Wortel")
    static let proofHolds = Phrase("the proof holds", "หลักฐานถูกต้อง", "het bewijs klopt")
    static let proofFails = Phrase("the proof does not hold", "หลักฐานไม่ถูกต้อง", "het bewijs klopt niet")
    static let inReview = Phrase("open review", "การตรวจทานที่ยังไม่ยุติ", "open beoordeling")
}
