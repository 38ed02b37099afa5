// SPDX-License-Identifier: Apache-2.0

/// What the pages of setting up and signing in say.
extension Phrase {
    static let setUpTitle = Phrase("Set up Steward", "ตั้งค่า Steward", "Steward instellen")
    static let setUpHelp = Phrase(
        "Choose the name and password of the first owner. The owner can invite others later.",
        "เลือกชื่อและรหัสผ่านของเจ้าของคนแรก เจ้าของเชิญผู้อื่นได้ในภายหลัง",
        "Kies de naam en het wachtwoord van de eerste eigenaar. De eigenaar kan later anderen uitnodigen.")
    static let setUpDo = Phrase("Make the account", "สร้างบัญชี", "Account maken")
    static let linkIsOver = Phrase(
        "This link has been used, is too old, or was replaced by a newer one.",
        "ลิงก์นี้ถูกใช้ไปแล้ว หมดอายุ หรือถูกแทนที่ด้วยลิงก์ใหม่",
        "Deze link is gebruikt, te oud, of vervangen door een nieuwere.")
    static let linkIsOverTitle = Phrase(
        "This link no longer works", "ลิงก์นี้ใช้ไม่ได้แล้ว", "Deze link werkt niet meer")
    static let newSetUpLink = Phrase(
        "Print a new one on the machine that Steward runs on:", "พิมพ์ลิงก์ใหม่บนเครื่องที่ Steward ทำงานอยู่:",
        "Druk een nieuwe af op de machine waarop Steward draait:")
    static let askForInvitation = Phrase(
        "Ask an owner of this Steward for a new invitation.", "ขอคำเชิญใหม่จากเจ้าของ Steward นี้",
        "Vraag een eigenaar van deze Steward om een nieuwe uitnodiging.")

    static let noOwnerTitle = Phrase(
        "Nobody owns this Steward yet", "Steward นี้ยังไม่มีเจ้าของ", "Deze Steward heeft nog geen eigenaar")
    static let noOwnerHelp = Phrase(
        "Open the one-time link that Steward printed when it started. Whoever opens it first becomes the owner.",
        "เปิดลิงก์ใช้ครั้งเดียวที่ Steward พิมพ์ไว้ตอนเริ่มทำงาน ผู้ที่ใช้ลิงก์นี้คนแรกจะเป็นเจ้าของ",
        "Open de eenmalige link die Steward bij het starten heeft afgedrukt. Wie hem het eerst gebruikt, wordt "
            + "eigenaar."
    )
    static let noOwnerNewLink = Phrase(
        "Cannot find it? This prints a new one, and the earlier one stops working:",
        "หาไม่พบใช่ไหม คำสั่งนี้พิมพ์ลิงก์ใหม่ และลิงก์เดิมจะใช้ไม่ได้:",
        "Niet te vinden? Dit drukt een nieuwe af, en de vorige werkt dan niet meer:")

    static let signInTitle = Phrase("Sign in", "ลงชื่อเข้าใช้", "Aanmelden")
    static let signInDo = Phrase("Sign in", "ลงชื่อเข้าใช้", "Aanmelden")
    static let signInGoogle = Phrase("Sign in with Google", "ลงชื่อเข้าใช้ด้วย Google", "Aanmelden met Google")
    static let orElse = Phrase("or", "หรือ", "of")
    static let signOutDo = Phrase("Sign out", "ออกจากระบบ", "Afmelden")
    static let signedOutNotice = Phrase("You are signed out.", "คุณออกจากระบบแล้ว", "U bent afgemeld.")
    static let forgotPassword = Phrase(
        "Forgotten the password? Ask an owner for a link to choose a new one, or run this on Steward's machine:",
        "ลืมรหัสผ่านใช่ไหม ขอลิงก์จากเจ้าของเพื่อเลือกรหัสผ่านใหม่ หรือใช้คำสั่งนี้บนเครื่องของ Steward:",
        "Wachtwoord vergeten? Vraag een eigenaar om een link om een nieuw te kiezen, of voer dit uit op "
            + "Stewards machine:"
    )
    static let accountName = Phrase("Name", "ชื่อ", "Naam")
    static let accountNameHint = Phrase(
        "The name you sign in with. Others see it beside your decisions.",
        "ชื่อที่ใช้ลงชื่อเข้าใช้ ผู้อื่นเห็นชื่อนี้ข้างการตัดสินของคุณ",
        "De naam waarmee u zich aanmeldt. Anderen zien hem bij uw beslissingen.")
    static let password = Phrase("Password", "รหัสผ่าน", "Wachtwoord")
    static let passwordAgain = Phrase("The same password again", "รหัสผ่านเดิมอีกครั้ง", "Hetzelfde wachtwoord nog eens")
    static let passwordNow = Phrase("Password now", "รหัสผ่านปัจจุบัน", "Huidig wachtwoord")
    static let passwordNew = Phrase("New password", "รหัสผ่านใหม่", "Nieuw wachtwoord")
}

