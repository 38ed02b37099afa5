// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

extension Phrase {
    static let files = Phrase("Files", "ไฟล์")
    static let readOnlyFooter = Phrase(
        "These pages change nothing and answer on this machine only.",
        "หน้าเหล่านี้ไม่เปลี่ยนแปลงข้อมูล และเปิดได้จากเครื่องนี้เท่านั้น")
    static let filesNavigation = Phrase("Files", "เมนูไฟล์")
    static let transfers = Phrase("Transfers", "การรับส่งไฟล์")
    static let mirrors = Phrase("Mirrors", "สำเนาโฟลเดอร์")
    static let recoveries = Phrase("Recoveries", "การกู้คืน")
    static let storage = Phrase("Storage", "พื้นที่จัดเก็บ")
    static let connections = Phrase("Connections", "การเชื่อมต่อ")
    static let connection = Phrase("Connection", "การเชื่อมต่อ")

    static let noTransfers = Phrase(
        "Nothing was transferred yet. Try “steward drive put FILE”.",
        "ยังไม่มีการรับส่งไฟล์ ลองใช้คำสั่ง “steward drive put FILE”")
    static let noMirrors = Phrase(
        "No folder is mirrored yet. Try “steward drive mirror”.",
        "ยังไม่มีสำเนาโฟลเดอร์ ลองใช้คำสั่ง “steward drive mirror”")
    static let noRecoveries = Phrase(
        "Nothing was recovered yet. Try “steward drive recover”.",
        "ยังไม่มีการกู้คืน ลองใช้คำสั่ง “steward drive recover”")
    static let noQuota = Phrase(
        "Nothing was measured yet. Try “steward drive quota”, or a schedule for “files.quota”.",
        "ยังไม่มีการวัดพื้นที่ ลองใช้คำสั่ง “steward drive quota” หรือตั้งกำหนดการของ “files.quota”")
    static let noConnections = Phrase(
        "Nothing is connected yet: run “steward connect INTEGRATION” on this machine, as “steward connect google”.",
        "ยังไม่มีการเชื่อมต่อ ใช้คำสั่ง “steward connect INTEGRATION” บนเครื่องนี้ เช่น “steward connect google”")

    static let upload = Phrase("Upload", "อัปโหลด")
    static let downloadKind = Phrase("Download", "ดาวน์โหลด")
    static let cleanUp = Phrase("Clean-up", "จัดระเบียบ")
    static let from = Phrase("From", "จาก")
    static let to = Phrase("To", "ไปยัง")
    static let begun = Phrase("Begun", "เริ่มเมื่อ")
    static let ended = Phrase("Ended", "สิ้นสุดเมื่อ")
    static let size = Phrase("Size", "ขนาด")
    static let inAll = Phrase("in all", "รวมทั้งหมด")
    static let modified = Phrase("Modified", "แก้ไขล่าสุด")
    static let reason = Phrase("Reason", "เหตุผล")
    static let file = Phrase("File", "ไฟล์")
    static let folder = Phrase("folder", "โฟลเดอร์")
    static let document = Phrase("document", "เอกสาร")
    static let shortcut = Phrase("shortcut", "ทางลัด")
    static let fileKind = Phrase("file", "ไฟล์")
    static let replacement = Phrase("new content", "เนื้อหาใหม่")
    static let noName = Phrase("(no name)", "(ไม่มีชื่อ)")
    static let listIsLonger = Phrase("The list is longer; these are its first.", "รายการยาวกว่านี้ แสดงเฉพาะส่วนแรก")

    static let done = Phrase("done", "เสร็จแล้ว")
    static let waiting = Phrase("waiting", "รออยู่")
    static let skipped = Phrase("skipped", "ข้าม")
    static let failed = Phrase("failed", "ล้มเหลว")
    static let planning = Phrase("planning", "กำลังวางแผน")
    static let notFinished = Phrase("not finished", "ยังไม่เสร็จ")
    static let underWay = Phrase("under way", "กำลังดำเนินการ")
    static let stopped = Phrase("stopped", "หยุดอยู่")
    static let ofTotal = Phrase("of", "จาก")
    static let failedFiles = Phrase("Failed", "รายการที่ล้มเหลว")
    static let everything = Phrase("All items", "ทุกรายการ")
    static let stale = Phrase(
        "Steward does not answer now; what is shown here may be out of date.",
        "Steward ไม่ตอบสนองในขณะนี้ ข้อมูลที่แสดงอาจไม่เป็นปัจจุบัน")
    static let nextPage = Phrase("Next page", "หน้าถัดไป")
    static let firstPage = Phrase("First page", "หน้าแรก")
    static let up = Phrase("Up", "ขึ้นหนึ่งระดับ")
    static let emptyFolder = Phrase("This folder is empty.", "โฟลเดอร์นี้ว่างเปล่า")
    static let emptyPage = Phrase("There is nothing on this page of the list.", "หน้านี้ไม่มีรายการ")
    static let topFolder = Phrase("Top folder", "โฟลเดอร์บนสุด")
    static let cannotShow = Phrase("The folder cannot be shown.", "ไม่สามารถแสดงโฟลเดอร์ได้")
}

