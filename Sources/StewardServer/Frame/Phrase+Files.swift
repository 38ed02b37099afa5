// SPDX-License-Identifier: Apache-2.0
import StewardIntegration
import StewardJobs

extension Phrase {
    static let files = Phrase("Files", "ไฟล์", "Bestanden")
    static let plainFooter = Phrase(
        "Steward keeps records that you can prove.", "Steward เก็บบันทึกที่พิสูจน์ได้",
        "Steward bewaart wat u kunt bewijzen.")
    static let filesNavigation = Phrase("Files", "เมนูไฟล์", "Bestanden")
    static let transfers = Phrase("Transfers", "การรับส่งไฟล์", "Overdrachten")
    static let mirrors = Phrase("Mirrors", "สำเนาโฟลเดอร์", "Spiegelmappen")
    static let recoveries = Phrase("Recoveries", "การกู้คืน", "Herstelacties")
    static let storage = Phrase("Storage", "พื้นที่จัดเก็บ", "Opslag")
    static let connections = Phrase("Connections", "การเชื่อมต่อ", "Verbindingen")
    static let connection = Phrase("Connection", "การเชื่อมต่อ", "Verbinding")

    static let noTransfers = Phrase(
        "Nothing was transferred yet. Try “steward drive put FILE”.",
        "ยังไม่มีการรับส่งไฟล์ ลองใช้คำสั่ง “steward drive put FILE”",
        "Er is nog niets overgedragen. Probeer “steward drive put FILE”.")
    static let noMirrors = Phrase(
        "No folder is mirrored yet. Try “steward drive mirror”.",
        "ยังไม่มีสำเนาโฟลเดอร์ ลองใช้คำสั่ง “steward drive mirror”",
        "Er wordt nog geen map gespiegeld. Probeer “steward drive mirror”.")
    static let noRecoveries = Phrase(
        "Nothing was recovered yet. Try “steward drive recover”.",
        "ยังไม่มีการกู้คืน ลองใช้คำสั่ง “steward drive recover”",
        "Er is nog niets hersteld. Probeer “steward drive recover”.")
    static let noQuota = Phrase(
        "Nothing was measured yet. Try “steward drive quota”, or a schedule for “files.quota”.",
        "ยังไม่มีการวัดพื้นที่ ลองใช้คำสั่ง “steward drive quota” หรือตั้งกำหนดการของ “files.quota”",
        "Er is nog niets gemeten. Probeer “steward drive quota”, of een planning voor “files.quota”.")

    static let upload = Phrase("Upload", "อัปโหลด", "Uploaden")
    static let downloadKind = Phrase("Download", "ดาวน์โหลด", "Downloaden")
    static let cleanUp = Phrase("Clean-up", "จัดระเบียบ", "Opruimen")
    static let from = Phrase("From", "จาก", "Van")
    static let to = Phrase("To", "ไปยัง", "Naar")
    static let begun = Phrase("Begun", "เริ่มเมื่อ", "Begonnen")
    static let ended = Phrase("Ended", "สิ้นสุดเมื่อ", "Geëindigd")
    static let size = Phrase("Size", "ขนาด", "Grootte")
    static let inAll = Phrase("in all", "รวมทั้งหมด", "in totaal")
    static let modified = Phrase("Modified", "แก้ไขล่าสุด", "Gewijzigd")
    static let reason = Phrase("Reason", "เหตุผล", "Reden")
    static let file = Phrase("File", "ไฟล์", "Bestand")
    static let folder = Phrase("folder", "โฟลเดอร์", "map")
    static let document = Phrase("document", "เอกสาร", "document")
    static let shortcut = Phrase("shortcut", "ทางลัด", "snelkoppeling")
    static let fileKind = Phrase("file", "ไฟล์", "bestand")
    static let replacement = Phrase("new content", "เนื้อหาใหม่", "nieuwe inhoud")
    static let noName = Phrase("(no name)", "(ไม่มีชื่อ)", "(geen naam)")
    static let listIsLonger = Phrase(
        "The list is longer; these are its first.", "รายการยาวกว่านี้ แสดงเฉพาะส่วนแรก",
        "De lijst is langer; dit is het begin.")

