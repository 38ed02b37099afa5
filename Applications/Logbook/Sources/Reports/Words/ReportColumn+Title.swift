// SPDX-License-Identifier: Apache-2.0

extension ReportColumn {
    /// The column's title. On a Fahrtenbuch it is the German one, whatever the language.
    func title(_ country: Vehicle.Country, _ language: ReportLanguage) -> String {
        country == .germany ? fahrtenbuch : term.text(language)
    }

    /// What a title in another language means; `nil` when the title says it.
    func meaning(_ country: Vehicle.Country, _ language: ReportLanguage) -> String? {
        country == .germany && language != .german ? term.text(language) : nil
    }

    private var term: Term {
        switch self {
        case .number: Term("No.", "Nr.", "ลำดับ", german: "Lfd. Nr.")
        case .date: Term("Date", "Datum", "วันที่", german: "Datum")
        case .start: Term("Departure", "Vertrek", "เวลาออก", german: "Abfahrt")
        case .end: Term("Arrival", "Aankomst", "เวลาถึง", german: "Ankunft")
        case .odometerStart: Term("Odometer at start", "Beginstand", "เลขไมล์เริ่มต้น", german: "Kilometerstand Beginn")
        case .odometerEnd: Term("Odometer at end", "Eindstand", "เลขไมล์สิ้นสุด", german: "Kilometerstand Ende")
        case .from: Term("From", "Vertrekadres", "จาก", german: "Ausgangspunkt")
        case .fromPostcode: Term("From postcode", "Postcode vertrek", "รหัสไปรษณีย์ต้นทาง", german: "PLZ Ausgangspunkt")
        case .to: Term("Destination", "Aankomstadres", "ปลายทาง", german: "Reiseziel")
        case .toPostcode:
            Term("Destination postcode", "Postcode aankomst", "รหัสไปรษณีย์ปลายทาง", german: "PLZ Reiseziel")
        case .route:
            Term("Route, if not the usual", "Afwijkende route", "เส้นทางที่ต่างจากปกติ", german: "Reiseroute (Umweg)")
        case .deviationReason: Term("Reason for the detour", "Reden omweg", "เหตุผลที่อ้อม", german: "Grund des Umwegs")
        default: amounts
        }
    }

    private var amounts: Term {
        switch self {
        case .use: Term("Kind", "Soort rit", "ประเภท", german: "Fahrtart")
        case .distance: Term("Distance", "Afstand", "ระยะทาง", german: "Gefahrene Strecke")
        case .business: Term("Business", "Zakelijk", "ธุรกิจ", german: "Betrieblich")
        case .commute: Term("Commuting", "Woon-werk", "ไปกลับที่ทำงาน", german: "Arbeitsweg")
        case .personal: Term("Private", "Privé", "ส่วนตัว", german: "Privat")
        case .detour: Term("Of it private detour", "Waarvan privé-omweg", "อ้อมส่วนตัว", german: "davon privater Umweg")
        case .purpose: Term("Purpose", "Doel", "วัตถุประสงค์", german: "Reisezweck")
        case .partner: Term("Visited", "Bezocht", "ผู้ที่ไปพบ", german: "Aufgesuchter Geschäftspartner")
        case .project: Term("Project", "Project", "โครงการ", german: "Projekt")
        case .rate: Term("Rate", "Tarief", "อัตรา", german: "Satz")
        case .driver: Term("Driver", "Bestuurder", "ผู้ขับ", german: "Fahrer")
        case .vehicle: Term("Vehicle", "Voertuig", "รถ", german: "Fahrzeug")
        case .source: Term("Measured by", "Bron afstand", "วิธีวัด", german: "Streckenmessung")
        case .recorded: Term("Recorded", "Vastgelegd", "บันทึกเมื่อ", german: "Erfasst am")
        default: Term("Notes", "Notities", "หมายเหตุ", german: "Bemerkungen")
        }
    }

    private var fahrtenbuch: String { term.text(.german) }
}
