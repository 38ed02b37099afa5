// SPDX-License-Identifier: Apache-2.0

/// Sentences of the logbook that say why something was not done. `{1}` is a text that stays as it is, `[1]` one that is
/// itself looked up; see ``LogbookSentences``.
extension Phrase {
    /// About vehicles, places and rules.
    static let setupErrors: [Phrase] = [
        Phrase(
            "There are more than {1} rules; join some.",
            "มีกฎเกิน {1} ข้อ โปรดรวมบางข้อ",
            "Er zijn meer dan {1} regels; voeg er enkele samen."),
        Phrase(
            "Two rules are called {1}, or the name is reserved; rename one.",
            "มีกฎสองข้อชื่อ {1} หรือชื่อนี้ถูกสงวนไว้ โปรดเปลี่ยนชื่อ",
            "Twee regels heten {1}, of de naam is gereserveerd; hernoem er een."),
        Phrase(
            "Rule {1} makes trips mixed, which only a person can; choose another use.",
            "กฎ {1} ทำให้การเดินทางเป็นแบบผสม ซึ่งมีแต่คนกำหนดได้ โปรดเลือกการใช้อื่น",
            "Regel {1} maakt ritten gemengd, wat alleen een mens kan; kies een ander gebruik."),
        Phrase(
            "Rule {1} has more than {2} conditions; divide it.",
            "กฎ {1} มีเงื่อนไขเกิน {2} ข้อ โปรดแบ่งกฎ",
            "Regel {1} heeft meer dan {2} voorwaarden; deel hem op."),
        Phrase("Rule {1} [2].", "กฎ {1} [2]", "Regel {1} [2]."),
        Phrase(
            "The form's rules cannot be read; open the page again.",
            "อ่านกฎในแบบฟอร์มไม่ได้ โปรดเปิดหน้านี้อีกครั้ง",
            "De regels van het formulier zijn niet te lezen; open de pagina opnieuw."),
        Phrase(
            "The profile has more than {1} holidays; drop the oldest.",
            "มีวันหยุดเกิน {1} วัน โปรดลบวันที่เก่าที่สุด",
            "Er zijn meer dan {1} vrije dagen; haal de oudste weg."),
        Phrase(
            "You have {1} places, and more are not kept.",
            "คุณมีสถานที่ {1} แห่งแล้ว เก็บเพิ่มไม่ได้",
            "U hebt {1} plaatsen, en meer worden er niet bewaard."),
        Phrase(
            "The place's radius is not 10 metres to 50 kilometres; choose one between.",
            "รัศมีของสถานที่ต้องอยู่ระหว่าง 10 เมตร ถึง 50 กิโลเมตร โปรดเลือกใหม่",
            "De straal van de plaats is niet 10 meter tot 50 kilometer; kies er een daartussen."),
        Phrase(
            "You have {1} vehicles, and more are not kept; take out one that you no longer use.",
            "คุณมีรถ {1} คันแล้ว เก็บเพิ่มไม่ได้ โปรดนำคันที่ไม่ใช้แล้วออก",
            "U hebt {1} auto’s, en meer worden er niet bewaard; haal er een weg die u niet meer gebruikt."),
        Phrase(
            "This is your only vehicle; add another before you take it out.",
            "นี่เป็นรถคันเดียวของคุณ โปรดเพิ่มคันอื่นก่อนนำออก",
            "Dit is uw enige auto; voeg een andere toe voor u hem weghaalt."),
        Phrase(
            "A name has 1 to 64 characters and none that cannot be seen.",
            "ชื่อมี 1 ถึง 64 อักขระ และไม่มีอักขระที่มองไม่เห็น",
            "Een naam heeft 1 tot 64 tekens en geen die onzichtbaar is."),
        Phrase(
            "A car is asked every minute at the most and every day at the least; choose a time between.",
            "ถามรถได้ถี่สุดทุกนาทีและห่างสุดทุกวัน โปรดเลือกเวลาระหว่างนั้น",
            "Een auto wordt hoogstens elke minuut en minstens elke dag gevraagd; kies een tijd daartussen."),
        Phrase(
            "The licence plate is not 1 to 16 letters, digits, spaces and dashes; copy it from the car.",
            "ป้ายทะเบียนต้องเป็นตัวอักษร ตัวเลข ช่องว่าง และขีด 1 ถึง 16 ตัว โปรดคัดลอกจากรถ",
            "Het kenteken is niet 1 tot 16 letters, cijfers, spaties en streepjes; neem het over van de auto."),
        Phrase(
            "The vehicle identification number is not 17 capitals and digits without I, O, Q; copy it again.",
            "เลขตัวถังต้องเป็นตัวพิมพ์ใหญ่และตัวเลข 17 ตัวโดยไม่มี I, O, Q โปรดคัดลอกใหม่",
            "Het chassisnummer is niet 17 hoofdletters en cijfers zonder I, O, Q; neem het opnieuw over."),
        Phrase(
            "The vehicle's colour is not written as #3B82F6; choose one.",
            "สีของรถต้องเขียนแบบ #3B82F6 โปรดเลือก",
            "De kleur van de auto is niet geschreven als #3B82F6; kies er een."),
        Phrase(
            "The vehicle's last day is before its first; exchange them.",
            "วันสุดท้ายของรถอยู่ก่อนวันแรก โปรดสลับกัน",
            "De laatste dag van de auto ligt voor de eerste; verwissel ze."),
        Phrase(
            "The vehicle names an employer twice, or more than {1}; shorten the list.",
            "รถระบุนายจ้างซ้ำหรือเกิน {1} ราย โปรดลดรายการ",
            "De auto noemt een werkgever tweemaal, of meer dan {1}; kort de lijst in."),
        Phrase(
            "The vehicle's owner is among its employers, who see less; leave the owner out.",
            "เจ้าของรถอยู่ในรายชื่อนายจ้างซึ่งเห็นข้อมูลน้อยกว่า โปรดนำเจ้าของออก",
            "De eigenaar van de auto staat bij de werkgevers, die minder zien; laat de eigenaar weg."),
        Phrase(
            "[1] is empty; enter at least one letter.",
            "[1]ว่างอยู่ โปรดกรอกอย่างน้อยหนึ่งตัวอักษร",
            "[1] is leeg; vul minstens één letter in."),
        Phrase(
            "[1] has {2} characters; at most {3} are kept.",
            "[1]มี {2} อักขระ เก็บได้ไม่เกิน {3}",
            "[1] heeft {2} tekens; hoogstens {3} worden bewaard."),
        Phrase(
            "[1] holds a control character; type it again without it.",
            "[1]มีอักขระควบคุม โปรดพิมพ์ใหม่โดยไม่มีอักขระนั้น",
            "[1] bevat een stuurteken; typ het opnieuw zonder."),
        Phrase(
            "[1] is outside 0 to 9,999,999 km; read it again.",
            "[1]อยู่นอกช่วง 0 ถึง 9,999,999 กม. โปรดอ่านอีกครั้ง",
            "[1] ligt buiten 0 tot 9.999.999 km; lees dit opnieuw af."),
        Phrase(
            "[1] is outside the years 1990 to 2199; correct it.",
            "[1]อยู่นอกปี ค.ศ. 1990 ถึง 2199 โปรดแก้ไข",
            "[1] ligt buiten de jaren 1990 tot 2199; verbeter dit."),
        Phrase(
            "[1] is no date; write it as 2026-11-22.",
            "[1]ไม่ใช่วันที่ โปรดเขียนแบบ 2026-11-22",
            "[1] is geen datum; schrijf die als 2026-11-22."),
        Phrase(
            "[1] is no known time zone; write it as Europe/Amsterdam.",
            "[1]ไม่ใช่เขตเวลาที่รู้จัก โปรดเขียนแบบ Europe/Amsterdam",
            "[1] is geen bekende tijdzone; schrijf die als Europe/Amsterdam."),
        Phrase(
            "[1] is not 1 to 40 small letters, digits and dashes; rename it.",
            "[1]ต้องเป็นตัวพิมพ์เล็ก ตัวเลข และขีด 1 ถึง 40 ตัว โปรดเปลี่ยนชื่อ",
            "[1] is niet 1 tot 40 kleine letters, cijfers en streepjes; hernoem dit."),
    ]

