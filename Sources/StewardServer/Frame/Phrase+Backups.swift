// SPDX-License-Identifier: Apache-2.0

extension Phrase {
    static let backups = Phrase("Backups", "สำรองข้อมูล", "Back-ups")
    static let noBackupSets = Phrase(
        "Nothing is backed up yet.", "ยังไม่มีการสำรองข้อมูล", "Er wordt nog niets geback-upt.")
    static let noBackupSetsHelp = Phrase(
        "Connect a server, and say what is backed up where:",
        "เชื่อมต่อเซิร์ฟเวอร์ แล้วกำหนดว่าจะสำรองอะไรไว้ที่ใด",
        "Verbind een server en zeg wat waarheen wordt geback-upt:")
    static let backupsIntro = Phrase(
        "A backup counts as proved when it was restored into an empty server, and every table had the dump's rows.",
        "การสำรองถือว่าพิสูจน์แล้วเมื่อกู้คืนลงเซิร์ฟเวอร์ว่างได้ และทุกตารางมีจำนวนแถวเท่ากับที่บันทึกไว้ตอนสำรอง",
        "Een back-up geldt als bewezen als zij in een lege server is teruggezet en elke tabel de rijen van de dump had."
    )
    static let backupDatabase = Phrase("Database", "ฐานข้อมูล", "Database")
    static let lastBackup = Phrase("Last backup", "สำรองล่าสุด", "Laatste back-up")
    static let lastProved = Phrase(
        "Last proved restorable", "พิสูจน์ว่ากู้คืนได้ล่าสุด", "Laatst bewezen terug te zetten")
    static let offsiteCopy = Phrase("Copy elsewhere", "สำเนานอกสถานที่", "Kopie elders")
    static let backupSize = Phrase("Size", "ขนาด", "Grootte")
    static let backupState = Phrase("State", "สถานะ", "Toestand")
    static let backupProved = Phrase("proved", "พิสูจน์แล้ว", "bewezen")
    static let backupUnproved = Phrase("not proved yet", "ยังไม่ได้พิสูจน์", "nog niet bewezen")
    static let backupProofOld = Phrase("proof too old", "การพิสูจน์เก่าเกินไป", "bewijs te oud")
    static let backupDisproved = Phrase("could not be restored", "กู้คืนไม่ได้", "kon niet worden teruggezet")
    static let backupFailing = Phrase("last run failed", "รอบล่าสุดล้มเหลว", "laatste keer mislukt")
    static let backupNone = Phrase("no backup yet", "ยังไม่มีการสำรอง", "nog geen back-up")
    static let backupRunning = Phrase("runs now", "กำลังทำงาน", "bezig")
    static let backupNever = Phrase("never", "ยังไม่เคย", "nooit")
    static let copiedElsewhere = Phrase("copied and compared", "คัดลอกและเทียบแล้ว", "gekopieerd en vergeleken")
    static let notCopiedElsewhere = Phrase("not copied", "ยังไม่ได้คัดลอก", "niet gekopieerd")
    static let noPlaceElsewhere = Phrase("nowhere else", "ไม่มีที่อื่น", "nergens anders")
    static let backUpNow = Phrase("Back up now", "สำรองตอนนี้", "Nu back-uppen")
    static let proveNow = Phrase("Prove the newest now", "พิสูจน์ชุดล่าสุดตอนนี้", "Nieuwste nu bewijzen")
    static let pruneLook = Phrase("What would go", "ดูว่าจะลบอะไร", "Wat zou weggaan")
    static let pruneTitle = Phrase("Old backups", "การสำรองเก่า", "Oude back-ups")
    static let pruneGoes = Phrase("Would be removed", "จะถูกลบ", "Zou worden verwijderd")
    static let pruneStays = Phrase("Would stay", "จะเก็บไว้", "Zou blijven")
    static let pruneCopies = Phrase(
        "Copies elsewhere that would go", "สำเนาที่อื่นที่จะถูกลบ", "Kopieën elders die weg zouden gaan")
    static let pruneNothing = Phrase(
        "Nothing would be removed.", "จะไม่มีอะไรถูกลบ", "Er zou niets worden verwijderd.")
    static let pruneDo = Phrase("Remove these now", "ลบรายการเหล่านี้ตอนนี้", "Deze nu verwijderen")
    static let pruneHelp = Phrase(
        "The newest proved backups, pinned ones and those in use always stay.",
        "การสำรองที่พิสูจน์แล้วล่าสุด ที่ปักหมุด และที่กำลังใช้ จะถูกเก็บไว้เสมอ",
        "De nieuwste bewezen back-ups, vastgezette en gebruikte blijven altijd.")
    static let pruneFoundNothing = Phrase(
        "What would go cannot be told:", "บอกไม่ได้ว่าจะลบอะไร:", "Wat zou weggaan is niet te zeggen:")
    static let whyStays = Phrase("Why", "เหตุผล", "Waarom")
    static let backupMade = Phrase("Made", "เวลาสำรอง", "Gemaakt")
    static let backupTook = Phrase("Took", "ใช้เวลา", "Duurde")
    static let backupFile = Phrase("File", "ไฟล์", "Bestand")
    static let backupFolder = Phrase("Folder", "โฟลเดอร์", "Map")
    static let backupFormat = Phrase("Form of the dump", "รูปแบบ", "Vorm van de dump")
    static let backupEncryption = Phrase("Encryption", "การเข้ารหัส", "Versleuteling")
    static let encryptedForKeys = Phrase("for public keys", "ด้วยกุญแจสาธารณะ", "voor publieke sleutels")
    static let encryptedByPassphrase = Phrase("by a passphrase", "ด้วยวลีรหัสผ่าน", "met een wachtzin")
    static let notEncrypted = Phrase("none", "ไม่มี", "geen")
    static let backupKept = Phrase("Kept", "ระยะเวลาเก็บ", "Bewaard")
    static let backupProofRule = Phrase("Proof", "การพิสูจน์", "Bewijs")
    static let proofEveryRun = Phrase("after every run", "หลังทุกรอบ", "na elke keer")
    static let proofOnRequest = Phrase("when somebody asks", "เมื่อมีผู้สั่ง", "als iemand erom vraagt")
    static let dumpInside = Phrase("Dump inside", "ข้อมูลภายใน", "Dump erin")
    static let backupServer = Phrase("Server", "เซิร์ฟเวอร์", "Server")
    static let backupTables = Phrase("Tables and their rows", "ตารางและจำนวนแถว", "Tabellen en hun rijen")
    static let backupTable = Phrase("Table", "ตาราง", "Tabel")
    static let backupRows = Phrase("Rows", "แถว", "Rijen")
    static let backupPinned = Phrase("pinned", "ปักหมุด", "vastgezet")
    static let pinDo = Phrase("Pin: keep it always", "ปักหมุด: เก็บไว้เสมอ", "Vastzetten: altijd bewaren")
    static let unpinDo = Phrase("Unpin", "ถอนหมุด", "Losmaken")
    static let proveThis = Phrase("Prove this one now", "พิสูจน์ชุดนี้ตอนนี้", "Deze nu bewijzen")
    static let restoreTitle = Phrase("Restore", "กู้คืน", "Terugzetten")
    static let restoreInto = Phrase("Name of the new database", "ชื่อฐานข้อมูลใหม่", "Naam van de nieuwe database")
    static let restoreHelp = Phrase(
        "A new database is made beside the others. A database that is there is replaced only from the command line.",
        "จะสร้างฐานข้อมูลใหม่แยกต่างหาก การแทนที่ฐานข้อมูลที่มีอยู่ทำได้จากบรรทัดคำสั่งเท่านั้น",
        "Er komt een nieuwe database naast de andere. Een bestaande vervangen kan alleen vanaf de opdrachtregel."
    )
    static let restoreThrough = Phrase("Connection", "การเชื่อมต่อ", "Verbinding")
    static let restoreThroughHelp = Phrase(
        "Its role must be allowed to make databases; the role that backs up often only reads.",
        "บทบาทของการเชื่อมต่อต้องสร้างฐานข้อมูลได้ บทบาทที่ใช้สำรองมักอ่านได้อย่างเดียว",
        "De rol moet databases mogen maken; de rol van de back-ups mag vaak alleen lezen.")
    static let restoreDo = Phrase("Restore into it", "กู้คืนลงฐานข้อมูลนี้", "Hierin terugzetten")
    static let backupGone = Phrase("removed", "ลบแล้ว", "verwijderd")
    static let backupMissing = Phrase("file is gone", "ไฟล์หาย", "bestand weg")
    static let backupAdopted = Phrase(
        "taken over from another program", "รับช่วงจากโปรแกรมอื่น", "overgenomen van een ander programma")
    static let backupSizes = Phrase("Sizes over time", "ขนาดตามเวลา", "Grootte in de tijd")
    static let backupBook = Phrase("Everything that happened to it", "ประวัติทั้งหมด", "Alles wat ermee gebeurde")
    static let backupRoles = Phrase("roles of the server", "บทบาทของเซิร์ฟเวอร์", "rollen van de server")
    static let backupHistory = Phrase("Backups that are there", "การสำรองที่มีอยู่", "Back-ups die er zijn")
    static let onlyNewest = Phrase(
        "Only the newest are listed; “steward backup list” has all.",
        "แสดงเฉพาะรายการล่าสุด ดูทั้งหมดด้วย “steward backup list”",
        "Alleen de nieuwste staan hier; “steward backup list” heeft alles.")
    static let restoreNameWrong = Phrase(
        "Give 1 to 63 letters, digits, _ and -.", "ใช้ตัวอักษรอังกฤษ ตัวเลข _ และ - จำนวน 1 ถึง 63 ตัว",
        "Gebruik 1 tot 63 letters, cijfers, _ en -.")
    static let restoreNameTaken = Phrase(
        "A database of this set has that name; choose another.", "ชุดนี้มีฐานข้อมูลชื่อนี้แล้ว โปรดเลือกชื่ออื่น",
        "Een database van deze set heet al zo; kies een andere naam.")
    static let restoredInto = Phrase("restored", "กู้คืนแล้ว", "teruggezet")
}

extension Plural {
    static let backupCount = Plural(
        .init("{n} backup", "{n} backups"), "{n} ชุด", .init("{n} back-up", "{n} back-ups"))
    static let proofEveryDays = Plural(
        .init("every day", "every {n} days"), "ทุก {n} วัน", .init("elke dag", "elke {n} dagen"))
    static let failedTimes = Plural(
        .init("failed once", "failed {n} times in a row"), "ล้มเหลว {n} ครั้งติดกัน",
        .init("één keer mislukt", "{n} keer achter elkaar mislukt"))
}
