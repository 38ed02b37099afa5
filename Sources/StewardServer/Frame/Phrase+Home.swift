// SPDX-License-Identifier: Apache-2.0

/// What the home page says.
extension Phrase {
    static let home = Phrase("Home", "หน้าแรก", "Start")
    static let tallySection = Phrase("Tally", "ผลคะแนน", "Uitslagen")

    static let homeNeeds = Phrase("Needs you", "สิ่งที่รอคุณ", "Heeft u nodig")
    static let homeCalm = Phrase("Nothing needs you.", "ไม่มีสิ่งใดรอคุณ", "Niets heeft u nodig.")
    static let homeCalmOwner = Phrase(
        "No open finding is grave, no case waits for you, every job and schedule is well, and nothing is known "
            + "to fail.",
        "ไม่มีข้อค้นพบร้ายแรงที่ยังเปิดอยู่ ไม่มีเรื่องรอคุณตรวจ งานและกำหนดการทุกอย่างเรียบร้อย และไม่พบสิ่งใดขัดข้อง",
        "Er is geen ernstige open bevinding, er wacht geen zaak op u, alle taken en planningen lopen goed, en "
            + "er is geen "
            + "storing bekend.")
    static let homeCalmReviewer = Phrase(
        "No open finding is grave, and no case waits for you.", "ไม่มีข้อค้นพบร้ายแรงที่ยังเปิดอยู่ และไม่มีเรื่องรอคุณตรวจ",
        "Er is geen ernstige open bevinding en er wacht geen zaak op u.")
    static let homeCalmViewer = Phrase(
        "You may look at everything here; others deal with what comes up.",
        "คุณดูได้ทุกอย่างที่นี่ เรื่องที่เกิดขึ้นจะมีผู้อื่นดูแล",
        "U kunt hier alles bekijken; anderen handelen af wat er gebeurt.")
    static let homeNext = Phrase("Next", "รายการถัดไป", "Straks")
    static let homeNothingNext = Phrase("Nothing is scheduled.", "ไม่มีกำหนดการ", "Er is niets gepland.")
    static let homeProved = Phrase("Proved lately", "หลักฐานล่าสุด", "Onlangs vastgelegd")
    static let homeNothingProved = Phrase(
        "Nothing was recorded in the last seven days.", "ไม่มีการบันทึกในเจ็ดวันที่ผ่านมา",
        "In de laatste zeven dagen is niets vastgelegd.")
    static let homeNewEntries = Phrase("New in seven days", "ใหม่ในเจ็ดวัน", "Nieuw in zeven dagen")
    static let homeLastEntry = Phrase("Last entry", "รายการล่าสุด", "Laatste boeking")
    static let homeSigned = Phrase("Signed", "ลงนามแล้ว", "Ondertekend")
    static let homeAllSigned = Phrase("all", "ทั้งหมด", "alles")
    static let homeVerified = Phrase("Verified", "ตรวจสอบแล้ว", "Gecontroleerd")
    static let homeNotVerified = Phrase("not yet", "ยังไม่ได้ตรวจ", "nog niet")
    static let homeVerifiedBad = Phrase("problems found", "พบปัญหา", "problemen gevonden")
}

/// What deals with a matter.
extension Phrase {
    static let homeLookFindings = Phrase("Look at them", "ดูข้อค้นพบ", "Bekijken")
    static let homeReview = Phrase("Review", "ตรวจ", "Beoordelen")
    static let homeLookJob = Phrase("Look at the job", "ดูงาน", "Taak bekijken")
    static let homeLookJobs = Phrase("All jobs", "งานทั้งหมด", "Alle taken")
    static let homeLookSchedule = Phrase("Look at the schedule", "ดูกำหนดการ", "Planning bekijken")
    static let homeLookConnection = Phrase("Look at the connection", "ดูการเชื่อมต่อ", "Verbinding bekijken")
    static let homeLookLedger = Phrase("Look at the ledger", "ดูบัญชีหลักฐาน", "Grootboek bekijken")
}

/// What is the matter, in a sentence each.
extension Phrase {
    static let homeJobFailed = Phrase("{job} failed {when}.", "{job} ล้มเหลว {when}", "{job} is {when} mislukt.")
    static let homeMoreFailed = Phrase(
        "More jobs failed than are shown here.", "มีงานที่ล้มเหลวมากกว่าที่แสดงที่นี่",
        "Er zijn meer taken mislukt dan hier staan.")
    static let homeRunMissing = Phrase(
        "The run of “{name}” that was due {when} is missing.", "ขาดการทำงานของ “{name}” ที่กำหนดไว้ {when}",
        "De uitvoering van “{name}” die {when} gepland was, ontbreekt.")
    static let homeConnectionFails = Phrase(
        "The connection “{name}” does not work.", "การเชื่อมต่อ “{name}” ใช้งานไม่ได้", "De verbinding “{name}” werkt niet.")
    static let homeConnectionLimps = Phrase(
        "The connection “{name}” works only in part.", "การเชื่อมต่อ “{name}” ใช้งานได้เพียงบางส่วน",
        "De verbinding “{name}” werkt maar gedeeltelijk.")
    static let homeNeverBackedUp = Phrase(
        "Steward's own data was never backed up.", "ยังไม่เคยสำรองข้อมูลของ Steward",
        "Van Stewards eigen gegevens is nog nooit een back-up gemaakt.")
    static let homeOldBackup = Phrase(
        "The last backup of Steward's own data was made {when}.", "สำรองข้อมูลของ Steward ครั้งล่าสุด {when}",
        "De laatste back-up van Stewards eigen gegevens is {when} gemaakt.")
    static let homeDiskLow = Phrase(
        "Only {size} are free on the disk of Steward's data.", "พื้นที่ว่างของดิสก์ที่เก็บข้อมูลเหลือเพียง {size}",
        "Op de schijf met Stewards gegevens is nog maar {size} vrij.")
    static let homeBookBroken = Phrase(
        "The last verification of the book {name} found problems.", "การตรวจสอบเล่ม {name} ครั้งล่าสุดพบปัญหา",
        "De laatste controle van het boek {name} vond problemen.")
    static let homeUnreadFindings = Phrase(
        "The findings could not be read; the server's log says why.",
        "อ่านข้อค้นพบไม่ได้ ดูสาเหตุในบันทึกของเซิร์ฟเวอร์",
        "De bevindingen konden niet worden gelezen; het serverlogboek zegt waarom.")
}

