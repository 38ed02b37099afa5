// SPDX-License-Identifier: Apache-2.0

/// Sentences of the logbook that say why something was not done. `{1}` is a text that stays as it is, `[1]` one that is
/// itself looked up; see ``LogbookSentences``.
extension Phrase {
    /// What those sentences name, and ends of them.
    static let logbookNames: [Phrase] = [
        Phrase("The trip's [1]", "“[1]” ของการเดินทาง", "“[1]” van de rit"),
        Phrase(
            "The trip's purpose, partner or project",
            "วัตถุประสงค์ คู่ค้า หรือโครงการของการเดินทาง",
            "Het doel, de relatie of het project van de rit"),
        Phrase("The trip's id", "รหัสของการเดินทาง", "Het kenmerk van de rit"),
        Phrase("The second trip's id", "รหัสของการเดินทางที่สอง", "Het kenmerk van de tweede rit"),
        Phrase("The trip's odometer", "เลขไมล์ของการเดินทาง", "De kilometerstand van de rit"),
        Phrase("The other vehicle's id", "รหัสของรถอีกคัน", "Het kenmerk van de andere auto"),
        Phrase("The reason", "เหตุผล", "De reden"),
        Phrase("The explanation of a gap", "คำอธิบายช่วงที่ขาด", "De verklaring van een gat"),
        Phrase(
            "The reason for voiding a trip", "เหตุผลที่ยกเลิกการเดินทาง", "De reden om een rit ongeldig te verklaren"),
        Phrase(
            "its time is not in the years 2000 to 2100", "เวลาไม่อยู่ในปี ค.ศ. 2000 ถึง 2100",
            "de tijd ligt niet in de jaren 2000 tot 2100"),
        Phrase(
            "its device's id is longer than {1} bytes or has control characters",
            "รหัสอุปกรณ์ยาวเกิน {1} ไบต์หรือมีอักขระควบคุม",
            "het kenmerk van het apparaat is langer dan {1} bytes of heeft stuurtekens"),
        Phrase(
            "its accuracy is not 0 to 10 000 km", "ความแม่นยำไม่อยู่ในช่วง 0 ถึง 10 000 กม.",
            "de nauwkeurigheid is niet 0 tot 10 000 km"),
        Phrase(
            "its speed is not 0 to 2000 m/s", "ความเร็วไม่อยู่ในช่วง 0 ถึง 2000 ม./วินาที",
            "de snelheid is niet 0 tot 2000 m/s"),
        Phrase(
            "its heading is not 0 to 360 degrees", "ทิศไม่อยู่ในช่วง 0 ถึง 360 องศา",
            "de richting is niet 0 tot 360 graden"),
        Phrase(
            "its odometer is not 0 to 10 million km", "เลขไมล์ไม่อยู่ในช่วง 0 ถึง 10 ล้าน กม.",
            "de kilometerstand is niet 0 tot 10 miljoen km"),
        Phrase(
            "its charge is not 0 to 100 percent", "ระดับแบตเตอรี่ไม่อยู่ในช่วง 0 ถึง 100 เปอร์เซ็นต์",
            "de lading is niet 0 tot 100 procent"),
        Phrase(
            "its range is not 0 to 10 000 km", "ระยะที่วิ่งได้ไม่อยู่ในช่วง 0 ถึง 10 000 กม.",
            "de actieradius is niet 0 tot 10 000 km"),
        Phrase(
            "the time it was fetched is not in the years 2000 to 2100", "เวลาที่ดึงข้อมูลไม่อยู่ในปี ค.ศ. 2000 ถึง 2100",
            "de tijd van ophalen ligt niet in de jaren 2000 tot 2100"),
        Phrase("The address", "ที่อยู่", "Het adres"),
        Phrase("The explanation", "คำอธิบาย", "De verklaring"),
        Phrase("The name of rule {1}", "ชื่อของกฎ {1} ", "De naam van regel {1}"),
        Phrase("A rule's id", "รหัสของกฎ", "Het kenmerk van een regel"),
        Phrase("The driver's name", "ชื่อผู้ขับ", "De naam van de bestuurder"),
        Phrase("The driver's address", "ที่อยู่ของผู้ขับ", "Het adres van de bestuurder"),
        Phrase("The employer's name", "ชื่อนายจ้าง", "De naam van de werkgever"),
        Phrase("The place's name", "ชื่อสถานที่", "De naam van de plaats"),
        Phrase("The vehicle's id", "รหัสของรถ", "Het kenmerk van de auto"),
        Phrase("The vehicle's owner", "เจ้าของรถ", "De eigenaar van de auto"),
        Phrase("The vehicle's name", "ชื่อรถ", "De naam van de auto"),
        Phrase("The vehicle's make", "ยี่ห้อรถ", "Het merk van de auto"),
        Phrase("The vehicle's type", "รุ่นรถ", "Het type van de auto"),
        Phrase("The name of the car's Bluetooth", "ชื่อบลูทูธของรถ", "De naam van de bluetooth van de auto"),
        Phrase("The vehicle's time zone", "เขตเวลาของรถ", "De tijdzone van de auto"),
        Phrase("The vehicle's brand", "ตราสัญลักษณ์ของรถ", "Het beeldmerk van de auto"),
        Phrase("The vehicle's icon", "ไอคอนของรถ", "Het pictogram van de auto"),
        Phrase("The odometer at the start", "เลขไมล์เริ่มต้น", "De kilometerstand aan het begin"),
        Phrase(
            "The first day on which the vehicle is available",
            "วันแรกที่ใช้รถได้",
            "De eerste dag waarop de auto beschikbaar is"),
        Phrase(
            "The last day on which the vehicle is available",
            "วันสุดท้ายที่ใช้รถได้",
            "De laatste dag waarop de auto beschikbaar is"),
        Phrase("An employer's account", "บัญชีของนายจ้าง", "Het account van een werkgever"),
        Phrase("The broker's user", "ชื่อผู้ใช้ของโบรกเกอร์", "De gebruiker van de broker"),
        Phrase("The broker's password", "รหัสผ่านของโบรกเกอร์", "Het wachtwoord van de broker"),
        Phrase("The vehicle", "รถ", "De auto"),
        Phrase("The trip", "การเดินทาง", "De rit"),
        Phrase("The trip {1}", "การเดินทาง {1} ", "De rit {1}"),
        Phrase("Your setup", "การตั้งค่าของคุณ", "Uw inrichting"),
        Phrase("The logbook of this vehicle", "สมุดบันทึกของรถคันนี้", "De rittenregistratie van deze auto"),
        Phrase("use", "ประเภทการใช้", "gebruik"),
        Phrase("detour", "ทางอ้อม", "omweg"),
        Phrase("distance", "ระยะทาง", "afstand"),
        Phrase("start", "เวลาเริ่ม", "begin"),
        Phrase("end", "เวลาสิ้นสุด", "einde"),
        Phrase("from_address", "ที่อยู่ต้นทาง", "vertrekadres"),
        Phrase("to_address", "ที่อยู่ปลายทาง", "aankomstadres"),
        Phrase("from_place", "สถานที่ต้นทาง", "vertrekplaats"),
        Phrase("to_place", "สถานที่ปลายทาง", "aankomstplaats"),
        Phrase("start_odometer", "เลขไมล์เริ่ม", "beginstand"),
        Phrase("end_odometer", "เลขไมล์สิ้นสุด", "eindstand"),
        Phrase("purpose", "วัตถุประสงค์", "doel"),
        Phrase("partner", "คู่ค้า", "relatie"),
        Phrase("project", "โครงการ", "project"),
        Phrase("notes", "บันทึก", "notities"),
        Phrase("deviation_reason", "เหตุที่ใช้เส้นทางอื่น", "reden van de afwijking"),
        Phrase("driver", "ผู้ขับ", "bestuurder"),
        Phrase(
            "names no place, or more than 200; correct it",
            "ไม่ระบุสถานที่หรือระบุเกิน 200 แห่ง โปรดแก้ไข",
            "noemt geen plaats, of meer dan 200; verbeter hem"),
        Phrase("names no role; name one", "ไม่ระบุบทบาทของสถานที่ โปรดระบุ", "noemt geen rol; noem er een"),
        Phrase(
            "allows stops that are not 0 to {1} minutes long; shorten them",
            "ยอมให้จอดแวะที่ไม่อยู่ในช่วง 0 ถึง {1} นาที โปรดลดลง",
            "staat onderbrekingen toe die niet 0 tot {1} minuten duren; verkort ze"),
        Phrase(
            "names no day of the week; name one",
            "ไม่ระบุวันในสัปดาห์ โปรดระบุ",
            "noemt geen weekdag; noem er een"),
        Phrase(
            "has a span of hours that is empty; move one end",
            "มีช่วงเวลาที่ว่าง โปรดเลื่อนปลายหนึ่ง",
            "heeft een leeg tijdvak; verschuif een einde"),
        Phrase(
            "names no day, or more than 2,000; correct it",
            "ไม่ระบุวันหรือระบุเกิน 2,000 วัน โปรดแก้ไข",
            "noemt geen dag, of meer dan 2.000; verbeter hem"),
        Phrase(
            "has a period that ends before it begins; exchange the days",
            "มีช่วงที่สิ้นสุดก่อนเริ่ม โปรดสลับวัน",
            "heeft een periode die eindigt voor ze begint; verwissel de dagen"),
        Phrase(
            "has a period without bounds; name a day",
            "มีช่วงที่ไม่มีขอบเขต โปรดระบุวัน",
            "heeft een periode zonder grenzen; noem een dag"),
        Phrase(
            "has a distance without bounds; name one",
            "มีระยะทางที่ไม่มีขอบเขต โปรดระบุ",
            "heeft een afstand zonder grenzen; noem er een"),
        Phrase(
            "has a span of distances that is empty; exchange its ends",
            "มีช่วงระยะทางที่ว่าง โปรดสลับปลาย",
            "heeft een leeg afstandsbereik; verwissel de einden"),
        Phrase(
            "wants a route more than 100 times or within more than 366 days; choose less",
            "ต้องการเส้นทางเกิน 100 ครั้งหรือภายในเกิน 366 วัน โปรดลดลง",
            "wil een route vaker dan 100 keer of binnen meer dan 366 dagen; kies minder"),
        Phrase(
            "names no vehicle, or more than 200; correct it",
            "ไม่ระบุรถหรือระบุเกิน 200 คัน โปรดแก้ไข",
            "noemt geen auto, of meer dan 200; verbeter hem"),
        Phrase("write it as {1}", "โปรดเขียนแบบ {1}", "schrijf het als {1}"),
        Phrase(
            "say whether the day or the month comes first, or write it as {1}",
            "โปรดบอกว่าวันหรือเดือนมาก่อน หรือเขียนแบบ {1}",
            "zeg of de dag of de maand voorop staat, of schrijf het als {1}"),
    ]
}