    /// About brokers.
    static let brokerErrors: [Phrase] = [
        Phrase(
            "The broker at {1}, port {2}, refuses the user or the password; correct them.",
            "โบรกเกอร์ที่ {1} พอร์ต {2} ไม่ยอมรับผู้ใช้หรือรหัสผ่าน โปรดแก้ไข",
            "De broker op {1}, poort {2}, weigert de gebruiker of het wachtwoord; verbeter ze."),
        Phrase(
            "The broker at {1}, port {2}, does not let the user listen; allow it in the broker’s access list.",
            "โบรกเกอร์ที่ {1} พอร์ต {2} ไม่อนุญาตให้ผู้ใช้ฟัง โปรดอนุญาตในรายการสิทธิ์ของโบรกเกอร์",
            """
            De broker op {1}, poort {2}, laat de gebruiker niet luisteren; sta het toe in de toegangslijst \
            van de broker.
            """),
        Phrase(
            "There is no host {1}; correct the broker’s host.",
            "ไม่มีโฮสต์ {1} โปรดแก้ไขโฮสต์ของโบรกเกอร์",
            "Er is geen host {1}; verbeter de host van de broker."),
        Phrase(
            "Nothing answers at {1}, port {2}; start the broker, or correct host and port.",
            "ไม่มีอะไรตอบที่ {1} พอร์ต {2} โปรดเปิดโบรกเกอร์ หรือแก้ไขโฮสต์และพอร์ต",
            "Er antwoordt niets op {1}, poort {2}; start de broker, of verbeter host en poort."),
        Phrase(
            "The connection to the broker at {1}, port {2}, ended; it is made again.",
            "การเชื่อมต่อกับโบรกเกอร์ที่ {1} พอร์ต {2} สิ้นสุดแล้ว กำลังเชื่อมต่อใหม่",
            "De verbinding met de broker op {1}, poort {2}, is beëindigd; ze wordt opnieuw gemaakt."),
        Phrase(
            "The broker at {1}, port {2}, cannot be listened to: {3}",
            "ฟังโบรกเกอร์ที่ {1} พอร์ต {2} ไม่ได้: {3}",
            "Naar de broker op {1}, poort {2}, kan niet worden geluisterd: {3}"),
        Phrase(
            """
            TLS failed: the certificate of the broker at {1}, port {2}, is not made out to this name; give \
            the one in it.
            """,
            "TLS ล้มเหลว: ใบรับรองของโบรกเกอร์ที่ {1} พอร์ต {2} ไม่ได้ออกให้ชื่อนี้ โปรดใช้ชื่อในใบรับรอง",
            """
            TLS is mislukt: het certificaat van de broker op {1}, poort {2}, is niet op deze naam gesteld; \
            geef de naam die erin staat.
            """),
        Phrase(
            """
            TLS failed: no authority that this machine trusts vouches for the broker at {1}, port {2}, or \
            its certificate is over; put the authority’s certificate into {3}, or renew the broker’s.
            """,
            """
            TLS ล้มเหลว: ไม่มีผู้ออกใบรับรองที่เครื่องนี้เชื่อถือรับรองโบรกเกอร์ที่ {1} พอร์ต {2} \
            หรือใบรับรองหมดอายุ โปรดใส่ใบรับรองของผู้ออกไว้ใน {3} หรือต่ออายุใบรับรองของโบรกเกอร์
            """,
            """
            TLS is mislukt: geen instantie die deze machine vertrouwt staat in voor de broker op {1}, poort \
            {2}, of het certificaat is verlopen; zet het certificaat van de instantie in {3}, of vernieuw \
            dat van de broker.
            """),
        Phrase(
            """
            TLS failed: what answers at {1}, port {2}, does not speak it as it should; correct the port, or \
            leave TLS out.
            """,
            """
            TLS ล้มเหลว: สิ่งที่ตอบที่ {1} พอร์ต {2} ไม่ได้ใช้ TLS อย่างถูกต้อง โปรดแก้ไขพอร์ต หรือไม่ใช้ \
            TLS
            """,
            """
            TLS is mislukt: wat op {1}, poort {2}, antwoordt, spreekt het niet zoals het hoort; verbeter de \
            poort, of laat TLS weg.
            """),
        Phrase(
            "The broker at {1}, port {2}, does not answer.",
            "โบรกเกอร์ที่ {1} พอร์ต {2} ไม่ตอบ",
            "De broker op {1}, poort {2}, antwoordt niet."),
        Phrase(
            "The broker at {1}, port {2}, does not answer; if it wants TLS, say so.",
            "โบรกเกอร์ที่ {1} พอร์ต {2} ไม่ตอบ หากต้องใช้ TLS โปรดเลือก",
            "De broker op {1}, poort {2}, antwoordt niet; als hij TLS wil, geef dat aan."),
        Phrase(
            "Listening to a broker needs the program {1}; install it with “apt install mosquitto-clients”.",
            "การฟังโบรกเกอร์ต้องใช้โปรแกรม {1} โปรดติดตั้งด้วย “apt install mosquitto-clients”",
            """
            Luisteren naar een broker vraagt het programma {1}; installeer het met “apt install \
            mosquitto-clients”.
            """),
        Phrase(
            "Talking to {1} failed; it is started again.",
            "สื่อสารกับ {1} ไม่ได้ กำลังเริ่มใหม่",
            "Het contact met {1} is mislukt; het wordt opnieuw gestart."),
    ]
}
