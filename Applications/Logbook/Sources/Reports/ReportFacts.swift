// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// The head of a report: whose car, which days, computed from what.
struct ReportFacts {
    let evidence: ReportEvidence
    let clock: LocalClock

    var all: [Report.Fact] { (car + time + counters + origin).filter { !$0.value.isEmpty } }

    private var car: [Report.Fact] {
        let vehicle = evidence.vehicle
        let drivers = Set(evidence.trips.map(\.trip.driver)).sorted().map(evidence.options.name)
        let owned = vehicle.ownership == .company ? Self.company : Self.own
        return [
            fact("vehicle", Self.vehicle, vehicle.name),
            fact("make", Self.make, [vehicle.make, vehicle.type].filter { !$0.isEmpty }.joined(separator: " ")),
            fact("plate", Self.plate, vehicle.plate), fact("vin", Self.vin, vehicle.vin),
            fact("available", Self.available, availability), fact("ownership", Self.ownership, text(owned)),
            fact("drivers", Self.drivers, drivers.joined(separator: ", ")),
        ]
    }

    private var availability: String {
        let vehicle = evidence.vehicle
        func shown(_ date: String) -> String { LocalDay(date).map(evidence.format.date) ?? date }
        if vehicle.availableFrom.isEmpty { return "" }
        return shown(vehicle.availableFrom) + " – " + shown(vehicle.availableUntil)
    }

    private var time: [Report.Fact] {
        let period = evidence.period
        let (day, minute) = clock.moment(at: evidence.options.now)
        return [
            fact(
                "period", Self.period, "\(evidence.format.date(period.first)) – \(evidence.format.date(period.last))"),
            fact("zone", Self.zone, evidence.vehicle.zone),
            fact("made", Self.made, "\(evidence.format.date(day)) \(ReportFormat.time(minute))"),
        ]
    }

    private var counters: [Report.Fact] {
        guard evidence.country == .netherlands, evidence.vehicle.ownership == .company else { return [] }
        let format = evidence.format
        let used = format.measured(evidence.yearToDate.countedPrivate)
        let limit = format.measured(PrivateYear.limit)
        return [fact("private_counter", Self.counter, "\(used) / \(limit)")]
    }

    private var origin: [Report.Fact] {
        guard let seal = evidence.options.seal else { return [] }
        return [
            fact("book", Self.book, seal.book), fact("book_size", Self.size, String(seal.size)),
            fact("book_root", Self.root, seal.root), fact("signer", Self.signer, seal.signer),
        ]
    }

    private func text(_ term: Term) -> String { term.text(evidence.options.language) }
    private func fact(_ id: String, _ label: Term, _ value: String) -> Report.Fact {
        Report.Fact(id: id, label: text(label), value: value)
    }

    private static let vehicle = Term("Vehicle", "Voertuig", "รถ", german: "Fahrzeug")
    private static let make = Term("Make and type", "Merk en type", "ยี่ห้อและรุ่น", german: "Marke und Typ")
    private static let plate = Term("Licence plate", "Kenteken", "ทะเบียนรถ", german: "Amtliches Kennzeichen")
    private static let vin = Term("VIN", "Chassisnummer", "เลขตัวถัง", german: "Fahrgestellnummer")
    private static let available = Term(
        "At the driver's disposal", "Ter beschikking", "ช่วงที่ใช้รถได้", german: "Zur Verfügung")
    private static let ownership = Term("Ownership", "Eigendom", "กรรมสิทธิ์", german: "Eigentum")
    private static let company = Term("company", "zaak", "บริษัท", german: "Betrieb")
    private static let own = Term("private", "privé", "ส่วนตัว", german: "privat")
    private static let drivers = Term("Driver", "Bestuurder", "ผู้ขับ", german: "Fahrer")
    private static let period = Term("Period", "Periode", "ช่วงเวลา", german: "Zeitraum")
    private static let zone = Term("Time zone", "Tijdzone", "เขตเวลา", german: "Zeitzone")
    private static let made = Term("Made", "Gemaakt", "จัดทำเมื่อ", german: "Erstellt")
    private static let counter = Term(
        "Private distance of the year, of at most", "Privé dit jaar, van ten hoogste", "ระยะส่วนตัวในปีนี้ จากไม่เกิน",
        german: "Privat in diesem Jahr, von höchstens")
    private static let book = Term("Book", "Boek", "สมุด", german: "Buch")
    private static let size = Term("Entries in it", "Boekingen erin", "จำนวนรายการ", german: "Einträge")
    private static let root = Term(
        "Root of its tree", "Wortel van de boom", "รากของต้นไม้แฮช", german: "Wurzel des Baums")
    private static let signer = Term("Signed by", "Ondertekend door", "ลงนามโดย", german: "Unterzeichnet von")
}
