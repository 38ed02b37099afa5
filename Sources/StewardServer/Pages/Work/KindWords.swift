// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// What kinds of jobs do, in words.
enum KindWords {
    /// `nil` for a kind that this version does not know.
    static func phrase(_ kind: String) -> Phrase? { phrases[kind] }

    /// What a job of a kind does, else the kind's own name.
    static func text(_ kind: String, _ words: Words) -> String { phrases[kind].map { words.say($0) } ?? kind }

    /// The election, connection or other thing that a payload names, for a person.
    static func subject(_ payload: JSON) -> String? {
        let names = ["election", "connection", "set", "book"].compactMap { payload[$0]?.string }
        return names.isEmpty ? nil : names.joined(separator: " · ")
    }

    private static let phrases: [String: Phrase] = [
        "tally.fetch": Phrase(
            "Fetch the published results", "ดึงผลการเลือกตั้งที่ประกาศ", "De gepubliceerde uitslagen ophalen"),
        "tally.check": Phrase("Check every announcement", "ตรวจประกาศทุกฉบับ", "Elke bekendmaking controleren"),
        "tally.reconcile": Phrase(
            "Compare announcements with the results", "เทียบประกาศกับผลการเลือกตั้ง",
            "Bekendmakingen met de uitslagen vergelijken"),
        "ledger.checkpoint": Phrase(
            "Sign the head of the ledger", "ลงนามจุดตรวจสอบของบัญชีหลักฐาน", "De kop van het grootboek ondertekenen"),
        "ledger.verify": Phrase("Verify a book of the ledger", "ตรวจสอบเล่มของบัญชีหลักฐาน", "Een grootboek verifiëren"),
        "logbook.measure": Phrase(
            "Ask how long a trip is by road, and for its addresses", "ถามระยะทางตามถนนและที่อยู่ของการเดินทาง",
            "Vragen hoe lang een rit over de weg is, en naar de adressen"),
        "logbook.recover": Phrase(
            "End trips of which nothing is heard any more", "ปิดการเดินทางที่ไม่มีข้อมูลใหม่แล้ว",
            "Ritten afsluiten waarvan niets meer wordt gehoord"),
        "files.upload": Phrase("Upload files", "อัปโหลดไฟล์", "Bestanden uploaden"),
        "files.download": Phrase("Download files", "ดาวน์โหลดไฟล์", "Bestanden downloaden"),
        "files.mirror": Phrase("Mirror a folder", "ทำสำเนาโฟลเดอร์", "Een map spiegelen"),
        "files.quota": Phrase("Measure the storage in use", "วัดพื้นที่จัดเก็บที่ใช้", "De gebruikte opslag meten"),
        "backups.run": Phrase("Back databases up", "สำรองฐานข้อมูล", "Databases back-uppen"),
        "backups.prove": Phrase(
            "Prove a backup by restoring it", "พิสูจน์การสำรองด้วยการกู้คืน", "Een back-up bewijzen door terugzetten"),
        "backups.prune": Phrase("Remove old backups", "ลบการสำรองเก่า", "Oude back-ups verwijderen"),
        "backups.restore": Phrase(
            "Restore a backup into a new database", "กู้คืนลงฐานข้อมูลใหม่",
            "Een back-up in een nieuwe database terugzetten"),
        "automation.command": Phrase("Run a program", "เรียกโปรแกรม", "Een programma uitvoeren"),
        "automation.health": Phrase(
            "Check the machine’s health", "ตรวจสุขภาพของเครื่อง", "De gezondheid van de machine controleren"),
        "automation.purge": Phrase("Purge old logs", "ลบบันทึกเก่า", "Oude logboeken opruimen"),
        "automation.alerts": Phrase(
            "Look for what is the matter, and tell it", "ตรวจหาปัญหาและแจ้งเตือน",
            "Kijken wat er aan de hand is, en dat melden"),
        "files.clean": Phrase("Clean up a folder", "จัดระเบียบโฟลเดอร์", "Een map opruimen"),
    ]
}
