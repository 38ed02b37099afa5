// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension RequirementRule {
    private static let base = "R 8.1 (9) no. 2 LStR; BMF 2009 and 2018"
    private static let changes = "BFH VI R 64/04, 2005-11-16; BFH VI B 37/23, 2024; OFD Rheinland/Münster, 2013-02-18"

    /// What a proper Fahrtenbuch must have.
    static var germany: [Self] {
        [
            car(
                "de.plate", Term("The licence plate is told.", "Het kenteken is vermeld.", "ระบุทะเบียนรถ"), base
            ) { $0.plate.isEmpty },
            oneCar,
            wholeYear(
                "de.year",
                Term(
                    "The book covers a whole calendar year.", "Het boek beslaat een heel kalenderjaar.",
                    "สมุดครอบคลุมทั้งปีปฏิทิน"), base),
            odometers("de.odometers", base),
            destinations(
                "de.destination",
                Term(
                    "Business trips have a destination with street and house number.",
                    "Zakelijke ritten hebben een bestemming met straat en huisnummer.",
                    "เที่ยวธุรกิจมีปลายทางพร้อมถนนและเลขที่"), base),
            purposes(
                "de.purpose",
                Term(
                    "Business trips have a purpose.", "Zakelijke ritten hebben een doel.", "เที่ยวธุรกิจมีวัตถุประสงค์"),
                base + "; FG Niedersachsen 3 K 107/18, 2019-01-23"),
            partners, detours("de.route", base), commutes, privateDistances, assigned,
            continuity("de.continuity", base + " (closed form, chronological)"),
            timely(
                "de.timely",
                Term(
                    "Trips are recorded in time.", "Ritten zijn tijdig vastgelegd.", "บันทึกเที่ยวทันเวลา"), base),
            window,
            traceable(
                "de.changes",
                Term(
                    "Later changes stand in the document with extent, date and original content.",
                    "Latere wijzigingen staan in het document met omvang, datum en oorspronkelijke inhoud.",
                    "การแก้ไขภายหลังอยู่ในเอกสาร พร้อมขอบเขต วันที่ และเนื้อหาเดิม"), changes),
            sealed(
                "de.unalterable",
                Term(
                    "The history of changes cannot be altered itself.",
                    "De wijzigingsgeschiedenis is zelf onveranderbaar.",
                    "ประวัติการแก้ไขเองแก้ไม่ได้"), changes + "; FG Düsseldorf, 2024"),
            sameDistances,
            kept(
                "de.kept", years: 10,
                Term(
                    "The book is kept for 10 years with machine access.", "Het boek wordt 10 jaar digitaal bewaard.",
                    "เก็บสมุด 10 ปีในรูปแบบที่เครื่องอ่านได้"), base),
        ]
    }

    private static var oneCar: Self {
        Self(
            "de.one-car", Term("One book for each car.", "Eén boek per auto.", "สมุดหนึ่งเล่มต่อรถหนึ่งคัน"), source: base,
            advice: Term(
                "These trips are another car's and were left out; keep a book for that one.",
                "Deze ritten zijn van een andere auto en zijn weggelaten; houd daarvoor een eigen boek bij.",
                "เที่ยวเหล่านี้เป็นของรถคันอื่นจึงไม่รวม โปรดทำสมุดของรถคันนั้น")
        ) { $0.foreign.isEmpty ? .met() : .needsYou($0.foreign) }
    }

    private static var partners: Self {
        Self(
            "de.partner",
            Term(
                "Business trips tell the business partner who was visited.",
                "Zakelijke ritten vermelden de bezochte zakenpartner.", "เที่ยวธุรกิจระบุคู่ค้าที่ไปพบ"), source: base,
            advice: Term(
                "Enter whom you visited.", "Vul in wie u bezocht.", "กรอกว่าไปพบใคร")
        ) { evidence in
            .lacking(evidence.ids(evidence.business) { $0.trip.partner.isEmpty }, of: evidence.business)
        }
    }

    private static var commutes: Self {
        Self(
            "de.commute",
            Term(
                "Commuting has a short note with its kilometres.",
                "Woon-werkritten hebben een korte notitie met kilometers.",
                "เที่ยวไปกลับที่ทำงานมีบันทึกย่อพร้อมกิโลเมตร"), source: base,
            advice: Term(
                "Name the places between which these trips were, or enter their distance.",
                "Geef de plaatsen van deze ritten een naam, of vul de afstand in.",
                "ตั้งชื่อสถานที่ของเที่ยวเหล่านี้ หรือกรอกระยะทาง")
        ) { evidence in
            let lacking = evidence.ids(evidence.commutes) { line in
                let trip = line.trip
                return trip.commute <= .zero || AddressLine(end: trip.start, country: .germany).text.isEmpty
                    || AddressLine(end: trip.end, country: .germany).text.isEmpty
            }
            return .lacking(lacking, of: evidence.commutes)
        }
    }

    private static var privateDistances: Self {
        Self(
            "de.private",
            Term(
                "Private trips have their kilometres.", "Privéritten hebben hun kilometers.", "เที่ยวส่วนตัวมีระยะกิโลเมตร"),
            source: base,
            advice: Term(
                "Enter the distance of these trips.", "Vul de afstand van deze ritten in.", "กรอกระยะทางของเที่ยวเหล่านี้")
        ) { evidence in
            .lacking(evidence.ids(evidence.personal) { $0.trip.personal <= .zero }, of: evidence.personal)
        }
    }

    private static var assigned: Self {
        Self(
            "de.assigned",
            Term(
                "Trips that nobody assigned count as private.", "Ritten die niemand toewees tellen als privé.",
                "เที่ยวที่ไม่มีใครระบุนับเป็นส่วนตัว"), source: "OFD Rheinland/Münster, 2013-02-18; BMF, 2018-04-04",
            advice: Term(
                "Assign these trips within 7 days, or they stay private.",
                "Wijs deze ritten binnen 7 dagen toe, anders blijven ze privé.",
                "ระบุเที่ยวเหล่านี้ภายใน 7 วัน มิฉะนั้นจะเป็นส่วนตัว")
        ) { evidence in
            .lacking(evidence.ids(evidence.trips) { $0.trip.reason.rule == "none" }, of: evidence.trips)
        }
    }

    private static var window: Self {
        Self(
            "de.window",
            Term(
                "Purpose and partner were added within 7 calendar days, with person and time.",
                "Doel en partner zijn binnen 7 kalenderdagen toegevoegd, met persoon en tijd.",
                "เพิ่มวัตถุประสงค์และคู่ค้าภายใน 7 วันปฏิทิน พร้อมชื่อผู้กรอกและเวลา"),
            source: "OFD Rheinland/Münster, 2013-02-18; BMF, 2018-04-04",
            advice: Term(
                "These were added or changed late and are marked; a tax office may count them as private.",
                "Deze zijn te laat toegevoegd of gewijzigd en gemarkeerd; een belastingdienst kan ze als privé tellen.",
                "เที่ยวเหล่านี้เพิ่มหรือแก้ช้าและมีเครื่องหมาย สรรพากรอาจนับเป็นส่วนตัว")
        ) { evidence in
            let lacking = evidence.ids(evidence.business) { $0.trip.history.contains(where: \.isLate) }
            return .lacking(lacking, of: evidence.business)
        }
    }

    private static var sameDistances: Self {
        Self(
            "de.same-distance",
            Term(
                "The same way has the same distance.", "Dezelfde weg heeft dezelfde afstand.",
                "เส้นทางเดียวกันมีระยะเท่ากัน"), source: "BFH, 2012",
            advice: Term(
                "These are more than 5% longer than the shortest trip between the same addresses; say why.",
                "Deze zijn meer dan 5% langer dan de kortste rit tussen dezelfde adressen; geef aan waarom.",
                "เที่ยวเหล่านี้ยาวกว่าเที่ยวที่สั้นที่สุดระหว่างที่อยู่เดียวกันเกิน 5% โปรดบอกเหตุผล")
        ) { evidence in
            let ways = Dictionary(
                grouping: evidence.business.filter { evidence.isFull($0.trip.end) && $0.trip.distance.known != nil }
            ) { line in
                [line.trip.start, line.trip.end].map { AddressLine(end: $0, country: .germany).text }
            }.values.filter { $0.count > 1 }
            let lacking = ways.flatMap { way -> [TripID] in
                let shortest = way.map(\.trip.distance.distance.metres).min() ?? 0
                return evidence.ids(way) { line in
                    (line.trip.distance.distance.metres - shortest) * 20 > shortest && line.trip.deviationReason.isEmpty
                }
            }
            return .lacking(lacking, of: ways)
        }
    }
}