/// What can be wrong with a form.
extension Phrase {
    static let passwordHint = Phrase(
        "At least 12 characters; a few words in a row do well.", "อย่างน้อย 12 ตัวอักษร ใช้คำหลายคำต่อกันก็ได้",
        "Minstens 12 tekens; een paar woorden achter elkaar is prima.")
    static let formProblem = Phrase("Please look at this again", "โปรดตรวจสอบอีกครั้ง", "Kijk hier nog eens naar")
    static let titleProblem = Phrase("Problem", "มีปัญหา", "Probleem")
    static let wrongCredentials = Phrase(
        "Name and password do not go together.", "ชื่อและรหัสผ่านไม่ตรงกัน", "Naam en wachtwoord horen niet bij elkaar.")
    static let wrongPasswordNow = Phrase(
        "This is not your password now.", "นี่ไม่ใช่รหัสผ่านปัจจุบันของคุณ", "Dit is niet uw huidige wachtwoord.")
    static let passwordsDiffer = Phrase(
        "The two passwords are not the same.", "รหัสผ่านทั้งสองช่องไม่เหมือนกัน", "De twee wachtwoorden zijn niet gelijk.")
    static let nameMissing = Phrase("Write a name.", "กรอกชื่อ", "Vul een naam in.")
    static let passwordMissing = Phrase("Write a password.", "กรอกรหัสผ่าน", "Vul een wachtwoord in.")
    static let scopeMissing = Phrase(
        "Choose at least one thing that the token may do.", "เลือกสิ่งที่โทเคนทำได้อย่างน้อยหนึ่งอย่าง",
        "Kies minstens één ding dat het token mag.")
    static let expiryUnknown = Phrase(
        "Choose one of the periods.", "เลือกช่วงเวลาจากรายการ", "Kies een van de termijnen.")
    static let zoneUnknown = Phrase(
        "Choose a time zone of the list.", "เลือกเขตเวลาจากรายการ", "Kies een tijdzone uit de lijst.")
    static let languageUnknown = Phrase("Choose one of the languages.", "เลือกภาษาจากรายการ", "Kies een van de talen.")
    static let roleUnknown = Phrase("Choose one of the roles.", "เลือกบทบาทจากรายการ", "Kies een van de rollen.")
    static let passwordTooShort = Phrase(
        "A password has at least 12 characters; a few words in a row do well.",
        "รหัสผ่านมีอย่างน้อย 12 ตัวอักษร ใช้คำหลายคำต่อกันก็ได้",
        "Een wachtwoord heeft minstens 12 tekens; een paar woorden achter elkaar is prima.")
    static let passwordTooLong = Phrase(
        "A password has at most 128 characters.", "รหัสผ่านมีไม่เกิน 128 ตัวอักษร",
        "Een wachtwoord heeft hoogstens 128 tekens.")
    static let passwordCommon = Phrase(
        "This password is among those that are tried first; choose another.",
        "รหัสผ่านนี้อยู่ในกลุ่มที่ถูกเดาก่อน โปรดเลือกรหัสผ่านอื่น",
        "Dit wachtwoord hoort bij die het eerst worden geprobeerd; kies een ander.")
    static let passwordIsName = Phrase(
        "The password must not be the account's name.", "รหัสผ่านต้องไม่ใช่ชื่อบัญชี",
        "Het wachtwoord mag niet de naam van het account zijn.")
    static let nameTaken = Phrase(
        "This name is taken; choose another.", "ชื่อนี้มีผู้ใช้แล้ว โปรดเลือกชื่ออื่น", "Deze naam is bezet; kies een andere.")
    static let nameRefused = Phrase(
        "A name has 1 to 64 characters, and neither line breaks nor invisible characters.",
        "ชื่อมี 1 ถึง 64 ตัวอักษร และไม่มีการขึ้นบรรทัดใหม่หรืออักขระที่มองไม่เห็น",
        "Een naam heeft 1 tot 64 tekens, zonder regeleinden of onzichtbare tekens.")
    static let accountIsDisabled = Phrase(
        "This account is disabled; an owner can enable it.", "บัญชีนี้ถูกปิดการใช้งาน เจ้าของเปิดให้ใหม่ได้",
        "Dit account is uitgeschakeld; een eigenaar kan het inschakelen.")
    static let signInBusy = Phrase(
        "Many people are signing in at this moment; try again in a few seconds.",
        "ขณะนี้มีผู้ลงชื่อเข้าใช้หลายคน โปรดลองใหม่ในไม่กี่วินาที",
        "Er melden zich nu veel mensen aan; probeer het over een paar seconden opnieuw.")
    static let mayNot = Phrase("Your account may not do this.", "บัญชีของคุณไม่มีสิทธิ์ทำสิ่งนี้", "Uw account mag dit niet.")
    static let existsNoMore = Phrase("It does not exist any more.", "ไม่มีรายการนี้แล้ว", "Het bestaat niet meer.")
    static let tokenRefused = Phrase(
        "A token needs a name of 1 to 64 characters, scopes that you have, and an end in the future.",
        "โทเคนต้องมีชื่อ 1 ถึง 64 ตัวอักษร ขอบเขตที่คุณมี และวันหมดอายุในอนาคต",
        "Een token heeft een naam van 1 tot 64 tekens nodig, een bereik dat u hebt, en een einde in de toekomst.")
    static let googleMissing = Phrase(
        "Sign-in with Google is not set up here.", "ที่นี่ไม่ได้ตั้งค่าการลงชื่อเข้าใช้ด้วย Google",
        "Aanmelden met Google is hier niet ingesteld.")
    static let googleStale = Phrase(
        "This sign-in with Google took too long or was used already; start again.",
        "การลงชื่อเข้าใช้ด้วย Google นี้ใช้เวลานานเกินไปหรือถูกใช้ไปแล้ว โปรดเริ่มใหม่",
        "Dit aanmelden met Google duurde te lang of is al gebruikt; begin opnieuw.")
    static let googleNotAllowed = Phrase(
        "This Google account is not on the list of those who may sign in here.",
        "บัญชี Google นี้ไม่อยู่ในรายชื่อผู้ที่ลงชื่อเข้าใช้ที่นี่ได้",
        "Dit Google-account staat niet op de lijst van wie zich hier mag aanmelden.")
    static let googleTaken = Phrase(
        "This Google account belongs to another account here.", "บัญชี Google นี้เป็นของบัญชีอื่นที่นี่",
        "Dit Google-account hoort hier bij een ander account.")
    static let googleFailed = Phrase(
        "Signing in with Google did not work. Try again, or sign in with a name and password.",
        "ลงชื่อเข้าใช้ด้วย Google ไม่สำเร็จ ลองใหม่ หรือใช้ชื่อและรหัสผ่าน",
        "Aanmelden met Google is niet gelukt. Probeer het opnieuw, of meld u aan met naam en wachtwoord.")