    static let done = Phrase("done", "เสร็จแล้ว", "klaar")
    static let waiting = Phrase("waiting", "รออยู่", "wacht")
    static let skipped = Phrase("skipped", "ข้าม", "overgeslagen")
    static let failed = Phrase("failed", "ล้มเหลว", "mislukt")
    static let planning = Phrase("planning", "กำลังวางแผน", "in voorbereiding")
    static let notFinished = Phrase("not finished", "ยังไม่เสร็จ", "niet af")
    static let underWay = Phrase("under way", "กำลังดำเนินการ", "bezig")
    static let stopped = Phrase("stopped", "หยุดอยู่", "gestopt")
    static let ofTotal = Phrase("of", "จาก", "van")
    static let failedFiles = Phrase("Failed", "รายการที่ล้มเหลว", "Mislukt")
    static let everything = Phrase("All items", "ทุกรายการ", "Alle onderdelen")
    static let stale = Phrase(
        "Steward does not answer now; what is shown here may be out of date.",
        "Steward ไม่ตอบสนองในขณะนี้ ข้อมูลที่แสดงอาจไม่เป็นปัจจุบัน",
        "Steward antwoordt nu niet; wat hier staat, kan verouderd zijn.")
    static let nextPage = Phrase("Next page", "หน้าถัดไป", "Volgende pagina")
    static let firstPage = Phrase("First page", "หน้าแรก", "Eerste pagina")
    static let up = Phrase("Up", "ขึ้นหนึ่งระดับ", "Omhoog")
    static let emptyFolder = Phrase("This folder is empty.", "โฟลเดอร์นี้ว่างเปล่า", "Deze map is leeg.")
    static let emptyPage = Phrase(
        "There is nothing on this page of the list.", "หน้านี้ไม่มีรายการ", "Op deze pagina van de lijst staat niets.")
    static let topFolder = Phrase("Top folder", "โฟลเดอร์บนสุด", "Bovenste map")
    static let cannotShow = Phrase(
        "The folder cannot be shown.", "ไม่สามารถแสดงโฟลเดอร์ได้", "De map kan niet worden getoond.")
}

/// What mirrors, recoveries and measurements say.
extension Phrase {
    static let expected = Phrase("expected", "ควรมี", "verwacht")
    static let present = Phrase("present", "มีแล้ว", "aanwezig")
    static let missing = Phrase("missing", "ขาดอยู่", "ontbreekt")
    static let changed = Phrase("changed", "มีการเปลี่ยนแปลง", "gewijzigd")
    static let vanished = Phrase("vanished", "หายไปจากต้นทาง", "verdwenen bij de bron")
    static let kept = Phrase("kept here", "เก็บไว้ที่นี่", "hier bewaard")
    static let keptIn = Phrase("Kept in", "เก็บไว้ใน", "Bewaard in")
    static let asBlobs = Phrase("blobs, every version", "บล็อบ ทุกรุ่น", "blobs, elke versie")
    static let lastLook = Phrase("Last look", "ตรวจดูล่าสุด", "Laatst bekeken")
    static let lastRun = Phrase("Last run ended", "ทำงานเสร็จล่าสุด", "Laatste keer klaar")
    static let unreadFolders = Phrase(
        "Folders that could not be read", "โฟลเดอร์ที่อ่านไม่ได้", "Mappen die niet te lezen waren")
    static let shared = Phrase("read without an account", "อ่านโดยไม่ใช้บัญชี", "gelezen zonder account")
    static let versions = Phrase("Versions", "รุ่น", "Versies")
    static let missingFirst = Phrase("Missing and changed first", "ขาดและเปลี่ยนแปลงก่อน", "Ontbrekend en gewijzigd eerst")