/// What mirrors, recoveries and measurements say.
extension Phrase {
    static let expected = Phrase("expected", "ควรมี")
    static let present = Phrase("present", "มีแล้ว")
    static let missing = Phrase("missing", "ขาดอยู่")
    static let changed = Phrase("changed", "มีการเปลี่ยนแปลง")
    static let vanished = Phrase("vanished", "หายไปจากต้นทาง")
    static let kept = Phrase("kept here", "เก็บไว้ที่นี่")
    static let keptIn = Phrase("Kept in", "เก็บไว้ใน")
    static let asBlobs = Phrase("blobs, every version", "บล็อบ ทุกรุ่น")
    static let lastLook = Phrase("Last look", "ตรวจดูล่าสุด")
    static let lastRun = Phrase("Last run ended", "ทำงานเสร็จล่าสุด")
    static let never = Phrase("never", "ยังไม่เคย")
    static let unreadFolders = Phrase("Folders that could not be read", "โฟลเดอร์ที่อ่านไม่ได้")
    static let shared = Phrase("read without an account", "อ่านโดยไม่ใช้บัญชี")
    static let versions = Phrase("Versions", "รุ่น")
    static let missingFirst = Phrase("Missing and changed first", "ขาดและเปลี่ยนแปลงก่อน")

    static let plan = Phrase("Plan", "แผน")
    static let whatFiles = Phrase("Files", "ไฟล์")
    static let steps = Phrase("Steps done", "ขั้นตอนที่เสร็จ")
    static let found = Phrase("found", "พบ")
    static let intoFolder = Phrase("Downloads into", "ดาวน์โหลดไปยัง")
    static let stepRestore = Phrase("Take the files out of the trash.", "นำไฟล์ออกจากถังขยะ")
    static let stepDownload = Phrase(
        "Download each and verify the copy by its digest.", "ดาวน์โหลดแต่ละไฟล์และตรวจสอบสำเนาด้วยค่าแฮช")
    static let stepRetain = Phrase("Leave the file on the drive.", "คงไฟล์ไว้บนไดรฟ์")
    static let stepTrash = Phrase(
        "Move the file back into the trash, only after its copy was verified.",
        "ย้ายไฟล์กลับไปยังถังขยะ หลังจากตรวจสอบสำเนาแล้วเท่านั้น")
    static let stepDelete = Phrase(
        "Remove the file from the drive for good, only after its copy was verified.",
        "ลบไฟล์ออกจากไดรฟ์อย่างถาวร หลังจากตรวจสอบสำเนาแล้วเท่านั้น")
    static let restored = Phrase("restored", "กู้คืนแล้ว")
    static let downloaded = Phrase("downloaded", "ดาวน์โหลดแล้ว")
    static let retained = Phrase("left on the drive", "คงไว้บนไดรฟ์")
    static let trashed = Phrase("back in the trash", "กลับไปยังถังขยะ")
    static let deleted = Phrase("removed for good", "ลบถาวร")
    static let fromTrash = Phrase("what is in the trash", "สิ่งที่อยู่ในถังขยะ")
    static let fromFolder = Phrase("a folder's tree", "โฟลเดอร์และทุกสิ่งในนั้น")
    static let fromIDs = Phrase("files given by id", "ไฟล์ตามรหัสที่ระบุ")
    static let fromFailed = Phrase("files that failed before", "ไฟล์ที่เคยล้มเหลว")

    static let used = Phrase("used", "ใช้ไป")
    static let limit = Phrase("limit", "ขีดจำกัด")
    static let noLimit = Phrase("no limit", "ไม่จำกัด")
    static let inTrash = Phrase("in the trash", "ในถังขยะ")
    static let threshold = Phrase("threshold", "เกณฑ์เตือน")
    static let aboveThreshold = Phrase("above the threshold", "เกินเกณฑ์เตือน")
    static let withinThreshold = Phrase("within the threshold", "ไม่เกินเกณฑ์เตือน")
    static let measured = Phrase("Measured", "วัดเมื่อ")
    static let history = Phrase("History", "ประวัติ")
    static let values = Phrase("The values", "ค่าที่วัดได้")
    static let timesUTC = Phrase("Times are in UTC.", "เวลาเป็น UTC")
    static let lag = Phrase(
        "A service's own figures may lag behind by days.", "ตัวเลขของผู้ให้บริการอาจล่าช้าได้หลายวัน")
    static let measurements = Phrase("measurements", "ครั้งที่วัด")
}

