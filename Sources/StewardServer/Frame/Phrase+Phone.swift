// SPDX-License-Identifier: Apache-2.0

/// What the page says that records trips with a phone's browser.
extension Phrase {
    static let phoneTitle = Phrase("Record a trip", "บันทึกการเดินทาง", "Rit opnemen")
    static let phoneShortName = Phrase("Steward trips", "Steward เดินทาง", "Steward ritten")
    static let phonePurpose = Phrase(
        "Records the trips of your car with this phone, also without a network.",
        "บันทึกการเดินทางของรถคุณด้วยโทรศัพท์เครื่องนี้ แม้ไม่มีสัญญาณอินเทอร์เน็ต",
        "Neemt de ritten van uw auto op met deze telefoon, ook zonder netwerk.")
    static let phoneNoScript = Phrase("This page needs scripts", "หน้านี้ต้องใช้สคริปต์", "Deze pagina heeft scripts nodig")
    static let phoneNoScriptHelp = Phrase(
        "A browser gives its position to scripts alone. Without them let an app report: OwnTracks, Overland or Traccar "
            + "Client, or the iPhone’s Shortcuts; make a token for it on the devices page. Or enter the trip by hand.",
        "เบราว์เซอร์ให้ตำแหน่งแก่สคริปต์เท่านั้น หากปิดสคริปต์ไว้ ให้ใช้แอปส่งตำแหน่งแทน เช่น OwnTracks, Overland, "
            + "Traccar Client หรือ Shortcuts ของ iPhone โดยสร้างโทเค็นในหน้าอุปกรณ์ หรือกรอกการเดินทางด้วยตนเอง",
        "Een browser geeft zijn positie alleen aan scripts. Laat anders een app melden: OwnTracks, Overland of Traccar "
            + "Client, of Opdrachten op de iPhone; maak er een token voor op de apparatenpagina. Of voer de rit met de "
            + "hand in.")
    static let phoneLogbook = Phrase("Logbook", "สมุดบันทึกการเดินทาง", "Rittenregistratie")

    static let phoneStart = Phrase("Start", "เริ่ม", "Start")
    static let phoneStop = Phrase("Stop", "หยุด", "Stop")
    static let phoneVehicle = Phrase("Vehicle", "รถ", "Auto")
    static let phoneNoVehicle = Phrase(
        "You have no vehicle yet. Add one to the logbook, then come back here.",
        "คุณยังไม่มีรถ เพิ่มรถในสมุดบันทึกการเดินทางก่อน แล้วกลับมาที่หน้านี้",
        "U hebt nog geen auto. Voeg er een toe aan de rittenregistratie en kom dan hier terug.")
    static let phoneElapsed = Phrase("hours : minutes", "ชั่วโมง : นาที", "uren : minuten")
    static let phoneSoFar = Phrase("Distance so far", "ระยะทางจนถึงตอนนี้", "Afstand tot nu toe")
    static let phoneDuration = Phrase("Time since the start", "เวลาตั้งแต่เริ่ม", "Tijd sinds de start")
    static let phoneProblems = Phrase("What to know", "สิ่งที่ควรทราบ", "Wat u moet weten")
    static let phoneAsking = Phrase(
        "The recording was interrupted. Is the trip still going on?", "การบันทึกขาดช่วงไป การเดินทางยังดำเนินอยู่หรือไม่",
        "De opname is onderbroken. Is de rit nog bezig?")
    static let phoneGoOn = Phrase("Go on", "บันทึกต่อ", "Doorgaan")
    static let phoneEnded = Phrase("It ended then", "สิ้นสุดไปแล้วตั้งแต่ตอนนั้น", "Hij was toen afgelopen")
    static let phoneDiscard = Phrase("This is no trip …", "นี่ไม่ใช่การเดินทาง …", "Dit is geen rit …")
    static let phoneDiscardQuestion = Phrase("Leave this trip out?", "ไม่นับการเดินทางนี้หรือไม่", "Deze rit weglaten?")
    static let phoneDiscardHelp = Phrase(
        "What was measured stays in the vehicle’s book, but makes no trip. That holds for what other devices report of "
            + "this trip too.",
        "ข้อมูลที่วัดไว้จะยังอยู่ในบัญชีของรถ แต่จะไม่นับเป็นการเดินทาง รวมถึงข้อมูลที่อุปกรณ์อื่นรายงานเกี่ยวกับการเดินทางนี้ด้วย",
        "Wat gemeten is, blijft in het boek van de auto, maar wordt geen rit. Dat geldt ook voor wat andere apparaten "
            + "over deze rit melden.")
    static let phoneDiscardDo = Phrase("Leave it out", "ไม่นับ", "Weglaten")
    static let phoneKeep = Phrase("Keep it", "เก็บไว้", "Behouden")
    static let phoneSendNow = Phrase("Send now", "ส่งตอนนี้", "Nu versturen")
    static let phoneSave = Phrase("Save as a file", "บันทึกเป็นไฟล์", "Als bestand bewaren")
    static let phoneRetry = Phrase(
        "Try again, for the chosen vehicle", "ลองอีกครั้ง สำหรับรถที่เลือก", "Opnieuw, voor de gekozen auto")
    static let phoneRemove = Phrase("Delete these points …", "ลบจุดเหล่านี้ …", "Deze punten verwijderen …")
    static let phoneRemoveQuestion = Phrase("Delete these points?", "ลบจุดเหล่านี้หรือไม่", "Deze punten verwijderen?")
    static let phoneRemoveHelp = Phrase(
        "They are nowhere else. Save them as a file first if you may still need them.",
        "จุดเหล่านี้ไม่มีสำเนาที่อื่น หากอาจต้องใช้อีก ให้บันทึกเป็นไฟล์ก่อน",
        "Ze staan nergens anders. Bewaar ze eerst als bestand als u ze nog nodig kunt hebben.")
    static let phoneRemoveDo = Phrase("Delete", "ลบ", "Verwijderen")
    static let phoneInstall = Phrase("Put on the home screen", "เพิ่มลงหน้าจอโฮม", "Op het beginscherm zetten")
    static let phoneUpdate = Phrase(
        "A new version of this page is ready.", "หน้านี้มีเวอร์ชันใหม่พร้อมใช้", "Er is een nieuwe versie van deze pagina.")
    static let phoneUpdateDo = Phrase("Load it", "โหลดเวอร์ชันใหม่", "Laden")

