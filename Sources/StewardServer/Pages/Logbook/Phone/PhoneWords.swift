// SPDX-License-Identifier: Apache-2.0

/// The sentences that the script of the page puts in, by the names it knows them by. What stands in braces is put in
/// there.
enum PhoneWords {
    static let all = states + said + problems + counts

    private static let states: [(name: String, phrase: Phrase)] = [
        ("idle", Phrase("Not recording", "ไม่ได้บันทึก", "Niet aan het opnemen")),
        ("driving", Phrase("Driving", "กำลังขับ", "Onderweg")),
        ("elsewhere", Phrase("Recording in another tab", "กำลังบันทึกในแท็บอื่น", "Opname in een ander tabblad")),
        ("asking", Phrase("Interrupted since {time}", "ขาดช่วงตั้งแต่ {time}", "Onderbroken sinds {time}")),
        ("km", Phrase("km", "กม.", "km")), ("mi", Phrase("mi", "ไมล์", "mi")),
        ("last", Phrase("{vehicle}, {from}–{to}", "{vehicle}, {from}–{to}", "{vehicle}, {from}–{to}")),
        (
            "live",
            Phrase(
                "{vehicle}: another device reports a trip since {since}, {km} so far.",
                "{vehicle}: อุปกรณ์อื่นกำลังรายงานการเดินทางตั้งแต่ {since} ระยะทางจนถึงตอนนี้ {km}",
                "{vehicle}: een ander apparaat meldt een rit sinds {since}, tot nu toe {km}.")
        ),
        (
            "livePaused",
            Phrase(
                "{vehicle}: a trip since {since} stands still, {km} so far.",
                "{vehicle}: การเดินทางตั้งแต่ {since} หยุดนิ่งอยู่ ระยะทางจนถึงตอนนี้ {km}",
                "{vehicle}: een rit sinds {since} staat stil, tot nu toe {km}.")
        ),
    ]

    private static let said: [(name: String, phrase: Phrase)] = [
        ("started", Phrase("Recording began: {vehicle}", "เริ่มบันทึกแล้ว: {vehicle}", "Opname begonnen: {vehicle}")),
        ("stopped", Phrase("Recording ended: {km}", "สิ้นสุดการบันทึก: {km}", "Opname beëindigd: {km}")),
        ("discarded", Phrase("The trip is left out", "ไม่นับการเดินทางนี้", "De rit is weggelaten")),
        ("signalBack", Phrase("The position is back", "ได้ตำแหน่งอีกครั้ง", "De positie is er weer")),
    ]