    static let waitMinute = Phrase(
        "There were several attempts. Please wait a minute and try again.",
        "มีการลองหลายครั้ง โปรดรอหนึ่งนาทีแล้วลองใหม่",
        "Er waren meerdere pogingen. Wacht een minuut en probeer het opnieuw.")

    /// Too many attempts; the wait is in whole minutes.
    static func waitMinutes(_ minutes: Int) -> Phrase {
        guard minutes > 1 else { return waitMinute }
        return Phrase(
            "There were several attempts. Please wait \(minutes) minutes and try again.",
            "มีการลองหลายครั้ง โปรดรอ \(minutes) นาทีแล้วลองใหม่",
            "Er waren meerdere pogingen. Wacht \(minutes) minuten en probeer het opnieuw.")
    }
}

/// What the pages of one's own account say.
extension Phrase {
    static let ownAccount = Phrase("Your account", "บัญชีของคุณ", "Uw account")
    static let accountParts = Phrase("Account", "บัญชี", "Account")
    static let accountSaved = Phrase("Saved.", "บันทึกแล้ว", "Opgeslagen.")
    static let saveDo = Phrase("Save", "บันทึก", "Opslaan")
    static let roleName = Phrase("Role", "บทบาท", "Rol")
    static let preferences = Phrase("Name, language and time", "ชื่อ ภาษา และเวลา", "Naam, taal en tijd")
    static let languageName = Phrase("Language", "ภาษา", "Taal")
    static let timeZoneName = Phrase("Time zone", "เขตเวลา", "Tijdzone")
    static let browserLanguage = Phrase("As the browser asks", "ตามเบราว์เซอร์", "Zoals de browser vraagt")
    static let zoneUTC = Phrase(
        "UTC (Coordinated Universal Time)", "UTC (เวลาสากลเชิงพิกัด)", "UTC (gecoördineerde wereldtijd)")
    static let changePassword = Phrase("Change the password", "เปลี่ยนรหัสผ่าน", "Wachtwoord wijzigen")
    static let passwordChanged = Phrase(
        "The password is changed; every other device is signed out.",
        "เปลี่ยนรหัสผ่านแล้ว และอุปกรณ์อื่นทั้งหมดออกจากระบบแล้ว",
        "Het wachtwoord is gewijzigd; elk ander apparaat is afgemeld.")
    static let choosePassword = Phrase("Choose a password", "เลือกรหัสผ่าน", "Wachtwoord kiezen")
    static let signInAgainFirst = Phrase(
        "Sign out and in again first: this can be done within a quarter of an hour after signing in.",
        "โปรดออกจากระบบแล้วลงชื่อเข้าใช้อีกครั้งก่อน เพราะทำได้ภายในสิบห้านาทีหลังลงชื่อเข้าใช้",
        "Meld u eerst af en weer aan: dit kan tot een kwartier na het aanmelden.")
    static let passwordHelp = Phrase(
        "Changing it signs out every other device.", "เมื่อเปลี่ยนแล้ว อุปกรณ์อื่นทั้งหมดจะออกจากระบบ",
        "Na het wijzigen is elk ander apparaat afgemeld.")
    static let googleLink = Phrase(
        "Also sign in with Google", "ลงชื่อเข้าใช้ด้วย Google ได้ด้วย", "Ook aanmelden met Google")
    static let googleLinkDo = Phrase("Choose a Google account", "เลือกบัญชี Google", "Google-account kiezen")
    static let googleIsLinked = Phrase(
        "A Google account can sign in to this account.", "บัญชี Google ลงชื่อเข้าใช้บัญชีนี้ได้",
        "Met een Google-account kan men zich bij dit account aanmelden.")
    static let googleUnlinkDo = Phrase("Unlink Google", "เลิกเชื่อม Google", "Google loskoppelen")
    static let googleLinked = Phrase(
        "The Google account is linked.", "เชื่อมบัญชี Google แล้ว", "Het Google-account is gekoppeld.")
    static let googleUnlinked = Phrase(
        "The Google account is unlinked.", "เลิกเชื่อมบัญชี Google แล้ว", "Het Google-account is losgekoppeld.")
    static let sessionsTitle = Phrase("Where you are signed in", "อุปกรณ์ที่ลงชื่อเข้าใช้อยู่", "Waar u bent aangemeld")
    static let device = Phrase("Device", "อุปกรณ์", "Apparaat")
    static let lastSeen = Phrase("Last seen", "ใช้ล่าสุด", "Laatst gezien")
    static let signedInAt = Phrase("Signed in", "ลงชื่อเข้าใช้เมื่อ", "Aangemeld")
    static let addressName = Phrase("Address", "ที่อยู่เครือข่าย", "Adres")
    static let thisDevice = Phrase("this device", "อุปกรณ์นี้", "dit apparaat")
    static let unknownDevice = Phrase("Unknown device", "อุปกรณ์ที่ไม่รู้จัก", "Onbekend apparaat")
    static let signOutDevice = Phrase("Sign out", "ออกจากระบบ", "Afmelden")
    static let signOutEverywhere = Phrase(
        "Sign out everywhere", "ออกจากระบบทุกอุปกรณ์", "Overal afmelden")
    static let signOutEverywhereHelp = Phrase(
        "Signing out everywhere includes this device. API tokens keep working until they are revoked.",
        "การออกจากระบบทุกอุปกรณ์รวมถึงอุปกรณ์นี้ด้วย โทเคน API ยังใช้ได้จนกว่าจะเพิกถอน",
        "Overal afmelden geldt ook voor dit apparaat. API-tokens blijven werken tot ze worden ingetrokken.")
    static let deviceSignedOut = Phrase(
        "The device is signed out.", "อุปกรณ์นั้นออกจากระบบแล้ว", "Het apparaat is afgemeld.")
}

