// SPDX-License-Identifier: Apache-2.0

/// Sentences of the logbook that say why something was not done. `{1}` is a text that stays as it is, `[1]` one that is
/// itself looked up; see ``LogbookSentences``.
extension Phrase {
    /// About trips, gaps and months.
    static let tripErrors: [Phrase] = [
        Phrase(
            "“{1}” is no month; write it as 2026-01.",
            "“{1}” ไม่ใช่เดือน โปรดเขียนแบบ 2026-01",
            "“{1}” is geen maand; schrijf hem als 2026-01."),
        Phrase(
            "The month {1} is not over yet; close it when it is.",
            "เดือน {1} ยังไม่สิ้นสุด ปิดเดือนได้เมื่อสิ้นเดือนแล้ว",
            "De maand {1} is nog niet voorbij; sluit hem daarna af."),
        Phrase(
            "A trip that somebody enters cannot be a found one; leave its origin out.",
            "การเดินทางที่กรอกเองเป็นการเดินทางที่ระบบพบไม่ได้ ไม่ต้องระบุที่มา",
            "Een rit die iemand invult, kan geen gevonden rit zijn; laat de herkomst weg."),
        Phrase(
            "The trip's trail has more than {1} points; thin it.",
            "เส้นทางของการเดินทางมีจุดเกิน {1} จุด โปรดลดจำนวนจุด",
            "Het spoor van de rit heeft meer dan {1} punten; dun het uit."),
        Phrase(
            "The trip ends before it begins, or lasts over 14 days; correct the times.",
            "การเดินทางสิ้นสุดก่อนเริ่ม หรือนานเกิน 14 วัน โปรดแก้ไขเวลา",
            "De rit eindigt voor hij begint, of duurt langer dan 14 dagen; verbeter de tijden."),
        Phrase(
            "The odometer is lower at the trip's end than at its start; read it again.",
            "เลขไมล์เมื่อสิ้นสุดน้อยกว่าเมื่อเริ่ม โปรดอ่านอีกครั้ง",
            "De kilometerstand is aan het einde van de rit lager dan aan het begin; lees hem opnieuw af."),
        Phrase(
            "The trip has no distance; enter it, or the odometer at both ends.",
            "การเดินทางไม่มีระยะทาง โปรดกรอกระยะทาง หรือเลขไมล์ทั้งตอนเริ่มและตอนสิ้นสุด",
            "De rit heeft geen afstand; vul die in, of de kilometerstand aan beide einden."),
        Phrase(
            "The trip's distance is not 0 to 10,000 km; correct it.",
            "ระยะทางต้องอยู่ระหว่าง 0 ถึง 10,000 กม. โปรดแก้ไข",
            "De afstand van de rit is niet 0 tot 10.000 km; verbeter hem."),
        Phrase(
            "The private detour is longer than the whole trip, or negative; correct it.",
            "ทางอ้อมส่วนตัวยาวกว่าการเดินทางทั้งหมดหรือติดลบ โปรดแก้ไข",
            "De privé-omweg is langer dan de hele rit, of negatief; verbeter hem."),
        Phrase(
            "The explanation of a gap names no distance; add its kilometres.",
            "คำอธิบายช่วงที่ขาดไม่ได้ระบุระยะทาง โปรดเพิ่มกิโลเมตร",
            "De verklaring van een gat noemt geen afstand; vul de kilometers in."),
        Phrase(
            "The explained gap ends before it begins, or is negative; choose it again.",
            "ช่วงที่ขาดสิ้นสุดก่อนเริ่มหรือติดลบ โปรดเลือกใหม่",
            "Het verklaarde gat eindigt voor het begint, of is negatief; kies het opnieuw."),
        Phrase(
            "A gap cannot be mixed; say what most of it was, or enter the trips.",
            "ช่วงที่ขาดเป็นแบบผสมไม่ได้ โปรดบอกว่าส่วนใหญ่ใช้ทำอะไร หรือกรอกการเดินทาง",
            "Een gat kan niet gemengd zijn; zeg wat het grootste deel was, of vul de ritten in."),
        Phrase(
            "The correction changes nothing, or a field twice; name each field once.",
            "การแก้ไขไม่ได้เปลี่ยนอะไร หรือแก้ช่องเดียวกันสองครั้ง โปรดระบุแต่ละช่องครั้งเดียว",
            "De verbetering wijzigt niets, of een veld tweemaal; noem elk veld eenmaal."),
        Phrase(
            "The trip {1} changed meanwhile: its [2] is now “{3}”; look again.",
            "การเดินทาง {1} ถูกแก้ไขระหว่างนั้น [2] เป็น “{3}” แล้ว โปรดดูอีกครั้ง",
            "De rit {1} is intussen gewijzigd: het veld “[2]” is nu “{3}”; kijk opnieuw."),
        Phrase(
            "The trip changed meanwhile: look at its [1] again.",
            "การเดินทางถูกแก้ไขระหว่างนั้น โปรดดู[1]อีกครั้ง",
            "De rit is intussen gewijzigd: kijk opnieuw naar het veld “[1]”."),
        Phrase(
            "Another trip follows now; look at it again.",
            "ตอนนี้มีการเดินทางอื่นต่อจากนี้ โปรดดูอีกครั้ง",
            "Er volgt nu een andere rit; kijk opnieuw."),
        Phrase(
            "The trip would end before it begins, or last over 14 days; correct its times.",
            "การเดินทางจะสิ้นสุดก่อนเริ่ม หรือนานเกิน 14 วัน โปรดแก้ไขเวลา",
            "De rit zou eindigen voor hij begint, of langer dan 14 dagen duren; verbeter de tijden."),
        Phrase(
            "The private detour is longer than the whole trip; shorten it.",
            "ทางอ้อมส่วนตัวยาวกว่าการเดินทางทั้งหมด โปรดลดลง",
            "De privé-omweg is langer dan de hele rit; verkort hem."),
        Phrase(
            "The odometer would be lower at the trip's end than at its start; read it again.",
            "เลขไมล์เมื่อสิ้นสุดจะน้อยกว่าเมื่อเริ่ม โปรดอ่านอีกครั้ง",
            """
            De kilometerstand zou aan het einde van de rit lager zijn dan aan het begin; lees hem opnieuw \
            af.
            """),
        Phrase(
            "[1] is not 0 to 10,000 km; correct it.",
            "[1]ต้องอยู่ระหว่าง 0 ถึง 10,000 กม. โปรดแก้ไข",
            "[1] is niet 0 tot 10.000 km; verbeter dit."),
        Phrase(
            "[1] cannot have the value “{2}”; enter another.",
            "[1]เป็น “{2}” ไม่ได้ โปรดกรอกค่าอื่น",
            "[1] kan niet “{2}” zijn; vul iets anders in."),
        Phrase(
            "The trip {1} was voided and cannot be changed any more.",
            "การเดินทาง {1} ถูกยกเลิกแล้วและแก้ไขไม่ได้อีก",
            "De rit {1} is ongeldig verklaard en kan niet meer worden gewijzigd."),
        Phrase(
            "Nothing about the trip {1} changes; enter a new value.",
            "ไม่มีสิ่งใดของการเดินทาง {1} เปลี่ยน โปรดกรอกค่าใหม่",
            "Er wijzigt niets aan de rit {1}; vul een nieuwe waarde in."),
        Phrase(
            "Two to twenty different trips can be joined; choose them again.",
            "รวมการเดินทางที่ต่างกันได้สองถึงยี่สิบรายการ โปรดเลือกใหม่",
            "Twee tot twintig verschillende ritten kunnen worden samengevoegd; kies ze opnieuw."),
        Phrase(
            "Another trip lies between the trips; join that one too, or void it first.",
            "มีการเดินทางอื่นคั่นอยู่ โปรดรวมรายการนั้นด้วยหรือยกเลิกก่อน",
            "Er ligt een andere rit tussen de ritten; voeg die ook samen, of verklaar hem eerst ongeldig."),
        Phrase(
            "The trip {1} was voided and cannot be split any more.",
            "การเดินทาง {1} ถูกยกเลิกแล้วและแบ่งไม่ได้อีก",
            "De rit {1} is ongeldig verklaard en kan niet meer worden gesplitst."),
        Phrase(
            "The trip {1} does not go on at that time; choose one within it.",
            "การเดินทาง {1} ไม่ได้ดำเนินอยู่ในเวลานั้น โปรดเลือกเวลาภายในช่วงนั้น",
            "De rit {1} is op dat tijdstip niet bezig; kies er een daarbinnen."),
        Phrase(
            "Both parts of the trip would have one id; choose another cut.",
            "สองส่วนของการเดินทางจะมีรหัสเดียวกัน โปรดเลือกจุดแบ่งอื่น",
            "Beide delen van de rit zouden één kenmerk hebben; kies een ander tijdstip."),
        Phrase(
            "An employer looks at the logbook and changes nothing; ask the driver.",
            "นายจ้างดูสมุดบันทึกได้แต่แก้ไขไม่ได้ โปรดถามผู้ขับ",
            "Een werkgever bekijkt de rittenregistratie en wijzigt niets; vraag het de bestuurder."),
        Phrase(
            "Only the vehicle's owner can do this; ask the owner.",
            "เฉพาะเจ้าของรถทำสิ่งนี้ได้ โปรดถามเจ้าของ",
            "Alleen de eigenaar van de auto kan dit; vraag het de eigenaar."),
        Phrase(
            "Name the trips that are one.",
            "โปรดระบุการเดินทางที่เป็นรายการเดียวกัน",
            "Noem de ritten die één zijn."),
        Phrase(
            "The trip is that vehicle's already.",
            "การเดินทางเป็นของรถคันนั้นอยู่แล้ว",
            "De rit is al van die auto."),
        Phrase(
            "The trip {1} was voided already.",
            "การเดินทาง {1} ถูกยกเลิกไปแล้ว",
            "De rit {1} is al ongeldig verklaard."),
        Phrase(
            "[1] was changed meanwhile; look at it again and repeat.",
            "[1]ถูกแก้ไขระหว่างนั้น โปรดดูอีกครั้งแล้วทำซ้ำ",
            "[1] is intussen gewijzigd; bekijk dit opnieuw en herhaal het."),
        Phrase(
            "A part of a list has 1 to 100 trips; ask for a number between.",
            "แต่ละส่วนของรายการมีการเดินทาง 1 ถึง 100 รายการ โปรดขอจำนวนในช่วงนั้น",
            "Een deel van een lijst heeft 1 tot 100 ritten; vraag een aantal daartussen."),
        Phrase(
            "The tables of vehicle {1} are written by others all the time; try again.",
            "ตารางของรถ {1} ถูกเขียนอยู่ตลอด โปรดลองอีกครั้ง",
            "De tabellen van de auto {1} worden steeds door anderen beschreven; probeer het opnieuw."),
        Phrase(
            "The tables of the vehicle {1} are written all the time; check it again later.",
            "ตารางของรถ {1} ถูกเขียนอยู่ตลอด โปรดตรวจอีกครั้งภายหลัง",
            "De tabellen van de auto {1} worden steeds beschreven; controleer ze later opnieuw."),
        Phrase("There is no such period.", "ไม่มีช่วงเวลานี้", "Zo’n periode is er niet."),
        Phrase(
            "There is no time zone “{1}”; correct the vehicle's.",
            "ไม่มีเขตเวลา “{1}” โปรดแก้ไขเขตเวลาของรถ",
            "Er is geen tijdzone “{1}”; verbeter die van de auto."),
        Phrase(
            "There is no time zone “{1}”; give the vehicle one as Europe/Amsterdam.",
            "ไม่มีเขตเวลา “{1}” โปรดกำหนดให้รถ เช่น Europe/Amsterdam",
            "Er is geen tijdzone “{1}”; geef de auto er een als Europe/Amsterdam."),
    ]
}
