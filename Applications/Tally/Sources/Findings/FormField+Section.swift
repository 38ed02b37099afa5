// SPDX-License-Identifier: Apache-2.0

extension FormField {
    /// The number printed before the field on a form, as `3.3` on the announcement; `nil` when the form lacks the field
    /// or prints no number before it.
    package func sectionNumber(on form: FormType) -> String? {
        switch form {
        case .announcement: announcementSection
        case .station: stationSection
        case .advanceInside, .advanceOutside: advanceSection
        }
    }
    /// The field of the announcement with this printed number.
    package init?(announcementSection text: String) {
        guard let field = Self.allCases.first(where: { $0.announcementSection == text }) else { return nil }
        self = field
    }

    private var announcementSection: String? {
        switch self {
        case .eligible: "1.1"
        case .appeared: "1.2"
        case .received: "2.1"
        case .used: "2.2"
        case .remaining: "2.3"
        case .countedAtStations: "3.1"
        case .countedAdvanceInside: "3.2"
        case .countedAdvanceOutside: "3.3"
        case .ballots: "3.4"
        case .good: "4.1"
        case .bad: "4.2"
        case .noChoice: "4.3"
        case .total, .envelopes, .ballotsInEnvelopes: nil
        }
    }
    private var stationSection: String? {
        switch self {
        case .eligible: "1.1"
        case .appeared: "1.2"
        case .received: "2.1"
        case .used: "2.2"
        case .good: "2.2.1"
        case .bad: "2.2.2"
        case .noChoice: "2.2.3"
        case .remaining: "2.3"
        default: nil
        }
    }
    private var advanceSection: String? {
        switch self {
        case .ballots: "1"
        case .good: "2.1"
        case .bad: "2.2"
        case .noChoice: "2.3"
        default: nil
        }
    }

    /// A name without spaces that never changes, as `counted-advance-outside`.
    package var code: String {
        switch self {
        case .eligible: "eligible"
        case .appeared: "appeared"
        case .received: "received"
        case .used: "used"
        case .remaining: "remaining"
        case .countedAtStations: "counted-at-stations"
        case .countedAdvanceInside: "counted-advance-inside"
        case .countedAdvanceOutside: "counted-advance-outside"
        case .ballots: "ballots"
        case .good: "good"
        case .bad: "bad"
        case .noChoice: "no-choice"
        case .total: "total"
        case .envelopes: "envelopes"
        case .ballotsInEnvelopes: "ballots-in-envelopes"
        }
    }

    /// What the field counts, for people.
    package func label(_ language: Language) -> String {
        switch self {
        case .eligible: language.pick("eligible voters", "ผู้มีสิทธิเลือกตั้ง", "kiesgerechtigden")
        case .appeared: language.pick("voters who appeared", "ผู้มาแสดงตน", "opgekomen kiezers")
        case .received: language.pick("ballots received", "บัตรเลือกตั้งที่ได้รับจัดสรร", "ontvangen stembiljetten")
        case .used: language.pick("ballots used", "บัตรเลือกตั้งที่ใช้", "gebruikte stembiljetten")
        case .remaining: language.pick("ballots left", "บัตรเลือกตั้งที่เหลือ", "overgebleven stembiljetten")
        case .countedAtStations:
            language.pick("ballots counted at stations", "บัตรในหน่วยเลือกตั้ง", "stembiljetten geteld op de stembureaus")
        case .countedAdvanceInside:
            language.pick(
                "advance ballots inside the constituency", "บัตรก่อนวันเลือกตั้งในเขต",
                "vervroegde stembiljetten binnen het kiesdistrict")
        case .countedAdvanceOutside:
            language.pick(
                "advance ballots outside and overseas", "บัตรก่อนวันเลือกตั้งนอกเขตและนอกราชอาณาจักร",
                "vervroegde stembiljetten buiten het kiesdistrict en in het buitenland")
        case .ballots: language.pick("all ballots", "บัตรเลือกตั้งรวม", "alle stembiljetten")
        case .good: language.pick("good ballots", "บัตรดี", "geldige stembiljetten")
        case .bad: language.pick("bad ballots", "บัตรเสีย", "ongeldige stembiljetten")
        case .noChoice: language.pick("ballots for nobody", "บัตรไม่เลือกผู้ใด", "stembiljetten zonder keuze")
        case .total: language.pick("total of the table", "รวมคะแนนทั้งสิ้น", "totaal van de tabel")
        case .envelopes: language.pick("envelopes received", "ซองที่ได้รับ", "ontvangen enveloppen")
        case .ballotsInEnvelopes:
            language.pick("ballots in the envelopes", "บัตรในซอง", "stembiljetten in de enveloppen")
        }
    }
}