/// What the page of API tokens says.
extension Phrase {
    static let tokensTitle = Phrase("API tokens", "โทเคน API", "API-tokens")
    static let tokensHelp = Phrase(
        "A token lets a program act in your name, within the scopes you choose.",
        "โทเคนให้โปรแกรมทำงานในนามของคุณ ภายในขอบเขตที่คุณเลือก",
        "Met een token handelt een programma namens u, binnen het bereik dat u kiest.")
    static let noTokens = Phrase("No token yet.", "ยังไม่มีโทเคน", "Nog geen token.")
    static let newToken = Phrase("Make a token", "สร้างโทเคน", "Token maken")
    static let tokenName = Phrase("What it is for", "ใช้ทำอะไร", "Waarvoor het is")
    static let tokenScopes = Phrase("What it may do", "ทำอะไรได้", "Wat het mag")
    static let tokenExpiry = Phrase("Works for", "ใช้ได้นาน", "Werkt gedurende")
    static let tokenShownOnce = Phrase(
        "Copy the token now: it is shown this once only.", "คัดลอกโทเคนตอนนี้ เพราะจะแสดงเพียงครั้งนี้ครั้งเดียว",
        "Kopieer het token nu: het wordt alleen deze ene keer getoond.")
    static let tokenMade = Phrase("The token is made", "สร้างโทเคนแล้ว", "Het token is gemaakt")
    static let tokenUse = Phrase(
        "Send it with each request:", "ส่งไปพร้อมทุกคำขอ:", "Stuur het mee met elk verzoek:")
    static let tokenRevoked = Phrase("The token is revoked.", "เพิกถอนโทเคนแล้ว", "Het token is ingetrokken.")
    static let tokenNameTaken = Phrase(
        "You have a token with this name already.", "คุณมีโทเคนชื่อนี้อยู่แล้ว", "U hebt al een token met deze naam.")
    static let toTokens = Phrase("To the list of tokens", "ไปยังรายการโทเคน", "Naar de lijst van tokens")
    static let lastUsed = Phrase("Last used", "ใช้ล่าสุด", "Laatst gebruikt")
    static let never = Phrase("never", "ไม่เคย", "nooit")
    static let expires = Phrase("Expires", "หมดอายุ", "Verloopt")
    static let expired = Phrase("expired", "หมดอายุแล้ว", "verlopen")
    static let revokeDo = Phrase("Revoke", "เพิกถอน", "Intrekken")
    static let madeAt = Phrase("Made", "สร้างเมื่อ", "Gemaakt")
}