    static let plan = Phrase("Plan", "แผน", "Plan")
    static let whatFiles = Phrase("Files", "ไฟล์", "Bestanden")
    static let steps = Phrase("Steps done", "ขั้นตอนที่เสร็จ", "Stappen klaar")
    static let found = Phrase("found", "พบ", "gevonden")
    static let intoFolder = Phrase("Downloads into", "ดาวน์โหลดไปยัง", "Downloadt naar")
    static let stepRestore = Phrase(
        "Take the files out of the trash.", "นำไฟล์ออกจากถังขยะ", "Haal de bestanden uit de prullenbak.")
    static let stepDownload = Phrase(
        "Download each and verify the copy by its digest.", "ดาวน์โหลดแต่ละไฟล์และตรวจสอบสำเนาด้วยค่าแฮช",
        "Download elk bestand en controleer de kopie aan de hand van de hashwaarde.")
    static let stepRetain = Phrase(
        "Leave the file on the drive.", "คงไฟล์ไว้บนไดรฟ์", "Laat het bestand op de drive staan.")
    static let stepTrash = Phrase(
        "Move the file back into the trash, only after its copy was verified.",
        "ย้ายไฟล์กลับไปยังถังขยะ หลังจากตรวจสอบสำเนาแล้วเท่านั้น",
        "Zet het bestand terug in de prullenbak, pas nadat de kopie is gecontroleerd.")
    static let stepDelete = Phrase(
        "Remove the file from the drive for good, only after its copy was verified.",
        "ลบไฟล์ออกจากไดรฟ์อย่างถาวร หลังจากตรวจสอบสำเนาแล้วเท่านั้น",
        "Verwijder het bestand definitief van de drive, pas nadat de kopie is gecontroleerd.")
    static let restored = Phrase("restored", "กู้คืนแล้ว", "hersteld")
    static let downloaded = Phrase("downloaded", "ดาวน์โหลดแล้ว", "gedownload")
    static let retained = Phrase("left on the drive", "คงไว้บนไดรฟ์", "op de drive gelaten")
    static let trashed = Phrase("back in the trash", "กลับไปยังถังขยะ", "terug in de prullenbak")
    static let deleted = Phrase("removed for good", "ลบถาวร", "definitief verwijderd")
    static let fromTrash = Phrase("what is in the trash", "สิ่งที่อยู่ในถังขยะ", "wat in de prullenbak ligt")
    static let fromFolder = Phrase("a folder's tree", "โฟลเดอร์และทุกสิ่งในนั้น", "een map met alles erin")
    static let fromIDs = Phrase("files given by id", "ไฟล์ตามรหัสที่ระบุ", "bestanden op id")
    static let fromFailed = Phrase("files that failed before", "ไฟล์ที่เคยล้มเหลว", "bestanden die eerder mislukten")

    static let used = Phrase("used", "ใช้ไป", "gebruikt")
    static let limit = Phrase("limit", "ขีดจำกัด", "limiet")
    static let noLimit = Phrase("no limit", "ไม่จำกัด", "geen limiet")
    static let inTrash = Phrase("in the trash", "ในถังขยะ", "in de prullenbak")
    static let threshold = Phrase("threshold", "เกณฑ์เตือน", "drempel")
    static let aboveThreshold = Phrase("above the threshold", "เกินเกณฑ์เตือน", "boven de drempel")
    static let withinThreshold = Phrase("within the threshold", "ไม่เกินเกณฑ์เตือน", "binnen de drempel")
    static let measured = Phrase("Measured", "วัดเมื่อ", "Gemeten")
    static let history = Phrase("History", "ประวัติ", "Geschiedenis")
    static let values = Phrase("The values", "ค่าที่วัดได้", "De waarden")
    /// Which zone the times of a chart are in.
    static func times(in zone: LocalZone) -> Phrase {
        let name = zone.identifier
        return Phrase("Times are in \(name).", "เวลาเป็น \(name)", "Tijden zijn in \(name).")
    }
    static let lag = Phrase(
        "A service's own figures may lag behind by days.", "ตัวเลขของผู้ให้บริการอาจล่าช้าได้หลายวัน",
        "De cijfers van een dienst zelf kunnen dagen achterlopen.")
}

