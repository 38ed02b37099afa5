// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

extension RequirementRule {
    private static let code = "IRC §274(d); Reg. §1.274-5T; Pub. 463"

    /// What the IRS asks of each business use, and of the year.
    static var unitedStates: [Self] {
        [
            mileage,
            destinations(
                "us.destination",
                Term(
                    "Each business use has a destination.", "Elk zakelijk gebruik heeft een bestemming.",
                    "การใช้ธุรกิจแต่ละครั้งมีปลายทาง"), code),
            purposes(
                "us.purpose",
                Term(
                    "Each business use has a business purpose.", "Elk zakelijk gebruik heeft een zakelijk doel.",
                    "การใช้ธุรกิจแต่ละครั้งมีวัตถุประสงค์"), code),
            wholeYear(
                "us.totals",
                Term(
                    "Total miles of the year: business, commuting and other.",
                    "Totaal van het jaar: zakelijk, woon-werk en overig.",
                    "ระยะรวมทั้งปี: ธุรกิจ ไปกลับที่ทำงาน และอื่น ๆ"), code),
            yearOdometer,
            timely(
                "us.timely",
                Term(
                    "Recorded at or near the time; within a week is timely.",
                    "Vastgelegd bij of kort na de rit; binnen een week is tijdig.",
                    "บันทึกขณะหรือใกล้เวลาเดินทาง ภายในหนึ่งสัปดาห์ถือว่าทัน"), code),
            allowance(
                "us.allowance",
                Term(
                    "Own car: the standard mileage rate, 72.5 ¢ for business in 2026.",
                    "Eigen auto: het standaardtarief, 72,5 ¢ zakelijk in 2026.",
                    "รถส่วนตัว: อัตรามาตรฐาน 72.5 ¢ ในปี 2026"),
                "Notice 2026-10; Notice 2025-5; Notice 2024-08"),
            kept(
                "us.kept", years: 3,
                Term(
                    "The record is kept for 3 years.", "De registratie wordt 3 jaar bewaard.", "เก็บบันทึก 3 ปี"), code),
        ]
    }

    private static var mileage: Self {
        Self(
            "us.mileage",
            Term(
                "Each business use has its date and mileage.", "Elk zakelijk gebruik heeft datum en afstand.",
                "การใช้ธุรกิจแต่ละครั้งมีวันที่และระยะทาง"), source: code,
            advice: Term(
                "Enter the distance of these trips.", "Vul de afstand van deze ritten in.", "กรอกระยะทางของเที่ยวเหล่านี้")
        ) { evidence in
            .lacking(evidence.ids(evidence.business) { $0.trip.business <= .zero }, of: evidence.business)
        }
    }

    /// Known when the first and the last thing in the book of the year have it.
    private static var yearOdometer: Self {
        Self(
            "us.odometer",
            Term(
                "The odometer at the start and the end of the year, or when the car came into use.",
                "De kilometerstand aan begin en eind van het jaar, of bij ingebruikname.",
                "เลขไมล์ต้นปีและสิ้นปี หรือเมื่อเริ่มใช้รถ"), source: code,
            advice: Term(
                "Enter the odometer at the start and at the end of the period.",
                "Voer de kilometerstand aan begin en eind van de periode in.", "กรอกเลขไมล์ต้นและปลายช่วงเวลา")
        ) { evidence in
            guard !evidence.lines.isEmpty else { return .notApplicable }
            guard let span = evidence.odometerSpan else { return .needsYou() }
            return .met("\(evidence.format.distance(span.first)) – \(evidence.format.measured(span.last))")
        }
    }
}

extension ReportEvidence {
    /// The odometer at the beginning of the first and the end of the last counted line; `nil` when one is unknown.
    var odometerSpan: (first: Distance, last: Distance)? {
        let counted = lines.filter { $0.gap != nil || $0.counted != nil }
        guard let first = counted.first, let last = counted.last else { return nil }
        let start = first.odometers?.lowerBound ?? first.trip?.start.odometer?.value
        let end = last.odometers?.upperBound ?? last.trip?.end.odometer?.value
        guard let start = start ?? inService, let end else { return nil }
        return (start, end)
    }

    /// The odometer when the car came into use, which the first trip then began at.
    private var inService: Distance? {
        guard let day = LocalDay(vehicle.availableFrom), period.contains(day) else { return nil }
        return vehicle.odometerAtStart
    }
}
