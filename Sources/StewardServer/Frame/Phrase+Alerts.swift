// SPDX-License-Identifier: Apache-2.0

/// What the page of alerts says.
extension Phrase {
    static let alerts = Phrase("Alerts", "การแจ้งเตือน", "Meldingen")
    static let alertsNow = Phrase("What is the matter now", "เรื่องที่เป็นปัญหาตอนนี้", "Wat er nu aan de hand is")
    static let alertsAllWell = Phrase("All is well", "ทุกอย่างเรียบร้อย", "Alles is in orde")
    static let alertsAllWellHelp = Phrase(
        "Nothing is the matter that Steward knows of. It looks every five minutes.",
        "ไม่มีเรื่องใดที่ Steward ทราบว่าเป็นปัญหา ระบบตรวจทุกห้านาที",
        "Er is niets aan de hand waarvan Steward weet. Het kijkt elke vijf minuten.")
    static let alertsGoTo = Phrase("They go to:", "ส่งไปยัง:", "Ze gaan naar:")
    static let alertsNobody = Phrase(
        "Nobody is told of anything: no connection sends notices. Connect Mail, ntfy or Webhook.",
        "ไม่มีใครได้รับแจ้ง เพราะยังไม่มีการเชื่อมต่อที่ส่งข้อความ ให้เชื่อมต่อ Mail, ntfy หรือ Webhook",
        "Niemand krijgt iets te horen: geen verbinding verstuurt berichten. Verbind Mail, ntfy of Webhook.")
    static let alertMatter = Phrase("Matter", "เรื่อง", "Kwestie")
    static let alertSince = Phrase("Since", "ตั้งแต่", "Sinds")
    static let alertTold = Phrase("Told", "แจ้งแล้ว", "Verteld aan")
    static let alertNotYetTold = Phrase("nobody yet", "ยังไม่ได้แจ้งใคร", "nog niemand")
    static let alertGone = Phrase("gone a moment ago", "หายไปเมื่อครู่", "net verdwenen")
    static let alertMutedUntil = Phrase("muted until {when}", "ปิดเสียงจนถึง {when}", "gedempt tot {when}")
    static let alertMutedForGood = Phrase("muted until it is over", "ปิดเสียงจนกว่าจะจบ", "gedempt tot het voorbij is")
    static let alertMuteDay = Phrase("Mute for a day", "ปิดเสียงหนึ่งวัน", "Een dag dempen")
    static let alertMuteOver = Phrase("Mute until it is over", "ปิดเสียงจนกว่าจะจบ", "Dempen tot het voorbij is")
    static let alertUnmute = Phrase("Tell again", "แจ้งอีกครั้ง", "Weer vertellen")

    static let alertHistory = Phrase("What was told", "ประวัติการแจ้งเตือน", "Wat er verteld is")
    static let alertHistoryNone = Phrase(
        "Nothing was told yet.", "ยังไม่เคยแจ้งเรื่องใด", "Er is nog niets verteld.")
    static let alertSort = Phrase("What it was", "ประเภท", "Soort")
    static let alertStarted = Phrase("started", "เริ่ม", "begonnen")
    static let alertWorse = Phrase("worse", "แย่ลง", "erger")
    static let alertReminder = Phrase("reminder", "เตือนซ้ำ", "herinnering")
    static let alertOver = Phrase("over", "จบแล้ว", "voorbij")
    static let alertPassed = Phrase("came and went", "เกิดแล้วหายไป", "kwam en ging")
    static let alertDigest = Phrase("several at once", "หลายเรื่องพร้อมกัน", "meerdere tegelijk")
    static let alertInfo = Phrase("for information", "แจ้งให้ทราบ", "ter informatie")
    static let alertWarning = Phrase("warning", "คำเตือน", "waarschuwing")
    static let alertCritical = Phrase("critical", "วิกฤต", "kritiek")
    static let deliveryTaken = Phrase("taken", "ได้รับแล้ว", "ontvangen")
    static let deliveryWaiting = Phrase("is tried again", "กำลังลองใหม่", "wordt opnieuw geprobeerd")
    static let deliveryFailed = Phrase("given up", "เลิกลองแล้ว", "opgegeven")
    static let deliveryDropped = Phrase("channel removed", "ช่องทางถูกลบ", "kanaal verwijderd")

