// SPDX-License-Identifier: Apache-2.0

/// How connections do.
extension Phrase {
    static let connectionsIntro = Phrase(
        "What Steward works with, and how it went the last time. Looking at this page asks nobody.",
        "บริการที่ Steward ใช้งานอยู่ และผลครั้งล่าสุด การเปิดหน้านี้ไม่มีการติดต่อบริการใด",
        "Waarmee Steward werkt, en hoe het de laatste keer ging. Deze pagina bekijken vraagt niemand iets.")
    static let nothingConnected = Phrase(
        "Nothing is connected yet",
        "ยังไม่มีการเชื่อมต่อ",
        "Er is nog niets verbonden")
    static let nothingConnectedHelp = Phrase(
        "Choose a service below and set it up.",
        "เลือกบริการด้านล่างแล้วตั้งค่า",
        "Kies hieronder een dienst en stel die in.")
    static let connectionHealth = Phrase("Health", "สถานะการทำงาน", "Status")
    static let neverChecked = Phrase("never checked", "ยังไม่เคยตรวจ", "nooit gecontroleerd")
    static let checkedAt = Phrase("Checked", "ตรวจเมื่อ", "Gecontroleerd")
    static let checkedBy = Phrase("by", "โดย", "door")
    static let lastUse = Phrase("Last use", "ใช้งานล่าสุด", "Laatst gebruikt")
    static let neverUsed = Phrase("not used yet", "ยังไม่เคยใช้งาน", "nog niet gebruikt")
    static let callWorked = Phrase("worked", "สำเร็จ", "gelukt")
    static let callFailed = Phrase("failed", "ล้มเหลว", "mislukt")
    static let worksAgain = Phrase(
        "A call since then worked.", "หลังจากนั้นมีการเรียกใช้งานที่สำเร็จ", "Een aanroep daarna is gelukt.")
    static let actPersonFull = Phrase(
        "Somebody has to act.", "ต้องมีผู้ดำเนินการ", "Iemand moet iets doen.")
    static let details = Phrase("Details", "รายละเอียด", "Details")
    static let repair = Phrase("What repairs it", "วิธีแก้ไข", "Wat het oplost")
    static let worksInNameOf = Phrase("Works in the name of", "ทำงานในนามของ", "Werkt namens")
    static let testNow = Phrase("Test now", "ทดสอบตอนนี้", "Nu testen")
    static let testSendsNotice = Phrase(
        "The test sends a notice, so that you see whether it arrives.",
        "การทดสอบจะส่งข้อความแจ้งเตือน เพื่อให้เห็นว่าส่งถึงหรือไม่",
        "De test verstuurt een bericht, zodat u ziet of het aankomt.")
    static let testAsks = Phrase(
        "The test asks the service with the smallest call there is, and waits 10 seconds at most.",
        "การทดสอบจะสอบถามบริการด้วยคำขอที่เล็กที่สุด และรอไม่เกิน 10 วินาที",
        "De test stelt de dienst de kleinst mogelijke vraag en wacht hooguit 10 seconden.")
    static let testOnCommandLine = Phrase(
        "The same on the command line:", "ทำแบบเดียวกันด้วยคำสั่ง:", "Hetzelfde op de opdrachtregel:")
    static let errorCode = Phrase("Error", "ข้อผิดพลาด", "Fout")
    static let whatToDo = Phrase(
        "What it means, and what to do", "ความหมายและวิธีแก้ไข", "Wat het betekent en wat te doen")
    static let noSuchIntegration = Phrase(
        "This version of Steward has no such service; nothing can be tested or changed here.",
        "Steward รุ่นนี้ไม่มีบริการนี้ จึงทดสอบหรือแก้ไขไม่ได้",
        "Deze versie van Steward kent deze dienst niet; er valt hier niets te testen of te wijzigen.")
}

