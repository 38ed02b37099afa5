// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// Requirements that several countries have, each with its own source.
extension RequirementRule {
    static func odometers(_ id: String, _ source: String) -> Self {
        Self(
            id,
            Term(
                "Every trip has the odometer at its start and at its end.",
                "Elke rit heeft de kilometerstand aan begin en eind.", "ทุกเที่ยวมีเลขไมล์ตอนเริ่มและตอนจบ"),
            source: source,
            advice: Term(
                "Enter an odometer reading near these trips; the stands between are computed from it.",
                "Voer een kilometerstand in bij deze ritten; de standen ertussen worden berekend.",
                "กรอกเลขไมล์ใกล้เที่ยวเหล่านี้ ระบบจะคำนวณค่าระหว่างนั้น")
        ) { evidence in
            let lacking = evidence.ids(evidence.trips) {
                $0.trip.start.odometer == nil || $0.trip.end.odometer == nil
            }
            return .lacking(lacking, of: evidence.trips)
        }
    }

    static func continuity(_ id: String, _ source: String) -> Self {
        Self(
            id,
            Term(
                "Each trip begins at the odometer where the one before ended, private trips included.",
                "Elke rit begint op de kilometerstand waar de vorige eindigde, ook privéritten.",
                "ทุกเที่ยวเริ่มที่เลขไมล์ที่เที่ยวก่อนจบ รวมเที่ยวส่วนตัว"),
            source: source,
            advice: Term(
                "Explain the distance of no trip, or enter the trips that are missing.",
                "Verklaar de kilometers zonder rit, of voer de ontbrekende ritten in.",
                "อธิบายระยะที่ไม่มีการเดินทาง หรือเพิ่มเที่ยวที่ขาด")
        ) { evidence in
            if evidence.trips.isEmpty, evidence.gaps.isEmpty { return .notApplicable }
            let breaks = evidence.breaks
            let open = evidence.totals.unexplained
            if breaks.isEmpty, open == .zero { return .met() }
            return .needsYou(breaks, open == .zero ? "" : evidence.format.measured(open) + ".")
        }
    }

    static func timely(_ id: String, _ title: Term, _ source: String) -> Self {
        Self(
            id, title, source: source,
            advice: Term(
                "These were recorded more than 7 days after they ended; keep what shows that they are true.",
                "Deze zijn meer dan 7 dagen na afloop vastgelegd; bewaar waaruit blijkt dat ze kloppen.",
                "เที่ยวเหล่านี้บันทึกช้ากว่า 7 วันหลังจบ โปรดเก็บหลักฐานที่ยืนยันว่าเป็นจริง")
        ) { evidence in
            .lacking(evidence.ids(evidence.trips) { !evidence.isTimely($0.trip) }, of: evidence.trips)
        }
    }

    static func traceable(_ id: String, _ title: Term, _ source: String) -> Self {
        Self(
            id, title, source: source,
            advice: Term(
                "Give a reason for the changes of these trips by changing them once more.",
                "Geef een reden voor de wijzigingen van deze ritten door ze nogmaals te wijzigen.",
                "ระบุเหตุผลของการแก้ไขเที่ยวเหล่านี้ โดยแก้ไขอีกครั้ง")
        ) { evidence in
            let changed = evidence.lines.compactMap(\.trip).filter { !$0.history.isEmpty }
            // What was empty before was added, not changed; what was said last about a field stands.
            let lacking = changed.filter { trip in
                let last = Dictionary(trip.history.map { ($0.field, $0) }, uniquingKeysWith: { $1 })
                return last.values.contains { $0.actor.isEmpty || (!$0.old.isEmpty && $0.reason.isEmpty) }
            }
            return .lacking(lacking.map(\.id), of: changed)
        }
    }

    static func sealed(_ id: String, _ title: Term, _ source: String) -> Self {
        Self(
            id, title, source: source,
            advice: Term(
                "Seal the book: a signed checkpoint shows that nothing was changed since.",
                "Verzegel het boek: een ondertekend controlepunt toont dat er sindsdien niets is gewijzigd.",
                "ปิดผนึกสมุด จุดตรวจที่ลงนามแสดงว่าไม่มีอะไรถูกเปลี่ยนหลังจากนั้น")
        ) { evidence in
            guard let seal = evidence.options.seal, seal.size > 0 else { return .needsYou() }
            return .met("\(seal.size) · \(seal.root.prefix(16))…")
        }
    }