    private static let problems: [(name: String, phrase: Phrase)] = [
        (
            "insecure",
            Phrase(
                "This page did not come over HTTPS, so the browser gives it no position. Open it by its https address.",
                "หน้านี้ไม่ได้เปิดผ่าน HTTPS เบราว์เซอร์จึงไม่ให้ตำแหน่ง ให้เปิดด้วยที่อยู่ https",
                "Deze pagina kwam niet via HTTPS; daarom geeft de browser geen positie. Open haar via het https-adres.")
        ),
        (
            "noGeolocation",
            Phrase(
                "This browser knows no position. Use another browser or one of the apps below.",
                "เบราว์เซอร์นี้ไม่มีข้อมูลตำแหน่ง ให้ใช้เบราว์เซอร์อื่นหรือแอปด้านล่าง",
                "Deze browser kent geen positie. Gebruik een andere browser of een van de apps hieronder.")
        ),
        (
            "noStore",
            Phrase(
                "This browser keeps nothing for this page, as in a private window. Use an ordinary window.",
                "เบราว์เซอร์นี้ไม่เก็บข้อมูลให้หน้านี้ เช่น ในหน้าต่างส่วนตัว ให้ใช้หน้าต่างปกติ",
                "Deze browser bewaart niets voor deze pagina, zoals in een privévenster. Gebruik een gewoon venster.")
        ),
        (
            "unkept",
            Phrase(
                "The browser could not keep the last points ({n}). Make room on the phone; they are tried again while "
                    + "this page is open.",
                "เบราว์เซอร์เก็บจุดล่าสุดไม่ได้ ({n}) ให้เพิ่มพื้นที่ว่างในโทรศัพท์ ระบบจะลองเก็บใหม่ขณะที่หน้านี้ยังเปิดอยู่",
                "De browser kon de laatste punten niet bewaren ({n}). Maak ruimte op de telefoon; zolang deze pagina "
                    + "open is, wordt het opnieuw geprobeerd.")
        ),
        (
            "denied",
            Phrase(
                "The browser may not know your position. Allow it for this site in the browser’s and the phone’s "
                    + "settings, then reload this page.",
                "เบราว์เซอร์ไม่ได้รับอนุญาตให้ทราบตำแหน่ง ให้อนุญาตสำหรับเว็บไซต์นี้ในการตั้งค่าของเบราว์เซอร์และโทรศัพท์ "
                    + "แล้วโหลดหน้านี้ใหม่",
                "De browser mag uw positie niet weten. Sta het toe voor deze site in de instellingen van de browser en "
                    + "van de telefoon, en laad deze pagina opnieuw.")
        ),
        (
            "noSignal",
            Phrase(
                "No position at the moment, as in a garage or tunnel. It goes on by itself.",
                "ขณะนี้ไม่มีสัญญาณตำแหน่ง เช่น ในอาคารจอดรถหรืออุโมงค์ ระบบจะวัดต่อเองเมื่อมีสัญญาณ",
                "Op dit moment geen positie, zoals in een garage of tunnel. Het gaat vanzelf verder.")
        ),
        (
            "inaccurate",
            Phrase(
                "The position is only accurate to {n} m.", "ตำแหน่งคลาดเคลื่อนได้ถึง {n} ม.",
                "De positie is maar op {n} m nauwkeurig.")
        ),
        (
            "noLamp",
            Phrase(
                "This browser cannot keep the screen on. Set the phone so that its screen stays on.",
                "เบราว์เซอร์นี้เปิดจอค้างไว้ไม่ได้ ให้ตั้งโทรศัพท์ไม่ให้ดับจอ",
                "Deze browser kan het scherm niet aan houden. Stel de telefoon zo in dat het scherm aan blijft.")
        ),
        (
            "gap",
            Phrase(
                "Nothing was measured from {from} to {to}.", "ไม่มีการวัดตั้งแต่ {from} ถึง {to}",
                "Van {from} tot {to} is niets gemeten.")
        ),
        (
            "offline",
            Phrase(
                "No network. Everything is kept here and sent later.", "ไม่มีเครือข่าย ข้อมูลทั้งหมดเก็บไว้ที่นี่และจะส่งภายหลัง",
                "Geen netwerk. Alles wordt hier bewaard en later verstuurd.")
        ),
        (
            "lost",
            Phrase(
                "The server does not answer. Everything is kept here and sent later.",
                "เซิร์ฟเวอร์ไม่ตอบ ข้อมูลทั้งหมดเก็บไว้ที่นี่และจะส่งภายหลัง",
                "De server antwoordt niet. Alles wordt hier bewaard en later verstuurd.")
        ),
        (
            "signIn",
            Phrase("Sign in to record a trip.", "เข้าสู่ระบบเพื่อบันทึกการเดินทาง", "Meld u aan om een rit op te nemen.")
        ),
        (
            "signInToSend",
            Phrase(
                "You are signed out. What was measured is kept here; sign in again to send it.",
                "คุณออกจากระบบแล้ว ข้อมูลที่วัดไว้ยังเก็บอยู่ที่นี่ เข้าสู่ระบบอีกครั้งเพื่อส่ง",
                "U bent afgemeld. Wat gemeten is, staat hier nog; meld u weer aan om het te versturen.")
        ),
    ]

    private static let counts: [(name: String, phrase: Phrase)] = [
        ("allSent", Phrase("The server has everything.", "เซิร์ฟเวอร์ได้รับครบแล้ว", "De server heeft alles.")),
        ("waitingOne", Phrase("1 point waits to be sent.", "รอส่ง 1 จุด", "1 punt wacht op versturen.")),
        ("waiting", Phrase("{n} points wait to be sent.", "รอส่ง {n} จุด", "{n} punten wachten op versturen.")),
        (
            "othersOne",
            Phrase(
                "1 point of another account waits; that person has to sign in to send it.",
                "มี 1 จุดของบัญชีอื่นรออยู่ เจ้าของบัญชีต้องเข้าสู่ระบบเพื่อส่ง",
                "1 punt van een ander account wacht; die persoon moet zich aanmelden om het te versturen.")
        ),
        (
            "others",
            Phrase(
                "{n} points of another account wait; that person has to sign in to send them.",
                "มี {n} จุดของบัญชีอื่นรออยู่ เจ้าของบัญชีต้องเข้าสู่ระบบเพื่อส่ง",
                "{n} punten van een ander account wachten; die persoon moet zich aanmelden om ze te versturen.")
        ),
        (
            "refusedOne",
            Phrase(
                "The server did not take 1 point, it is kept here:", "เซิร์ฟเวอร์ไม่รับ 1 จุด จุดนี้ยังเก็บไว้ที่นี่:",
                "De server nam 1 punt niet aan, het staat hier nog:")
        ),
        (
            "refused",
            Phrase(
                "The server did not take {n} points, they are kept here:", "เซิร์ฟเวอร์ไม่รับ {n} จุด ทั้งหมดยังเก็บไว้ที่นี่:",
                "De server nam {n} punten niet aan, ze staan hier nog:")
        ),
    ]
}