/// Setting connections up and changing them.
extension Phrase {
    static let catalog = Phrase("Connect something", "เชื่อมต่อบริการ", "Iets verbinden")
    static let setUpService = Phrase("Set up", "ตั้งค่า", "Instellen")
    static let experimental = Phrase("experimental", "อยู่ระหว่างทดลอง", "experimenteel")
    static let onlyOwners = Phrase(
        "An owner of this Steward can set services up.", "เจ้าของระบบเท่านั้นที่ตั้งค่าบริการได้",
        "Een eigenaar van deze Steward kan diensten instellen.")
    static let connectionName = Phrase("Name", "ชื่อ", "Naam")
    static let connectionNameHelp = Phrase(
        "1 to 40 lower-case letters, digits and “-”. It cannot be changed later.",
        "ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และ “-” 1 ถึง 40 ตัว เปลี่ยนภายหลังไม่ได้",
        "1 tot 40 kleine letters, cijfers en “-”. Later niet te wijzigen.")
    static let connectionNameWrong = Phrase(
        "Take 1 to 40 lower-case letters, digits and “-”; “new” and “signed-in” are taken.",
        "ใช้ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และ “-” 1 ถึง 40 ตัว โดยห้ามใช้ “new” และ “signed-in”",
        "Neem 1 tot 40 kleine letters, cijfers en “-”; “new” en “signed-in” zijn bezet.")
    static let connectionNameTaken = Phrase(
        "There is a connection of this name already.",
        "มีการเชื่อมต่อชื่อนี้แล้ว",
        "Er is al een verbinding met deze naam.")
    static let accountChoice = Phrase("Account", "บัญชี", "Account")
    static let accountChoiceHelp = Phrase(
        "In whose name it works.", "ทำงานในนามของบัญชีใด", "Namens wie het werkt.")
    static let noAccountChoice = Phrase("none", "ไม่ระบุ", "geen")
    static let accountUnknown = Phrase(
        "Choose an account of the list.", "เลือกบัญชีจากรายการ", "Kies een account uit de lijst.")
    static let noAccountYet = Phrase(
        "No account is connected yet. Connect one first:", "ยังไม่มีบัญชีที่เชื่อมต่อ ให้เชื่อมต่อบัญชีก่อน:",
        "Er is nog geen account verbonden. Verbind er eerst een:")
    static let moreSettings = Phrase("More settings", "การตั้งค่าเพิ่มเติม", "Meer instellingen")
    static let leftEmpty = Phrase("Left empty:", "หากเว้นว่างไว้:", "Indien leeg:")
    static let optional = Phrase("Optional.", "ไม่บังคับ", "Niet verplicht.")
    static let pasteFile = Phrase(
        "Paste the whole content of the file.", "วางเนื้อหาทั้งหมดของไฟล์", "Plak de hele inhoud van het bestand.")
    static let secretNeverShown = Phrase(
        "It is sealed when it is kept, and never shown again.", "จะถูกเข้ารหัสเมื่อเก็บ และไม่แสดงอีก",
        "Het wordt verzegeld bewaard en nooit meer getoond.")
    static let secretKept = Phrase("kept, changed on", "เก็บไว้แล้ว แก้ไขเมื่อ", "bewaard, gewijzigd op")
    static let secretKeptHelp = Phrase(
        "Kept; leave it empty to keep it as it is. Changed", "เก็บไว้แล้ว เว้นว่างไว้หากไม่ต้องการเปลี่ยน แก้ไขเมื่อ",
        "Bewaard; laat leeg om het zo te laten. Gewijzigd")
    static let secretAgain = Phrase(
        "Secrets are never sent back to a page: give them again.",
        "ความลับจะไม่ถูกส่งกลับมายังหน้าเว็บ โปรดกรอกอีกครั้ง",
        "Geheimen worden nooit teruggestuurd naar een pagina: geef ze opnieuw op.")
    static let forgetSecret = Phrase("Forget what is kept", "ลบค่าที่เก็บไว้", "Vergeet wat bewaard is")
    static let yesChoice = Phrase("yes", "ใช่", "ja")
    static let noChoice = Phrase("no", "ไม่ใช่", "nee")
    static let asDefault = Phrase("as usual", "ตามค่าเริ่มต้น", "zoals gewoonlijk")
    static let changeSettings = Phrase("Change settings", "แก้ไขการตั้งค่า", "Instellingen wijzigen")
    static let settingsTitle = Phrase("Settings", "การตั้งค่า", "Instellingen")
    static let settingName = Phrase("Setting", "รายการ", "Instelling")
    static let settingValue = Phrase("Value", "ค่า", "Waarde")
    static let usualSettings = Phrase("Settings left as usual", "การตั้งค่าที่ใช้ค่าเริ่มต้น", "Standaardinstellingen")
    static let notGiven = Phrase("not given", "ไม่ได้กำหนด", "niet opgegeven")
    static let addressesFixed = Phrase(
        "Where the service is cannot be changed on a page, so that no page can make Steward call other places. For a "
            + "simulator or a proxy, use the command line:",
        "ที่อยู่ของบริการแก้ไขผ่านหน้าเว็บไม่ได้ เพื่อไม่ให้หน้าเว็บสั่ง Steward ติดต่อที่อื่น "
            + "หากใช้ตัวจำลองหรือพร็อกซี ให้ใช้คำสั่ง:",
        "Waar de dienst is, kan niet op een pagina worden gewijzigd, zodat geen pagina Steward naar andere plekken "
            + "stuurt. Gebruik voor een simulator of proxy de opdrachtregel:")
    static let connectionMade = Phrase("It is connected.", "เชื่อมต่อแล้ว", "De verbinding is gemaakt.")
    static let connectionSaved = Phrase(
        "Saved. Test it to see whether it works.", "บันทึกแล้ว ลองทดสอบว่าใช้งานได้หรือไม่",
        "Opgeslagen. Test of het werkt.")
    static let connectionTested = Phrase("Tested just now.", "ทดสอบเมื่อครู่นี้", "Zojuist getest.")
    static let connectionRemoved = Phrase(
        "The connection was removed.", "ลบการเชื่อมต่อแล้ว", "De verbinding is verwijderd.")
}