    static func kept(_ id: String, years: Int, _ title: Term, _ source: String) -> Self {
        Self(
            id, title, source: source,
            advice: Term(
                "Export the sealed bundle and keep it until this day.",
                "Exporteer de verzegelde bundel en bewaar die tot deze dag.",
                "ส่งออกชุดที่ปิดผนึกและเก็บไว้จนถึงวันนี้")
        ) { evidence in
            let last = evidence.period.last.date
            guard let until = LocalDay(year: last.year + years, month: last.month, day: min(last.day, 28)) else {
                return .notApplicable
            }
            if evidence.today > until { return .notApplicable }
            let day = evidence.format.date(until)
            return evidence.options.seal == nil ? .needsYou([], "\(day).") : .met(day)
        }
    }

    static func allowance(_ id: String, _ title: Term, _ source: String) -> Self {
        Self(
            id, title, source: source,
            advice: Term(
                "No rate is known for the days of these trips; look it up.",
                "Voor de dagen van deze ritten is geen tarief bekend; zoek het op.",
                "ไม่ทราบอัตราสำหรับวันของเที่ยวเหล่านี้ โปรดตรวจสอบ")
        ) { evidence in
            guard evidence.vehicle.ownership == .personal, let rates = Allowance(evidence.country) else {
                return .notApplicable
            }
            let paid = evidence.trips.filter { rates.paid($0.trip) > .zero }
            guard !paid.isEmpty else { return .notApplicable }
            if let money = evidence.allowance { return .met(evidence.format.money(money)) }
            return .needsYou(evidence.ids(paid) { $0.line.rate.isEmpty })
        }
    }

    static func purposes(_ id: String, _ title: Term, _ source: String) -> Self {
        Self(
            id, title, source: source,
            advice: Term(
                "Enter the purpose of these trips.", "Vul het doel van deze ritten in.", "กรอกวัตถุประสงค์ของเที่ยวเหล่านี้")
        ) { evidence in
            .lacking(evidence.ids(evidence.business) { $0.trip.purpose.isEmpty }, of: evidence.business)
        }
    }

    static func destinations(_ id: String, _ title: Term, _ source: String) -> Self {
        Self(
            id, title, source: source,
            advice: Term(
                "Complete the destination of these trips.", "Vul de bestemming van deze ritten aan.",
                "เติมปลายทางของเที่ยวเหล่านี้ให้ครบ")
        ) { evidence in
            .lacking(evidence.ids(evidence.business) { !evidence.isFull($0.trip.end) }, of: evidence.business)
        }
    }

    static func detours(_ id: String, _ source: String) -> Self {
        Self(
            id,
            Term(
                "The route is told where a trip was more than 5% longer than the usual way.",
                "De route is vermeld waar een rit meer dan 5% langer was dan gebruikelijk.",
                "บอกเส้นทางเมื่อเที่ยวยาวกว่าทางปกติเกิน 5%"),
            source: source,
            advice: Term(
                "Say why these trips were longer.", "Geef aan waarom deze ritten langer waren.",
                "บอกเหตุผลที่เที่ยวเหล่านี้ยาวกว่าปกติ")
        ) { evidence in
            let compared = evidence.trips.filter { $0.trip.use != .personal && $0.trip.usualRoute != nil }
            let lacking = evidence.ids(compared) { line in
                RouteDeviation(line.trip)?.isLong == true && line.trip.deviationReason.isEmpty
            }
            return .lacking(lacking, of: compared)
        }
    }

    static func car(_ id: String, _ title: Term, _ source: String, _ lacks: @escaping @Sendable (Vehicle) -> Bool)
        -> Self
    {
        Self(
            id, title, source: source,
            advice: Term(
                "Complete the vehicle's details.", "Vul de gegevens van het voertuig aan.", "เติมข้อมูลรถให้ครบ")
        ) { lacks($0.vehicle) ? .needsYou() : .met() }
    }

    static func wholeYear(_ id: String, _ title: Term, _ source: String) -> Self {
        Self(
            id, title, source: source,
            advice: Term(
                "Make the report of the whole year once it is over.",
                "Maak het overzicht van het hele jaar zodra dat voorbij is.",
                "จัดทำรายงานทั้งปีเมื่อสิ้นปี")
        ) { evidence in
            let isWhole = evidence.period.isWholeYear(in: evidence.country) && evidence.today > evidence.period.last
            return isWhole ? .met() : .needsYou()
        }
    }
}
