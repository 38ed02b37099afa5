// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension RequirementRule {
    private static let hmrc = "HMRC; no fixed form"

    /// What HMRC asks of each business journey.
    static var unitedKingdom: [Self] {
        [
            car(
                "gb.vehicle", Term("The vehicle is told.", "Het voertuig is vermeld.", "ระบุรถ"), hmrc
            ) { $0.plate.isEmpty && ($0.make.isEmpty || $0.type.isEmpty) },
            postcodes,
            purposes(
                "gb.purpose",
                Term(
                    "Business journeys have a purpose.", "Zakelijke ritten hebben een doel.", "เที่ยวธุรกิจมีวัตถุประสงค์"),
                hmrc),
            miles, commuteApart,
            wholeYear(
                "gb.year",
                Term(
                    "Totals are of a tax year, 6 April to 5 April.",
                    "Totalen zijn van een belastingjaar, 6 april tot 5 april.",
                    "ผลรวมตามปีภาษี 6 เมษายน ถึง 5 เมษายน"), hmrc),
            allowance(
                "gb.allowance",
                Term(
                    "Own car: 55p for the first 10,000 miles and 25p after from 6 April 2026, 45p and 25p before.",
                    "Eigen auto: 55p voor de eerste 10.000 mijl en daarna 25p vanaf 6 april 2026, daarvoor 45p en 25p.",
                    "รถส่วนตัว: 55p สำหรับ 10,000 ไมล์แรก แล้ว 25p ตั้งแต่ 6 เม.ย. 2026 ก่อนหน้านั้น 45p และ 25p"),
                "HMRC approved mileage allowance, announced 2026-05-21"),
            kept(
                "gb.kept", years: 6,
                Term(
                    "The record is kept for about 6 years (uncertain).",
                    "De registratie wordt ongeveer 6 jaar bewaard (onzeker).",
                    "เก็บบันทึกประมาณ 6 ปี (ไม่แน่ชัด)"), hmrc),
        ]
    }

    private static var postcodes: Self {
        Self(
            "gb.postcodes",
            Term(
                "Business journeys have start and end with postcodes.",
                "Zakelijke ritten hebben begin en eind met postcode.",
                "เที่ยวธุรกิจมีต้นทางและปลายทางพร้อมรหัสไปรษณีย์"), source: hmrc,
            advice: Term(
                "Complete the addresses of these trips with a postcode.",
                "Vul de adressen van deze ritten aan met een postcode.",
                "เติมรหัสไปรษณีย์ในที่อยู่ของเที่ยวเหล่านี้")
        ) { evidence in
            let lacking = evidence.ids(evidence.business) { line in
                [line.trip.start, line.trip.end].contains { ($0.address?.postcode ?? "").isEmpty }
            }
            return .lacking(lacking, of: evidence.business)
        }
    }

    private static var miles: Self {
        Self(
            "gb.miles",
            Term(
                "Business journeys have their miles.", "Zakelijke ritten hebben hun mijlen.", "เที่ยวธุรกิจมีระยะไมล์"),
            source: hmrc,
            advice: Term(
                "Enter the distance of these trips.", "Vul de afstand van deze ritten in.", "กรอกระยะทางของเที่ยวเหล่านี้")
        ) { evidence in
            .lacking(evidence.ids(evidence.business) { $0.trip.business <= .zero }, of: evidence.business)
        }
    }

    private static var commuteApart: Self {
        Self(
            "gb.commuting",
            Term(
                "Commuting is left out of the claim and stands apart.", "Woon-werk telt niet mee en staat apart.",
                "ไม่เบิกการไปกลับที่ทำงานและแสดงแยก"), source: hmrc,
            advice: Term(
                "These trips are commuting and business in one; split them.",
                "Deze ritten zijn woon-werk en zakelijk tegelijk; splits ze.",
                "เที่ยวเหล่านี้เป็นทั้งไปทำงานและธุรกิจ โปรดแยก")
        ) { evidence in
            let commuting = evidence.trips.filter { $0.trip.commute > .zero || $0.trip.use == .commute }
            let lacking = evidence.ids(commuting) { line in
                line.trip.use == .business || (line.trip.use == .commute && line.trip.business > .zero)
            }
            return .lacking(lacking, of: commuting)
        }
    }
}