/// What is wrong with a setting.
extension Phrase {
    static let settingMissing = Phrase("Fill this in.", "โปรดกรอกข้อมูลนี้", "Vul dit in.")
    static let wantsText = Phrase("Give a text.", "โปรดกรอกข้อความ", "Geef een tekst op.")
    static let wantsAddress = Phrase(
        "Give an address like https://example.org (plain http only for this machine).",
        "โปรดกรอกที่อยู่ เช่น https://example.org (http ใช้ได้เฉพาะเครื่องนี้)",
        "Geef een adres zoals https://example.org (gewoon http alleen voor deze machine).")
    static func wantsNumber(_ low: String, _ high: String) -> Phrase {
        Phrase(
            "Give a whole number from \(low) to \(high).", "โปรดกรอกจำนวนเต็มตั้งแต่ \(low) ถึง \(high)",
            "Geef een geheel getal van \(low) tot \(high) op.")
    }
    static let wantsBoolean = Phrase("Choose yes or no.", "โปรดเลือกใช่หรือไม่ใช่", "Kies ja of nee.")
    static let wantsDuration = Phrase(
        "Give a time span like 500ms, 30s, 15m, 24h or 7d.", "โปรดกรอกช่วงเวลา เช่น 500ms, 30s, 15m, 24h หรือ 7d",
        "Geef een tijdsduur op, zoals 500ms, 30s, 15m, 24h of 7d.")
    static let wantsChoice = Phrase(
        "Choose one of the list.", "โปรดเลือกจากรายการ", "Kies er een uit de lijst.")
}

