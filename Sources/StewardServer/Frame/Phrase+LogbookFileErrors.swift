// SPDX-License-Identifier: Apache-2.0

/// Sentences of the logbook that say why something was not done. `{1}` is a text that stays as it is, `[1]` one that is
/// itself looked up; see ``LogbookSentences``.
extension Phrase {
    /// About files.
    static let fileErrors: [Phrase] = [
        Phrase("Line {1}: [2]", "บรรทัด {1}: [2]", "Regel {1}: [2]"),
        Phrase("Line {1}, column {2}: [3]", "บรรทัด {1} คอลัมน์ {2}: [3]", "Regel {1}, kolom {2}: [3]"),
        Phrase(
            "a quote is not closed; the file is cut or the quote is too many.",
            "เครื่องหมายคำพูดไม่ได้ปิด ไฟล์ถูกตัดหรือมีเครื่องหมายเกิน",
            "een aanhalingsteken is niet gesloten; het bestand is afgebroken of het teken is er te veel."),
        Phrase(
            "a row has more than {1} bytes; a quote is not closed.",
            "แถวยาวเกิน {1} ไบต์ เครื่องหมายคำพูดไม่ได้ปิด",
            "een rij heeft meer dan {1} bytes; een aanhalingsteken is niet gesloten."),
        Phrase(
            "something follows after a closing quote; put a separator there.",
            "มีอักขระต่อหลังเครื่องหมายคำพูดปิด โปรดใส่ตัวคั่น",
            "er volgt iets na een sluitend aanhalingsteken; zet er een scheidingsteken."),
        Phrase(
            "a quote stands inside a field; put the field in quotes.",
            "มีเครื่องหมายคำพูดอยู่ในช่อง โปรดใส่เครื่องหมายคำพูดคร่อมทั้งช่อง",
            "er staat een aanhalingsteken in een veld; zet het veld tussen aanhalingstekens."),
        Phrase("a row has more than {1} fields.", "แถวมีเกิน {1} ช่อง", "een rij heeft meer dan {1} velden."),
        Phrase(
            "the bytes are not UTF-8; save the file as UTF-8.",
            "ไบต์ไม่ใช่ UTF-8 โปรดบันทึกไฟล์เป็น UTF-8",
            "de bytes zijn geen UTF-8; sla het bestand op als UTF-8."),
        Phrase(
            "the file tells of too many vehicles; import it in parts.",
            "ไฟล์มีรถมากเกินไป โปรดนำเข้าเป็นส่วน ๆ",
            "het bestand noemt te veel auto’s; lees het in delen in."),
        Phrase("the file is <{1}> and no GPX.", "ไฟล์เป็น <{1}> ไม่ใช่ GPX", "het bestand is <{1}> en geen GPX."),
        Phrase("a trkpt has no lat or no lon.", "trkpt ไม่มี lat หรือ lon", "een trkpt heeft geen lat of geen lon."),
        Phrase("a text has more than {1} bytes.", "ข้อความยาวเกิน {1} ไบต์", "een tekst heeft meer dan {1} bytes."),
        Phrase(
            "text stands outside of the outermost element.",
            "มีข้อความอยู่นอกอิลิเมนต์นอกสุด",
            "er staat tekst buiten het buitenste element."),
        Phrase("'<' stands inside a tag.", "มี '<' อยู่ในแท็ก", "er staat '<' in een tag."),
        Phrase("text stands outside of elements.", "มีข้อความอยู่นอกอิลิเมนต์", "er staat tekst buiten de elementen."),
        Phrase(
            "the file has a document type, which is not taken; remove it.",
            "ไฟล์มีชนิดเอกสาร (DOCTYPE) ซึ่งไม่รับ โปรดลบออก",
            "het bestand heeft een documenttype, dat niet wordt aanvaard; verwijder het."),
        Phrase(
            "the file is in another encoding; save it as UTF-8.",
            "ไฟล์ใช้การเข้ารหัสอื่น โปรดบันทึกเป็น UTF-8",
            "het bestand heeft een andere codering; sla het op als UTF-8."),
        Phrase("</{1}> closes no open element.", "</{1}> ไม่ได้ปิดอิลิเมนต์ใด", "</{1}> sluit geen open element."),
        Phrase(
            "a second element stands outside of the first.",
            "มีอิลิเมนต์ที่สองอยู่นอกอิลิเมนต์แรก",
            "er staat een tweede element buiten het eerste."),
        Phrase(
            "elements are nested deeper than {1} levels.",
            "อิลิเมนต์ซ้อนกันลึกเกิน {1} ชั้น",
            "elementen zijn dieper dan {1} niveaus genest."),
        Phrase(
            "'&' begins no escape that XML knows; write it as &amp;.",
            "'&' ไม่ได้เริ่มรหัสที่ XML รู้จัก โปรดเขียนเป็น &amp;",
            "'&' begint geen code die XML kent; schrijf het als &amp;."),
        Phrase("a tag has no right name.", "แท็กไม่มีชื่อที่ถูกต้อง", "een tag heeft geen goede naam."),
        Phrase(
            "the attribute {1} is not written as name=\"value\" once.",
            "แอตทริบิวต์ {1} ไม่ได้เขียนแบบ name=\"value\" เพียงครั้งเดียว",
            "het attribuut {1} staat er niet eenmaal als name=\"value\"."),
        Phrase(
            "The point or reading of {1} cannot be: [2].", "จุดพิกัดหรือเลขไมล์ของ {1} เป็นไปไม่ได้: [2]",
            "Het punt of de stand van {1} kan niet: [2]."),
        Phrase("The file is empty.", "ไฟล์ว่างเปล่า", "Het bestand is leeg."),
        Phrase(
            """
            Line {1} names no columns that are known; points need time, latitude and longitude, readings \
            time and odometer, trips date, start, end and distance.
            """,
            """
            บรรทัด {1} ไม่มีชื่อคอลัมน์ที่รู้จัก จุดพิกัดต้องมี time, latitude และ longitude เลขไมล์ต้องมี \
            time และ odometer การเดินทางต้องมี date, start, end และ distance
            """,
            """
            Regel {1} noemt geen bekende kolommen; punten hebben time, latitude en longitude nodig, standen \
            time en odometer, ritten date, start, end en distance.
            """),
        Phrase(
            "Line {1} has {2} fields and the first line {3}; the file is cut or a separator is missing.",
            "บรรทัด {1} มี {2} ช่อง แต่บรรทัดแรกมี {3} ไฟล์ถูกตัดหรือขาดตัวคั่น",
            """
            Regel {1} heeft {2} velden en de eerste regel {3}; het bestand is afgebroken of er ontbreekt \
            een scheidingsteken.
            """),
        Phrase(
            "The file is UTF-16; save it as UTF-8.",
            "ไฟล์เป็น UTF-16 โปรดบันทึกเป็น UTF-8",
            "Het bestand is UTF-16; sla het op als UTF-8."),
        Phrase(
            "The file is a ZIP archive; unpack it and import the files in it.",
            "ไฟล์เป็น ZIP โปรดแตกไฟล์แล้วนำเข้าไฟล์ข้างใน",
            "Het bestand is een ZIP-archief; pak het uit en lees de bestanden erin in."),
        Phrase(
            """
            The file is JSON of an unknown kind; known are Google's Records.json, Semantic Location History \
            and Timeline.json, and trips with date and distance_km.
            """,
            """
            ไฟล์เป็น JSON ชนิดที่ไม่รู้จัก รู้จัก Records.json, Semantic Location History และ Timeline.json \
            ของ Google และการเดินทางที่มี date และ distance_km
            """,
            """
            Het bestand is JSON van een onbekende soort; bekend zijn Records.json, Semantic Location \
            History en Timeline.json van Google, en ritten met date en distance_km.
            """),
        Phrase(
            "The file changed while it was read; import it again.",
            "ไฟล์เปลี่ยนระหว่างอ่าน โปรดนำเข้าอีกครั้ง",
            "Het bestand is tijdens het lezen gewijzigd; lees het opnieuw in."),
        Phrase(
            "The received file is gone; send it again.",
            "ไฟล์ที่รับไว้ไม่อยู่แล้ว โปรดส่งอีกครั้ง",
            "Het ontvangen bestand is weg; stuur het opnieuw."),
        Phrase(
            "The file has more than a million drives; import it in parts.",
            "ไฟล์มีการขับเกินหนึ่งล้านครั้ง โปรดนำเข้าเป็นส่วน ๆ",
            "Het bestand heeft meer dan een miljoen ritten; lees het in delen in."),
        Phrase(
            "You have no vehicle yet; add one, then a file has somewhere to go.",
            "คุณยังไม่มีรถ โปรดเพิ่มรถก่อนนำเข้าไฟล์",
            "U hebt nog geen auto; voeg er een toe, dan kan een bestand ergens heen."),
        Phrase("There is no vehicle “{1}” of yours.", "คุณไม่มีรถ “{1}”", "U hebt geen auto “{1}”."),
        Phrase(
            "The file does not say whose it is; choose one of your vehicles: {1}.",
            "ไฟล์ไม่ได้ระบุว่าเป็นของรถคันใด โปรดเลือกรถของคุณ: {1}",
            "Het bestand zegt niet van welke auto het is; kies een van uw auto’s: {1}."),
        Phrase(
            "None of your vehicles is the one in the file; choose one, then all of it goes there.",
            "ไม่มีรถของคุณตรงกับคันในไฟล์ โปรดเลือกหนึ่งคัน แล้วทั้งหมดจะเข้าคันนั้น",
            "Geen van uw auto’s is die in het bestand; kies er een, dan gaat alles daarheen."),
        Phrase(
            """
            None of your vehicles is called “{1}”; give one that name, plate or VIN, or bind the token to a \
            vehicle.
            """,
            "ไม่มีรถของคุณชื่อ “{1}” โปรดตั้งชื่อ ป้ายทะเบียน หรือเลขตัวถังนี้ให้รถ หรือผูกโทเคนกับรถ",
            """
            Geen van uw auto’s heet “{1}”; geef er een die naam, dat kenteken of chassisnummer, of bind het \
            token aan een auto.
            """),
        Phrase(
            "“{1}” is no time zone; write one as Europe/Amsterdam.",
            "“{1}” ไม่ใช่เขตเวลา โปรดเขียนแบบ Europe/Amsterdam",
            "“{1}” is geen tijdzone; schrijf er een als Europe/Amsterdam."),
        Phrase(
            "The file ends at line {1} in the middle of its JSON; export it again.",
            "ไฟล์สิ้นสุดที่บรรทัด {1} กลาง JSON โปรดส่งออกอีกครั้ง",
            "Het bestand eindigt op regel {1} midden in zijn JSON; exporteer het opnieuw."),
        Phrase(
            "An element at line {1} has more than {2} bytes; the file is no export.",
            "อิลิเมนต์ที่บรรทัด {1} ยาวเกิน {2} ไบต์ ไฟล์นี้ไม่ใช่ไฟล์ส่งออก",
            "Een element op regel {1} heeft meer dan {2} bytes; het bestand is geen export."),
        Phrase(
            "A member before line {1} has a name that is not UTF-8.",
            "สมาชิกก่อนบรรทัด {1} มีชื่อที่ไม่ใช่ UTF-8",
            "Een lid voor regel {1} heeft een naam die geen UTF-8 is."),
        Phrase(
            "Line {1} has {2} where {3} should be; export the file again.",
            "บรรทัด {1} มี {2} ในที่ที่ควรเป็น {3} โปรดส่งออกไฟล์อีกครั้ง",
            "Regel {1} heeft {2} waar {3} hoort te staan; exporteer het bestand opnieuw."),
        Phrase(
            "The file ends at line {1} inside <{2}>; it is cut, export it again.",
            "ไฟล์สิ้นสุดที่บรรทัด {1} ภายใน <{2}> ไฟล์ถูกตัด โปรดส่งออกอีกครั้ง",
            "Het bestand eindigt op regel {1} binnen <{2}>; het is afgebroken, exporteer het opnieuw."),
        Phrase(
            "The file ends at line {1}; it is cut, export it again.",
            "ไฟล์สิ้นสุดที่บรรทัด {1} ไฟล์ถูกตัด โปรดส่งออกอีกครั้ง",
            "Het bestand eindigt op regel {1}; het is afgebroken, exporteer het opnieuw."),
        Phrase(
            "No point in the file has a time; export it with times.",
            "ไม่มีจุดใดในไฟล์ที่มีเวลา โปรดส่งออกพร้อมเวลา",
            "Geen punt in het bestand heeft een tijd; exporteer het met tijden."),
        Phrase("The file tells of no drive in a car.", "ไฟล์ไม่มีการขับรถ", "Het bestand vertelt van geen autorit."),
        Phrase(
            "The file holds a planned route and no track that was driven.",
            "ไฟล์มีเส้นทางที่วางแผนไว้ ไม่ใช่เส้นทางที่ขับจริง",
            "Het bestand bevat een geplande route en geen spoor dat is gereden."),
        Phrase(
            "The file holds no point and no trip.",
            "ไฟล์ไม่มีจุดพิกัดและไม่มีการเดินทาง",
            "Het bestand bevat geen punt en geen rit."),
        Phrase(
            "It is empty; every row needs its time.",
            "ว่างอยู่ ทุกแถวต้องมีเวลา",
            "Het is leeg; elke rij heeft een tijd nodig."),
        Phrase(
            "It is empty; every trip has a start.",
            "ว่างอยู่ ทุกการเดินทางมีเวลาเริ่ม",
            "Het is leeg; elke rit heeft een begin."),
        Phrase(
            "It is empty; every trip has an end.",
            "ว่างอยู่ ทุกการเดินทางมีเวลาสิ้นสุด",
            "Het is leeg; elke rit heeft een einde."),
        Phrase(
            "It is empty, and so is an odometer; a trip needs its distance.",
            "ว่างอยู่ และเลขไมล์ก็ว่าง การเดินทางต้องมีระยะทาง",
            "Het is leeg, en een kilometerstand ook; een rit heeft een afstand nodig."),
        Phrase(
            "It is empty, and the other coordinate is not.",
            "ว่างอยู่ แต่พิกัดอีกค่าไม่ว่าง",
            "Het is leeg, en de andere coördinaat niet."),
        Phrase(
            "\"{1}\" is no state; use parked, driving, charging or nothing.",
            "\"{1}\" ไม่ใช่สถานะ โปรดใช้ parked, driving, charging หรือเว้นว่าง",
            "\"{1}\" is geen toestand; gebruik parked, driving, charging of niets."),
        Phrase(
            "\"{1}\" is no use; write business, commute, private or mixed.",
            "\"{1}\" ไม่ใช่ประเภทการใช้ โปรดเขียน business, commute, private หรือ mixed",
            "\"{1}\" is geen gebruik; schrijf business, commute, private of mixed."),
        Phrase("\"{1}\" is no date; [2].", "\"{1}\" ไม่ใช่วันที่ [2]", "\"{1}\" is geen datum; [2]."),
        Phrase("\"{1}\" is no time; [2].", "\"{1}\" ไม่ใช่เวลา [2]", "\"{1}\" is geen tijd; [2]."),
        Phrase("The distance is too large.", "ระยะทางมากเกินไป", "De afstand is te groot."),
        Phrase(
            "The odometer is over ten million kilometres; look at its unit.",
            "เลขไมล์เกินสิบล้านกิโลเมตร โปรดดูหน่วย",
            "De kilometerstand is meer dan tien miljoen kilometer; kijk naar de eenheid."),
        Phrase(
            "A part of the distance must be between 0 and 10000 km, got {1} km.",
            "ส่วนของระยะทางต้องอยู่ระหว่าง 0 ถึง 10000 กม. แต่ได้ {1} กม.",
            "Een deel van de afstand moet tussen 0 en 10000 km liggen, en is {1} km."),
        Phrase(
            "The odometer {1} may mean thousands or thousandths; send it without a separator.",
            "เลขไมล์ {1} อาจหมายถึงหลักพันหรือทศนิยม โปรดเขียนโดยไม่มีตัวคั่น",
            """
            De kilometerstand {1} kan duizendtallen of duizendsten bedoelen; schrijf hem zonder \
            scheidingsteken.
            """),
    ]
}
