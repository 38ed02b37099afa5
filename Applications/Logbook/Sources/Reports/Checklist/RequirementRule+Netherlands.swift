// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension RequirementRule {
    private static let record = "Belastingdienst, sluitende rittenregistratie"
    private static let framework = "RRS-normenkader, 2012/13"

    /// What the Belastingdienst asks of a closed trip record, and the RRS framework of electronic ones.
    static var netherlands: [Self] {
        [
            car(
                "nl.car",
                Term(
                    "Make, type and licence plate of the car are told.",
                    "Merk, type en kenteken van de auto zijn vermeld.",
                    "ระบุยี่ห้อ รุ่น และทะเบียนรถ"), record
            ) { $0.make.isEmpty || $0.type.isEmpty || $0.plate.isEmpty },
            car(
                "nl.availability",
                Term(
                    "The period in which the car is at the driver's disposal is told.",
                    "De periode waarin de auto ter beschikking staat is vermeld.", "ระบุช่วงเวลาที่ใช้รถได้"), record
            ) { $0.availableFrom.isEmpty },
            ended, odometers("nl.odometers", record), addresses, detours("nl.route", record), character, split,
            continuity("nl.continuity", record), limit, plausible,
            timely(
                "nl.timely",
                Term(
                    "Trips are recorded in time; the framework names no number of days, 7 are taken here.",
                    "Ritten zijn tijdig vastgelegd; het normenkader noemt geen termijn, hier geldt 7 dagen.",
                    "บันทึกทันเวลา กรอบไม่ระบุจำนวนวัน ที่นี่ใช้ 7 วัน"), framework),
            traceable(
                "nl.changes",
                Term(
                    "Changed trip data can be traced: what, who, when and why.",
                    "Gewijzigde ritgegevens zijn herleidbaar: wat, wie, wanneer en waarom.",
                    "ตรวจย้อนการแก้ไขได้ ว่าแก้อะไร ใคร เมื่อไร และทำไม"), framework),
            sealed(
                "nl.original",
                Term(
                    "Nothing can be changed so that the original is untraceable.",
                    "Niets kan zo worden gewijzigd dat het origineel onherleidbaar is.",
                    "ไม่มีสิ่งใดถูกแก้จนตรวจย้อนต้นฉบับไม่ได้"), framework),
            reconciled, privacy,
            allowance(
                "nl.allowance",
                Term(
                    "Own car: the untaxed allowance of €0.23 a kilometre.",
                    "Eigen auto: de onbelaste vergoeding van € 0,23 per kilometer.", "รถส่วนตัว: ค่าตอบแทน €0.23 ต่อกม."),
                "Belastingdienst, 2024–2026"),
            kept(
                "nl.kept", years: 7,
                Term(
                    "The record is kept for 7 years (uncertain).", "De registratie wordt 7 jaar bewaard (onzeker).",
                    "เก็บบันทึกไว้ 7 ปี (ไม่แน่ชัด)"), record),
        ]
    }

    private static var ended: Self {
        Self(
            "nl.complete",
            Term(
                "Every trip is complete and has its number and date.", "Elke rit is compleet en heeft nummer en datum.",
                "ทุกเที่ยวครบถ้วน มีลำดับและวันที่"), source: framework,
            advice: Term(
                "These trips have not ended yet; make the report again later.",
                "Deze ritten zijn nog niet afgelopen; maak het overzicht later opnieuw.",
                "เที่ยวเหล่านี้ยังไม่จบ โปรดจัดทำรายงานใหม่ภายหลัง")
        ) { evidence in
            let lacking = evidence.ids(evidence.trips) { $0.trip.origin == .found && $0.trip.ending == nil }
            return .lacking(lacking, of: evidence.trips)
        }
    }

    private static var addresses: Self {
        Self(
            "nl.addresses",
            Term(
                "Every trip has the address where it began and where it ended.",
                "Elke rit heeft vertrek- en aankomstadres.",
                "ทุกเที่ยวมีที่อยู่ต้นทางและปลายทาง"), source: record + "; Hof Den Haag, 2015-06-03",
            advice: Term(
                "Complete the addresses of these trips with street and house number.",
                "Vul de adressen van deze ritten aan met straat en huisnummer.",
                "เติมที่อยู่ของเที่ยวเหล่านี้ด้วยถนนและเลขที่")
        ) { evidence in
            let lacking = evidence.ids(evidence.trips) {
                !evidence.isFull($0.trip.start) || !evidence.isFull($0.trip.end)
            }
            return .lacking(lacking, of: evidence.trips)
        }
    }

    private static var character: Self {
        Self(
            "nl.character",
            Term(
                "Every trip is told to be business or private.",
                "Van elke rit is het karakter zakelijk of privé vermeld.",
                "ระบุทุกเที่ยวว่าเป็นธุรกิจหรือส่วนตัว"), source: record,
            advice: Term(
                "No rule fits these trips; say how they count.",
                "Geen regel past op deze ritten; geef aan hoe ze tellen.",
                "ไม่มีกฎใดตรงกับเที่ยวเหล่านี้ โปรดระบุว่านับอย่างไร")
        ) { evidence in
            .lacking(evidence.ids(evidence.trips) { $0.trip.reason.rule == "none" }, of: evidence.trips)
        }
    }

    private static var split: Self {
        Self(
            "nl.detours",
            Term(
                "Private detours within business trips are told in kilometres.",
                "Privé-omrijkilometers binnen zakelijke ritten zijn vermeld.",
                "ระบุระยะอ้อมส่วนตัวในเที่ยวธุรกิจเป็นกิโลเมตร"), source: record,
            advice: Term(
                "Say how many kilometres of these mixed trips were private.",
                "Geef aan hoeveel kilometers van deze gemengde ritten privé waren.",
                "ระบุว่าเที่ยวผสมเหล่านี้เป็นส่วนตัวกี่กิโลเมตร")
        ) { evidence in
            let mixed = evidence.trips.filter { $0.trip.use == .mixed }
            let lacking = evidence.ids(mixed) { line in
                let trip = line.trip
                return trip.personal == .zero || trip.detour > trip.personal
                    || trip.business + trip.commute + trip.personal != trip.distance.distance
            }
            return .lacking(lacking, of: mixed)
        }
    }

    private static var limit: Self {
        Self(
            "nl.private",
            Term(
                "At most 500 private kilometres in the calendar year, with the statement “Verklaring geen "
                    + "privégebruik auto”.",
                "Hoogstens 500 privékilometers in het kalenderjaar, met de Verklaring geen privégebruik auto.",
                "ระยะส่วนตัวไม่เกิน 500 กม. ต่อปีปฏิทิน พร้อมหนังสือ “Verklaring geen privégebruik auto”"),
            source: "Belastingdienst, bijtelling",
            advice: Term(
                "The limit is passed: the benefit in kind counts as income, and the statement must be withdrawn.",
                "De grens is overschreden: de bijtelling geldt, en de verklaring moet worden ingetrokken.",
                "เกินกำหนดแล้ว: ต้องนับเป็นรายได้และถอนหนังสือดังกล่าว")
        ) { evidence in
            guard evidence.vehicle.ownership == .company else { return .notApplicable }
            let used = evidence.yearToDate.countedPrivate
            let text = "\(evidence.format.measured(used)) / \(evidence.format.measured(PrivateYear.limit))"
            return used > PrivateYear.limit ? .needsYou([], text + ".") : .met(text)
        }
    }

    private static var plausible: Self {
        Self(
            "nl.planner",
            Term(
                "No distance is shorter than a route planner gives.",
                "Geen afstand is korter dan een routeplanner geeft.",
                "ไม่มีระยะที่สั้นกว่าตัววางเส้นทาง"), source: "Hof Den Haag, 2015-06-03",
            advice: Term(
                "These are more than 10% shorter than the shortest way by road; check their distance and addresses.",
                "Deze zijn meer dan 10% korter dan de kortste weg; controleer afstand en adressen.",
                "เที่ยวเหล่านี้สั้นกว่าทางถนนที่สั้นที่สุดเกิน 10% โปรดตรวจระยะและที่อยู่")
        ) { evidence in
            let compared = evidence.trips.filter { $0.trip.usualRoute != nil }
            let lacking = evidence.ids(compared) { (RouteDeviation($0.trip)?.tenths ?? 0) < -100 }
            return .lacking(lacking, of: compared)
        }
    }

    private static var reconciled: Self {
        Self(
            "nl.odometer-check",
            Term(
                "GPS distances are compared with the real odometer at least every two months, and the difference "
                    + "is spread in proportion.",
                "GPS-afstanden worden minstens elke twee maanden met de kilometerteller vergeleken en het "
                    + "verschil wordt naar rato verdeeld.",
                "เทียบระยะ GPS กับเลขไมล์จริงอย่างน้อยทุกสองเดือน และกระจายส่วนต่างตามสัดส่วน"),
            source: framework,
            advice: Term(
                "Read the odometer and enter it; between two readings lie more than two months.",
                "Lees de kilometerstand af en voer die in; tussen twee standen ligt meer dan twee maanden.",
                "อ่านเลขไมล์แล้วกรอก ระหว่างการอ่านสองครั้งห่างกันเกินสองเดือน")
        ) { evidence in
            guard let first = evidence.trips.first?.trip, let last = evidence.trips.last?.trip else {
                return .notApplicable
            }
            let instants = [first.start.instant] + evidence.readings + [last.end.instant]
            // Two months are at most 62 days.
            let isClose = zip(instants, instants.dropFirst()).allSatisfy { $1 - $0 <= 62 * 86_400_000_000 }
            return isClose && !evidence.readings.isEmpty ? .met() : .needsYou()
        }
    }

    private static var privacy: Self {
        Self(
            "nl.privacy",
            Term(
                "Where and when private trips were is hidden from the employer.",
                "Waar en wanneer privéritten waren is voor de werkgever verborgen.",
                "ซ่อนสถานที่และเวลาของเที่ยวส่วนตัวจากนายจ้าง"), source: framework + "; GDPR",
            advice: Term(
                "Hand the employer the employer's report, not this one.",
                "Geef de werkgever het werkgeversoverzicht, niet dit.", "ให้นายจ้างรายงานฉบับนายจ้าง ไม่ใช่ฉบับนี้")
        ) { evidence in
            if evidence.options.audience == .employer { return .met() }
            return evidence.vehicle.employers.isEmpty ? .notApplicable : .needsYou()
        }
    }
}