    static let alertTest = Phrase("Try a channel", "ทดสอบช่องทาง", "Een kanaal proberen")
    static let alertChannel = Phrase("Channel", "ช่องทาง", "Kanaal")
    static let alertTestHelp = Phrase(
        "Sends one notice that says that nothing is the matter.", "ส่งข้อความหนึ่งฉบับที่บอกว่าไม่มีปัญหา",
        "Verstuurt één bericht dat zegt dat er niets aan de hand is.")
    static let alertTestDo = Phrase("Send a test", "ส่งทดสอบ", "Test versturen")
    static let alertTestSent = Phrase(
        "A test was sent on “{name}”. Look whether it arrived.",
        "ส่งข้อความทดสอบทาง “{name}” แล้ว โปรดดูว่ามาถึงหรือไม่",
        "Er is een test verstuurd via “{name}”. Kijk of hij is aangekomen.")
    static let alertTestFailed = Phrase(
        "“{name}” did not take the test:", "“{name}” ไม่รับข้อความทดสอบ:", "“{name}” nam de test niet aan:")

    static let alertSettings = Phrase("When people are told", "แจ้งเมื่อใด", "Wanneer er verteld wordt")
    static let alertQuiet = Phrase("Quiet hours", "ช่วงเวลาเงียบ", "Stille uren")
    static let alertQuietHelp = Phrase(
        "As 22:00-07:00; empty for none. Only what is critical is told then; the rest comes together when they end.",
        "เช่น 22:00-07:00 เว้นว่างถ้าไม่มี ช่วงนี้แจ้งเฉพาะเรื่องวิกฤต เรื่องอื่นแจ้งรวมกันเมื่อพ้นช่วง",
        "Zoals 22:00-07:00; leeg voor geen. Dan wordt alleen het kritieke verteld; de rest komt samen als ze "
            + "voorbij zijn."
    )
    static let alertQuietWrong = Phrase(
        "Write quiet hours as 22:00-07:00.",
        "เขียนช่วงเวลาเงียบเป็น 22:00-07:00",
        "Schrijf stille uren als 22:00-07:00.")
    static let alertQuietSeveral = Phrase(
        "There are several quiet hours, set by a command: {list}. Saving this form keeps them.",
        "มีช่วงเวลาเงียบหลายช่วงที่ตั้งด้วยคำสั่ง: {list} การบันทึกแบบฟอร์มนี้จะคงไว้ตามเดิม",
        "Er zijn meerdere stille uren, ingesteld met een opdracht: {list}. Dit formulier laat ze zo.")
    static let alertQuietDays = Phrase("Days on which they begin", "วันที่เริ่มเงียบ", "Dagen waarop ze beginnen")
    static let alertZone = Phrase("Time zone", "เขตเวลา", "Tijdzone")
    static let alertReminderField = Phrase("Remind after", "เตือนซ้ำหลังจาก", "Herinneren na")
    static let alertReminderHelp = Phrase(
        "As 12h or 1d; each pause is twice as long as the one before, up to a week.",
        "เช่น 12h หรือ 1d แต่ละครั้งห่างเป็นสองเท่าของครั้งก่อน ไม่เกินหนึ่งสัปดาห์",
        "Zoals 12h of 1d; elke pauze is twee keer zo lang als de vorige, tot een week.")
    static let alertSpanWrong = Phrase(
        "Write a span of at least five minutes as 30m, 12h or 1d.",
        "เขียนช่วงเวลาอย่างน้อยห้านาที เช่น 30m, 12h หรือ 1d",
        "Schrijf een tijdspanne van minstens vijf minuten als 30m, 12h of 1d.")
    static let alertHeart = Phrase("Sign of life", "สัญญาณชีพ", "Levensteken")
    static let alertHeartHelp = Phrase(
        "Pings this connection as long as all is well, so that a service outside raises the alarm when it hears "
            + "nothing.",
        "ส่งสัญญาณไปยังการเชื่อมต่อนี้ตราบที่ทุกอย่างเรียบร้อย เพื่อให้บริการภายนอกแจ้งเตือนเมื่อไม่ได้รับสัญญาณ",
        "Pingt deze verbinding zolang alles in orde is, zodat een dienst buiten alarm slaat als hij niets hoort.")
    static let alertHeartNone = Phrase("none", "ไม่มี", "geen")
    static let alertHeartLast = Phrase("Last sign of life:", "สัญญาณชีพล่าสุด:", "Laatste levensteken:")
    static let alertSaved = Phrase(
        "The settings were saved.",
        "บันทึกการตั้งค่าแล้ว",
        "De instellingen zijn opgeslagen.")
    static let homeLookAlerts = Phrase("Look at the alerts", "ดูการแจ้งเตือน", "Naar de meldingen")
}