/// What connections say.
extension Phrase {
    static let integration = Phrase("Service", "บริการ")
    static let account = Phrase("Account", "บัญชี")
    static let capabilities = Phrase("Can do", "ทำอะไรได้")
    static let changedAt = Phrase("Changed", "แก้ไขเมื่อ")
    static let granted = Phrase("Granted", "สิทธิ์ที่ให้ไว้")
    static let scopes = Phrase("scopes", "ขอบเขต")
    static let wide = Phrase("wide", "กว้าง")
    static let wideHelp = Phrase("reaches further than most tasks need", "ให้สิทธิ์มากกว่าที่งานส่วนใหญ่ต้องใช้")
    static let signedIn = Phrase("Signed in", "ลงชื่อเข้าใช้เมื่อ")
    static let days = Phrase("days ago", "วันที่แล้ว")
    static let today = Phrase("today", "วันนี้")
    static let notSignedIn = Phrase("Nobody has signed in yet.", "ยังไม่มีผู้ลงชื่อเข้าใช้")
    static let oldSignIn = Phrase(
        "Sign in again every 90 days.", "ควรลงชื่อเข้าใช้ใหม่ทุก 90 วัน")
    static let serviceKey = Phrase("by a service account's key", "ด้วยกุญแจของบัญชีบริการ")
    static let lastToken = Phrase("Last token refresh", "ต่ออายุโทเคนล่าสุด")
    static let lastTransfer = Phrase("Last transfer", "รับส่งไฟล์ล่าสุด")
    static let browse = Phrase("Browse files", "เรียกดูไฟล์")
    static let check = Phrase("Check whether it works", "ตรวจว่าใช้งานได้หรือไม่")
    static let askAgain = Phrase("Ask again", "ตรวจอีกครั้ง")
    static let health = Phrase("Health, asked now", "สถานะ ตรวจเมื่อครู่นี้")
    static let askingNotifies = Phrase(
        "Not asked, because that sends a notice. Ask on the command line:",
        "ยังไม่ได้ตรวจ เพราะการตรวจจะส่งข้อความแจ้งเตือน ให้ตรวจด้วยคำสั่ง")
    static let works = Phrase("works", "ใช้งานได้")
    static let degraded = Phrase("works with a restriction", "ใช้งานได้แต่มีข้อจำกัด")
    static let failing = Phrase("does not work", "ใช้งานไม่ได้")
    static let troubleshooting = Phrase("When something is wrong", "เมื่อเกิดปัญหา")
    static let knownLimits = Phrase("Known limits", "ข้อจำกัดที่ทราบ")
    static let guide = Phrase("Every error and its repair:", "ข้อผิดพลาดทั้งหมดและวิธีแก้ไข:")
    static let actNone = Phrase("Nothing needs to be done.", "ไม่ต้องดำเนินการใด")
    static let actWait = Phrase(
        "Steward tries again by itself; nobody needs to act.", "Steward จะลองใหม่เอง ไม่ต้องดำเนินการใด")
    static let actPerson = Phrase("Somebody has to act:", "ต้องมีผู้ดำเนินการ:")
    static let actGiveUp = Phrase(
        "Trying again does not help: the service or Steward has to change.",
        "การลองใหม่ไม่ช่วย ต้องรอให้บริการหรือ Steward เปลี่ยนแปลง")
    static let sourceLink = Phrase("source", "แหล่งที่มา")
    static let worksFor = Phrase("Used by", "ใช้โดย")
}

extension Phrase {
    /// What a capability lets Steward do; the integration's own English where this version has no other words.
    static func capability(_ capability: Capability) -> Phrase {
        let thai =
            switch capability {
            case .datasetReading: "อ่านชุดข้อมูลที่เผยแพร่"
            case .datasetSnapshotting: "บันทึกชุดข้อมูลลงโฟลเดอร์และอ่านกลับ"
            case .accountConnecting: "ลงชื่อเข้าใช้และให้สิทธิ์ในนามของบัญชี"
            case .fileStoring: "เก็บไฟล์"
            case .fileTrashing: "มีถังขยะ"
            case .fileSearching: "ค้นหาไฟล์"
            case .storageMeasuring: "บอกพื้นที่ที่ใช้ไป"
            case .changeFollowing: "บอกสิ่งที่เปลี่ยนแปลง"
            case .documentExporting: "ส่งออกเอกสารเป็นไฟล์"
            case .folderPublic: "อ่านโฟลเดอร์และไฟล์สาธารณะโดยไม่ใช้บัญชี"
            case .notifying: "ส่งการแจ้งเตือนถึงผู้คน"
            default: capability.summary
            }
        return Phrase(capability.summary, thai)
    }
}