/// What connections say.
extension Phrase {
    static let integration = Phrase("Service", "บริการ", "Dienst")
    static let account = Phrase("Account", "บัญชี", "Account")
    static let capabilities = Phrase("Can do", "ทำอะไรได้", "Mogelijkheden")
    static let changedAt = Phrase("Changed", "แก้ไขเมื่อ", "Gewijzigd")
    static let granted = Phrase("Granted", "สิทธิ์ที่ให้ไว้", "Verleende rechten")
    static let wide = Phrase("wide", "กว้าง", "ruim")
    static let wideHelp = Phrase(
        "reaches further than most tasks need", "ให้สิทธิ์มากกว่าที่งานส่วนใหญ่ต้องใช้",
        "reikt verder dan de meeste taken nodig hebben")
    static let signedIn = Phrase("Signed in", "ลงชื่อเข้าใช้เมื่อ", "Aangemeld")
    static let today = Phrase("today", "วันนี้", "vandaag")
    static let notSignedIn = Phrase(
        "Nobody has signed in yet.", "ยังไม่มีผู้ลงชื่อเข้าใช้", "Er heeft zich nog niemand aangemeld.")
    static let oldSignIn = Phrase(
        "Sign in again every 90 days.", "ควรลงชื่อเข้าใช้ใหม่ทุก 90 วัน", "Meld u elke 90 dagen opnieuw aan.")
    static let serviceKey = Phrase(
        "by a service account's key", "ด้วยกุญแจของบัญชีบริการ", "met de sleutel van een serviceaccount")
    static let lastToken = Phrase("Last token refresh", "ต่ออายุโทเคนล่าสุด", "Token laatst vernieuwd")
    static let lastTransfer = Phrase("Last transfer", "รับส่งไฟล์ล่าสุด", "Laatste overdracht")
    static let browse = Phrase("Browse files", "เรียกดูไฟล์", "Bestanden bekijken")
    static let health = Phrase("Health, asked now", "สถานะ ตรวจเมื่อครู่นี้", "Status, nu opgevraagd")
    static let works = Phrase("works", "ใช้งานได้", "werkt")
    static let degraded = Phrase("works with a restriction", "ใช้งานได้แต่มีข้อจำกัด", "werkt met een beperking")
    static let failing = Phrase("does not work", "ใช้งานไม่ได้", "werkt niet")
    static let troubleshooting = Phrase("When something is wrong", "เมื่อเกิดปัญหา", "Als er iets mis is")
    static let knownLimits = Phrase("Known limits", "ข้อจำกัดที่ทราบ", "Bekende beperkingen")
    static let guide = Phrase(
        "Every error and its repair:", "ข้อผิดพลาดทั้งหมดและวิธีแก้ไข:", "Elke fout en de oplossing ervan:")
    static let actNone = Phrase("Nothing needs to be done.", "ไม่ต้องดำเนินการใด", "Er hoeft niets te gebeuren.")
    static let actWait = Phrase(
        "Steward tries again by itself; nobody needs to act.", "Steward จะลองใหม่เอง ไม่ต้องดำเนินการใด",
        "Steward probeert het vanzelf opnieuw; niemand hoeft iets te doen.")
    static let actGiveUp = Phrase(
        "Trying again does not help: the service or Steward has to change.",
        "การลองใหม่ไม่ช่วย ต้องรอให้บริการหรือ Steward เปลี่ยนแปลง",
        "Opnieuw proberen helpt niet: de dienst of Steward moet veranderen.")
    static let sourceLink = Phrase("source", "แหล่งที่มา", "bron")
    static let worksFor = Phrase("Used by", "ใช้โดย", "Gebruikt door")
}

extension Phrase {
    /// What a capability lets Steward do; the integration's own English where this version has no other words.
    static func capability(_ capability: Capability) -> Phrase {
        let (thai, dutch) =
            switch capability {
            case .datasetReading: ("อ่านชุดข้อมูลที่เผยแพร่", "een gepubliceerde dataset lezen")
            case .datasetSnapshotting:
                ("บันทึกชุดข้อมูลลงโฟลเดอร์และอ่านกลับ", "een dataset in een map bewaren en teruglezen")
            case .accountConnecting:
                ("ลงชื่อเข้าใช้และให้สิทธิ์ในนามของบัญชี", "aanmelden en rechten verlenen namens een account")
            case .fileStoring: ("เก็บไฟล์", "bestanden opslaan")
            case .fileTrashing: ("มีถังขยะ", "heeft een prullenbak")
            case .fileSearching: ("ค้นหาไฟล์", "bestanden zoeken")
            case .storageMeasuring: ("บอกพื้นที่ที่ใช้ไป", "laten zien hoeveel opslag is gebruikt")
            case .changeFollowing: ("บอกสิ่งที่เปลี่ยนแปลง", "laten zien wat er is veranderd")
            case .documentExporting: ("ส่งออกเอกสารเป็นไฟล์", "documenten als bestand uitvoeren")
            case .folderPublic:
                ("อ่านโฟลเดอร์และไฟล์สาธารณะโดยไม่ใช้บัญชี", "openbare mappen en bestanden lezen zonder account")
            case .notifying: ("ส่งการแจ้งเตือนถึงผู้คน", "berichten aan mensen sturen")
            default: (capability.summary, capability.summary)
            }
        return Phrase(capability.summary, thai, dutch)
    }
}