/// Signing in to an account, and removing a connection.
extension Phrase {
    static let signInToAccount = Phrase("Sign in to the account", "ลงชื่อเข้าใช้บัญชี", "Aanmelden bij het account")
    static let signInAccountDo = Phrase("Sign in", "ลงชื่อเข้าใช้", "Aanmelden")
    static let signInAgainDo = Phrase("Sign in again", "ลงชื่อเข้าใช้อีกครั้ง", "Opnieuw aanmelden")
    static let whatToAllow = Phrase("What Steward may do there", "สิ่งที่อนุญาตให้ Steward ทำ", "Wat Steward daar mag")
    static let whatToAllowHelp = Phrase(
        "The service asks you again on its own page. What was granted before stays.",
        "บริการจะถามยืนยันอีกครั้งในหน้าของบริการเอง สิทธิ์ที่ให้ไว้ก่อนหน้ายังคงอยู่",
        "De dienst vraagt het u nog eens op zijn eigen pagina. Wat eerder is verleend, blijft.")
    static let grantedBefore = Phrase("granted before", "ให้สิทธิ์ไว้แล้ว", "eerder verleend")
    static let continueDo = Phrase("Continue", "ดำเนินการต่อ", "Doorgaan")
    static let goToService = Phrase("Go on at the service", "ไปต่อที่หน้าของบริการ", "Ga verder bij de dienst")
    static let goToServiceHelp = Phrase(
        "Agree there within 10 minutes; your browser then comes back here. Only the browser you use now can end it.",
        "โปรดยืนยันที่นั่นภายใน 10 นาที แล้วเบราว์เซอร์จะกลับมาที่นี่ ใช้ได้เฉพาะเบราว์เซอร์นี้เท่านั้น",
        "Stem daar binnen 10 minuten in; uw browser komt dan hier terug. Alleen de browser die u nu gebruikt, kan het "
            + "afronden.")
    static let signInImpossible = Phrase(
        "Nobody can sign in through this page.",
        "ลงชื่อเข้าใช้ผ่านหน้านี้ไม่ได้",
        "Via deze pagina kan niemand zich aanmelden.")
    static let signInByCommand = Phrase(
        "Sign in on the machine that Steward runs on:", "ลงชื่อเข้าใช้บนเครื่องที่ Steward ทำงานอยู่:",
        "Meld u aan op de machine waarop Steward draait:")
    static let comesBackTo = Phrase(
        "The browser comes back to this address; a client of the type “Web application” has to know it:",
        "เบราว์เซอร์จะกลับมายังที่อยู่นี้ ไคลเอนต์ชนิด “Web application” ต้องรู้จักที่อยู่นี้:",
        "De browser komt terug op dit adres; een client van het type “Web application” moet het kennen:")
    static let signedInNow = Phrase("Signed in.", "ลงชื่อเข้าใช้แล้ว", "Aangemeld.")
    static let signInFailed = Phrase(
        "The sign-in did not work.",
        "ลงชื่อเข้าใช้ไม่สำเร็จ",
        "Het aanmelden is niet gelukt.")
    static let signInStale = Phrase(
        "This sign-in is over, was ended before, or was begun in another browser. Start it again.",
        "การลงชื่อเข้าใช้นี้หมดอายุ สิ้นสุดไปแล้ว หรือเริ่มจากเบราว์เซอร์อื่น โปรดเริ่มใหม่",
        "Deze aanmelding is verlopen, al afgerond, of in een andere browser begonnen. Begin opnieuw.")
    static let tryAgain = Phrase("Try again", "ลองอีกครั้ง", "Opnieuw proberen")
    static let removeConnection = Phrase("Remove the connection", "ลบการเชื่อมต่อ", "De verbinding verwijderen")
    static let removeConnectionDo = Phrase("Remove", "ลบ", "Verwijderen")
    static let whatGoes = Phrase("What goes", "สิ่งที่จะถูกลบ", "Wat verdwijnt")
    static let whatStays = Phrase("What stays", "สิ่งที่ยังคงอยู่", "Wat blijft")
    static let goesSettings = Phrase(
        "its settings and its sealed secrets",
        "การตั้งค่าและความลับที่เข้ารหัสไว้",
        "de instellingen en de verzegelde geheimen")
    static let goesSignIn = Phrase(
        "the sign-in; Steward also asks the service to end what was granted",
        "การลงชื่อเข้าใช้ และ Steward จะขอให้บริการยกเลิกสิทธิ์ที่ให้ไว้",
        "de aanmelding; Steward vraagt de dienst ook om de verleende rechten te beëindigen")
    static let goesState = Phrase(
        "what is known of its health and its last use", "ข้อมูลสถานะและการใช้งานล่าสุด",
        "wat bekend is van de status en het laatste gebruik")
    static let staysFiles = Phrase(
        "everything at the service itself: files, messages, accounts",
        "ทุกอย่างที่อยู่กับบริการ เช่น ไฟล์ ข้อความ บัญชี", "alles bij de dienst zelf: bestanden, berichten, accounts")
    static let staysRecords = Phrase(
        "the ledger, the history of jobs and transfers, and files kept here",
        "บัญชีหลักฐาน ประวัติงานและการรับส่งไฟล์ และไฟล์ที่เก็บไว้ที่นี่",
        "het grootboek, de geschiedenis van taken en overdrachten, en bestanden die hier bewaard zijn")
    static let staysSchedules = Phrase(
        "schedules that name it: they fail until they are changed",
        "กำหนดการที่อ้างถึงการเชื่อมต่อนี้ ซึ่งจะล้มเหลวจนกว่าจะแก้ไข",
        "planningen die haar noemen: ze mislukken tot ze worden gewijzigd")
    static let typeNameToRemove = Phrase(
        "Type the connection's name to remove it", "พิมพ์ชื่อการเชื่อมต่อเพื่อลบ",
        "Typ de naam van de verbinding om haar te verwijderen")
    static let nameDiffers = Phrase(
        "This is not the connection's name.",
        "ชื่อนี้ไม่ตรงกับชื่อการเชื่อมต่อ",
        "Dit is niet de naam van de verbinding.")
    static let usedByOthers = Phrase(
        "Other connections work in its name. Remove them, or give them another account, first:",
        "มีการเชื่อมต่ออื่นทำงานในนามของบัญชีนี้ ให้ลบหรือเปลี่ยนบัญชีก่อน:",
        "Andere verbindingen werken namens dit account. Verwijder ze eerst, of geef ze een ander account:")
    static let keepGrant = Phrase(
        "Leave what was granted at the service as it is", "คงสิทธิ์ที่ให้ไว้กับบริการตามเดิม",
        "Laat wat bij de dienst is verleend zoals het is")
    static let revokeFailed = Phrase(
        "The service did not end what was granted, so nothing was removed. Try again later, or leave the grant as it "
            + "is.",
        "บริการไม่ได้ยกเลิกสิทธิ์ จึงยังไม่ได้ลบ ลองใหม่ภายหลัง หรือเลือกคงสิทธิ์ไว้",
        "De dienst heeft de verleende rechten niet beëindigd, dus er is niets verwijderd. Probeer het later opnieuw, "
            + "of laat de rechten zoals ze zijn.")
}