    static let phoneHonest = Phrase(
        "What this page can do, and what it cannot", "หน้านี้ทำอะไรได้ และทำอะไรไม่ได้", "Wat deze pagina kan, en wat niet")
    static let phoneForeground = Phrase(
        "A browser measures only while you look at this page. When the screen is dark or another app is in front, it "
            + "stops, and the page says afterwards for how long. Leave the phone in a holder, on the charger, with "
            + "this page open.",
        "เบราว์เซอร์วัดตำแหน่งเฉพาะเมื่อเปิดหน้านี้อยู่บนจอ เมื่อจอดับหรือสลับไปแอปอื่น การวัดจะหยุด และหน้านี้จะแจ้งภายหลังว่า"
            + "ขาดช่วงไปนานเท่าใด ให้วางโทรศัพท์ในที่ยึด เสียบที่ชาร์จ และเปิดหน้านี้ค้างไว้",
        "Een browser meet alleen zolang deze pagina in beeld is. Gaat het scherm uit of staat een andere app ervoor, "
            + "dan stopt het meten; daarna zegt de pagina hoe lang. Laat de telefoon in een houder, aan de lader, met "
            + "deze pagina open.")
    static let phoneBackground = Phrase(
        "To record in the background use an app, OwnTracks, Overland or Traccar Client, or the iPhone’s Shortcuts. "
            + "They report to the same logbook.",
        "หากต้องการบันทึกเบื้องหลัง ให้ใช้แอป OwnTracks, Overland หรือ Traccar Client หรือ Shortcuts ของ iPhone "
            + "ซึ่งรายงานเข้าสมุดบันทึกเดียวกัน",
        "Gebruik voor opnemen op de achtergrond een app, OwnTracks, Overland of Traccar Client, of Opdrachten op de "
            + "iPhone. Die melden aan dezelfde rittenregistratie.")
    static let phoneOffline = Phrase(
        "Each point is kept on this phone at once and deleted here when the server has it. Without a network it waits, "
            + "also for days. Points that wait are sent when this page is open.",
        "ทุกจุดถูกเก็บในโทรศัพท์ทันที และลบออกเมื่อเซิร์ฟเวอร์ได้รับแล้วเท่านั้น หากไม่มีเครือข่ายจะรอได้หลายวัน "
            + "จุดที่รออยู่จะถูกส่งเมื่อเปิดหน้านี้",
        "Elk punt staat meteen op deze telefoon en wordt hier pas gewist als de server het heeft. Zonder netwerk wacht "
            + "het, ook dagenlang. Wachtende punten worden verstuurd als deze pagina open is.")
    static let phoneDistance = Phrase(
        "The distance shown here is an estimate for the way. The logbook’s own is measured from all that is known.",
        "ระยะทางที่แสดงที่นี่เป็นค่าประมาณระหว่างทาง ระยะทางในสมุดบันทึกวัดจากข้อมูลทั้งหมดที่มี",
        "De afstand hier is een schatting voor onderweg. Die van de rittenregistratie volgt uit alles wat bekend is.")

    static let phoneLeft = Phrase("You are signed out", "คุณออกจากระบบแล้ว", "U bent afgemeld")
    static let phoneLeftNothing = Phrase(
        "Nothing of the logbook is kept in this browser.", "ไม่มีข้อมูลสมุดบันทึกการเดินทางเหลือในเบราว์เซอร์นี้",
        "In deze browser staat niets meer van de rittenregistratie.")
    static let phoneLeftSome = Phrase(
        "Points that the server does not have yet stay in this browser: {n}. Sign in again and open the page that "
            + "records trips to send them.",
        "ยังมีจุดที่เซิร์ฟเวอร์ยังไม่ได้รับอยู่ในเบราว์เซอร์นี้ {n} จุด เข้าสู่ระบบอีกครั้งแล้วเปิดหน้าบันทึกการเดินทางเพื่อส่ง",
        "Punten die de server nog niet heeft, blijven in deze browser staan: {n}. Meld u weer aan en open de pagina "
            + "die ritten opneemt om ze te versturen.")
    static let phoneLeftUnknown = Phrase(
        "Points that the server does not have yet stay in this browser. Sign in again and open the page that records "
            + "trips to send them.",
        "จุดที่เซิร์ฟเวอร์ยังไม่ได้รับจะยังอยู่ในเบราว์เซอร์นี้ เข้าสู่ระบบอีกครั้งแล้วเปิดหน้าบันทึกการเดินทางเพื่อส่ง",
        "Punten die de server nog niet heeft, blijven in deze browser staan. Meld u weer aan en open de pagina die "
            + "ritten opneemt om ze te versturen.")
}