/// What the page of people says.
extension Phrase {
    static let people = Phrase("People", "บุคคล", "Mensen")
    static let peopleHelp = Phrase(
        "Who may sign in, and what each may do.", "ใครลงชื่อเข้าใช้ได้ และแต่ละคนทำอะไรได้",
        "Wie zich mag aanmelden, en wat ieder mag.")
    static let inviteTitle = Phrase("Invite somebody", "เชิญผู้อื่น", "Iemand uitnodigen")
    static let inviteHelp = Phrase(
        "You get a link that works once, for 7 days. Give it to the person yourself; Steward sends nothing.",
        "คุณจะได้ลิงก์ที่ใช้ได้ครั้งเดียวภายใน 7 วัน โปรดส่งให้ผู้รับเอง Steward ไม่ส่งอะไรออกไป",
        "U krijgt een link die één keer werkt, 7 dagen lang. Geef hem zelf aan de persoon; Steward verstuurt niets.")
    static let inviteDo = Phrase("Make an invitation", "สร้างคำเชิญ", "Uitnodiging maken")
    static let inviteMade = Phrase("The invitation is made", "สร้างคำเชิญแล้ว", "De uitnodiging is gemaakt")
    static let inviteShownOnce = Phrase(
        "Copy the link now: it is shown this once only, and works once.",
        "คัดลอกลิงก์ตอนนี้ เพราะจะแสดงเพียงครั้งนี้ และใช้ได้ครั้งเดียว",
        "Kopieer de link nu: hij wordt alleen deze ene keer getoond, en werkt één keer.")
    static let openLinks = Phrase(
        "Links that nobody has used yet", "ลิงก์ที่ยังไม่มีผู้ใช้", "Links die nog niemand heeft gebruikt")
    static let linkFor = Phrase("For", "สำหรับ", "Voor")
    static let withdrawDo = Phrase("Withdraw", "ถอน", "Intrekken")
    static let linkWithdrawn = Phrase("The link is withdrawn.", "ถอนลิงก์แล้ว", "De link is ingetrokken.")
    static let linkLabel = Phrase("Link", "ลิงก์", "Link")
    static let passwordLinkDo = Phrase("New password", "รหัสผ่านใหม่", "Nieuw wachtwoord")
    static let passwordLinkMade = Phrase(
        "The link for a new password is made", "สร้างลิงก์สำหรับรหัสผ่านใหม่แล้ว", "De link voor een nieuw wachtwoord is gemaakt"
    )
    static let newPasswordTitle = Phrase("Choose a new password", "เลือกรหัสผ่านใหม่", "Kies een nieuw wachtwoord")
    static let newPasswordHelp = Phrase(
        "It replaces the one you had, and signs out every device.",
        "รหัสผ่านนี้แทนที่รหัสผ่านเดิม และทุกอุปกรณ์จะออกจากระบบ",
        "Het vervangt het oude, en elk apparaat wordt afgemeld.")
    static let toPeople = Phrase("To the list of people", "ไปยังรายการบุคคล", "Naar de lijst van mensen")
    static let joinTitle = Phrase("Join this Steward", "เข้าร่วม Steward นี้", "Meedoen met deze Steward")
    static let joinHelp = Phrase(
        "Somebody invited you. Choose the name and password you will sign in with.",
        "มีผู้เชิญคุณ เลือกชื่อและรหัสผ่านที่จะใช้ลงชื่อเข้าใช้",
        "Iemand heeft u uitgenodigd. Kies de naam en het wachtwoord waarmee u zich aanmeldt.")
    static let roleViewer = Phrase("Viewer", "ผู้ชม", "Lezer")
    static let roleReviewer = Phrase("Reviewer", "ผู้ตรวจทาน", "Beoordelaar")
    static let roleOwner = Phrase("Owner", "เจ้าของ", "Eigenaar")
    static let roleViewerMay = Phrase("reads everything", "อ่านได้ทุกอย่าง", "leest alles")
    static let roleReviewerMay = Phrase(
        "reads everything and decides in the review", "อ่านได้ทุกอย่างและตัดสินในการตรวจทาน",
        "leest alles en beslist in de beoordeling")
    static let roleOwnerMay = Phrase(
        "does everything, also inviting people", "ทำได้ทุกอย่าง รวมทั้งเชิญผู้อื่น", "doet alles, ook mensen uitnodigen")
    static let changeRole = Phrase("Change role", "เปลี่ยนบทบาท", "Rol wijzigen")
    static let roleChanged = Phrase("The role is changed.", "เปลี่ยนบทบาทแล้ว", "De rol is gewijzigd.")
    static let disableDo = Phrase("Disable", "ปิดการใช้งาน", "Uitschakelen")
    static let enableDo = Phrase("Enable again", "เปิดการใช้งานอีกครั้ง", "Weer inschakelen")
    static let accountDisabledTag = Phrase("disabled", "ปิดการใช้งาน", "uitgeschakeld")
    static let accountActiveTag = Phrase("active", "ใช้งานได้", "actief")
    static let accountDisabledNotice = Phrase(
        "The account is disabled and signed out everywhere.", "ปิดการใช้งานบัญชีและออกจากระบบทุกอุปกรณ์แล้ว",
        "Het account is uitgeschakeld en overal afgemeld.")
    static let accountEnabledNotice = Phrase(
        "The account works again.", "บัญชีใช้งานได้อีกครั้ง", "Het account werkt weer.")
    static let yourself = Phrase("you", "คุณ", "u")
    static let lastOwner = Phrase(
        "This is the last owner. Make somebody else an owner first.",
        "นี่คือเจ้าของคนสุดท้าย ตั้งผู้อื่นเป็นเจ้าของก่อน",
        "Dit is de laatste eigenaar. Maak eerst iemand anders eigenaar.")
    static let personUnknown = Phrase("There is no such person.", "ไม่มีบุคคลนี้", "Deze persoon bestaat niet.")

    static let mayRead = Phrase("read every page and figure", "อ่านทุกหน้าและตัวเลข", "elke pagina en elk cijfer lezen")
    static let mayReview = Phrase("decide in the review", "ตัดสินในการตรวจทาน", "beslissen in de beoordeling")
    static let mayDrive = Phrase(
        "keep one's own logbook", "บันทึกการเดินทางของตนเอง", "de eigen rittenregistratie bijhouden")
    static let mayOperate = Phrase("start and pause work", "เริ่มและหยุดงาน", "werk starten en pauzeren")
    static let mayAdminister = Phrase(
        "manage people and connections", "จัดการบุคคลและการเชื่อมต่อ", "mensen en verbindingen beheren")
    static let mayMetrics = Phrase("read the metrics", "อ่านค่าชี้วัดของระบบ", "de meetwaarden lezen")
}