/// The first steps.
extension Phrase {
    static let homeStepsTitle = Phrase("Set Steward up", "เริ่มใช้งาน Steward", "Steward inrichten")
    static let homeStepConnect = Phrase("Connect a service", "เชื่อมต่อบริการ", "Verbind een dienst")
    static let homeStepConnectHelp = Phrase(
        "A Google Drive to keep files on, or an address that is told of trouble.",
        "Google Drive สำหรับเก็บไฟล์ หรือที่อยู่สำหรับแจ้งเหตุขัดข้อง",
        "Een Google Drive om bestanden te bewaren, of een adres dat storingen hoort.")
    static let homeStepElection = Phrase("Import an election", "นำเข้าการเลือกตั้ง", "Lees een verkiezing in")
    static let homeStepElectionHelp = Phrase(
        "On the server: “steward tally init --from FOLDER”, then “steward tally import”.",
        "บนเซิร์ฟเวอร์: “steward tally init --from FOLDER” แล้ว “steward tally import”",
        "Op de server: “steward tally init --from FOLDER” en daarna “steward tally import”.")
    static let homeStepPeople = Phrase("Add people", "เพิ่มผู้ใช้", "Voeg mensen toe")
    static let homeStepPeopleHelp = Phrase(
        "What changes a winner is decided by two reviewers who do not see each other's answers.",
        "เรื่องที่อาจเปลี่ยนผู้ชนะต้องมีผู้ตรวจสองคนที่ไม่เห็นคำตอบของกัน",
        "Over wat een winnaar verandert, beslissen twee beoordelaars die elkaars antwoord niet zien.")
    static let homeStepDone = Phrase("done", "เสร็จแล้ว", "klaar")
    static let homeStepOpen = Phrase("to do", "ยังไม่ได้ทำ", "te doen")
    static let homeEmptyViewer = Phrase(
        "Nothing is here yet. An owner of this Steward sets it up.",
        "ยังไม่มีข้อมูล เจ้าของ Steward นี้จะเป็นผู้ตั้งค่า",
        "Hier is nog niets. Een eigenaar van deze Steward richt hem in.")
}

extension Plural {
    static let casesWait = Plural(
        .init("{n} case waits for you", "{n} cases wait for you"), "มี {n} เรื่องรอคุณ",
        .init("{n} zaak wacht op u", "{n} zaken wachten op u"))
    static let casesWaitReview = Plural(
        .init("{n} case waits for your review.", "{n} cases wait for your review."), "มี {n} เรื่องรอคุณตรวจ",
        .init("{n} zaak wacht op uw beoordeling.", "{n} zaken wachten op uw beoordeling."))
    static let winnersInDoubt = Plural(
        .init("{n} open finding could change a winner.", "{n} open findings could change a winner."),
        "ข้อค้นพบที่ยังเปิดอยู่ {n} รายการอาจเปลี่ยนผู้ชนะ",
        .init(
            "{n} open bevinding kan een winnaar veranderen.", "{n} open bevindingen kunnen een winnaar veranderen."))
    static let graveFindings = Plural(
        .init("{n} open finding is grave.", "{n} open findings are grave."), "ข้อค้นพบร้ายแรงที่ยังเปิดอยู่ {n} รายการ",
        .init("{n} open bevinding is ernstig.", "{n} open bevindingen zijn ernstig."))
    static let changesUnrecorded = Plural(
        .init(
            "{n} change to accounts is not in the ledger yet; the next change tries again.",
            "{n} changes to accounts are not in the ledger yet; the next change tries again."),
        "การเปลี่ยนแปลงบัญชีผู้ใช้ {n} รายการยังไม่อยู่ในบัญชีหลักฐาน จะลองอีกครั้งเมื่อมีการเปลี่ยนแปลงถัดไป",
        .init(
            "{n} wijziging van accounts staat nog niet in het grootboek; de volgende wijziging probeert het opnieuw.",
            "{n} wijzigingen van accounts staan nog niet in het grootboek; de volgende wijziging probeert het opnieuw.")
    )
}
