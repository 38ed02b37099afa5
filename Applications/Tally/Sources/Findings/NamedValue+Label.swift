// SPDX-License-Identifier: Apache-2.0

extension NamedValue.Label {
    /// The label for people.
    package func text(_ language: Language) -> String {
        switch self {
        case .cell: language.pick("cell", "ช่อง", "cel")
        case .sumOfRows: language.pick("sum of the rows", "ผลรวมของแถว", "som van de rijen")
        case .sumOfFields: language.pick("sum of the parts", "ผลรวมของส่วนย่อย", "som van de delen")
        case .sumOfStations:
            language.pick("sum of stations and sets", "ผลรวมจากหน่วยและชุด", "som van stembureaus en vervroegde sets")
        case .matchedSum:
            language.pick(
                "sum of the source's matched rows", "ผลรวมของแถวที่แหล่งข้อมูลจับคู่",
                "som van de door de bron gekoppelde rijen")
        case .recordedSum: language.pick("sum the source recorded", "ผลรวมที่แหล่งข้อมูลบันทึก", "som volgens de bron")
        case .recordedGood:
            language.pick(
                "good ballots the source recorded", "บัตรดีที่แหล่งข้อมูลบันทึก", "geldige stembiljetten volgens de bron")
        case .formVotes: language.pick("votes on the form", "คะแนนตามแบบ", "stemmen op het formulier")
        case .feedVotes:
            language.pick("votes in the preliminary count", "คะแนนตามผลนับเบื้องต้น", "stemmen in de voorlopige telling")
        case .otherBallot:
            language.pick("the other ballot's form", "แบบของบัตรอีกประเภท", "formulier van de andere stemming")
        case .otherReading: language.pick("the other reading", "ผลการอ่านอีกครั้ง", "de andere uitlezing")
        case .otherDocument: language.pick("the other document", "เอกสารอีกฉบับ", "het andere document")
        case .printedNumber: language.pick("number on the form", "หมายเลขตามแบบ", "nummer op het formulier")
        case .matchedNumber: language.pick("number by name", "หมายเลขตามชื่อ", "nummer volgens de naam")
        case .registerNumber: language.pick("number in the register", "หมายเลขตามทะเบียน", "nummer in het register")
        case .printedName: language.pick("name on the form", "ชื่อตามแบบ", "naam op het formulier")
        case .registerName: language.pick("name in the register", "ชื่อตามทะเบียน", "naam in het register")
        case .count: language.pick("count", "จำนวน", "aantal")
        case .registered: language.pick("in the register", "ตามทะเบียน", "in het register")
        case .message: language.pick("message", "ข้อความ", "melding")
        }
    }
}

extension NamedValue {
    /// `4.1 good ballots: 77,075 (constituency/10_1.json, summary_by_section.4.1)`.
    package func sentence(on form: FormType, _ language: Language) -> String {
        let name = name(on: form, language)
        let whose = subject.map { " (\($0))" } ?? ""
        let value = number.map(language.number) ?? text ?? language.pick("not read", "อ่านไม่ได้", "niet gelezen")
        return "\(name)\(whose): \(value) [\(source.sentence(language))]"
    }
}

extension NamedValue {
    /// What the value is: the cell, with whose number it is when that is not the form's own.
    package func name(on form: FormType, _ language: Language) -> String {
        guard let cell else { return label.text(language) }
        let place = cell.label(on: form, language)
        return label == .cell || label == .formVotes ? place : "\(label.text(language)), \(place)"
    }
}

extension Evidence {
    /// File, place, and on values of the feed how much was counted when.
    package func sentence(_ language: Language) -> String {
        let start = place.isEmpty ? file : "\(file), \(place)"
        guard let coverage else { return start }
        let stations = "\(language.number(coverage.stationsCounted))/\(language.number(coverage.stations))"
        return start
            + language.pick(
                "; \(stations) stations counted, as of \(coverage.lastUpdate)",
                "; นับแล้ว \(stations) หน่วย ณ \(coverage.lastUpdate)",
                "; \(stations) stembureaus geteld, stand van \(coverage.lastUpdate)")
    }
}
