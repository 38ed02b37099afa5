// SPDX-License-Identifier: Apache-2.0

/// Titles and ranks that stand in front of Thai names, often without a space.
enum NameTitles {
    /// Takes title and rank off the front of a folded name.
    ///
    /// Up to four words go, as in ว่าที่ · ร้อยตรี · หญิง · ดร. A word that would leave nothing, or a mark without its
    /// consonant, stays: it begins the name itself.
    static func strip(from name: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var rest = name
        for _ in 0..<4 {
            guard let length = titleLength(rest) else { break }
            rest = rest.dropFirst(length)
            rest = rest.drop { $0 == " " }
        }
        return rest
    }

    private static func titleLength(_ name: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let first = name.first, let titles = byFirstLetter[first] else { return nil }
        for title in titles where name.count > title.count && name.starts(with: title) {
            let next = name[name.startIndex + title.count]
            if canBeginName(next) { return title.count }
        }
        return nil
    }

    /// Whether a name, or a space before it, can go on with this scalar: a consonant or a vowel written in front.
    private static func canBeginName(_ scalar: Unicode.Scalar) -> Bool {
        !(0x0E2F...0x0E3A ~= scalar.value || 0x0E45...0x0E4E ~= scalar.value)
    }

    /// The titles by first letter, longest first.
    private static let byFirstLetter: [Unicode.Scalar: [[Unicode.Scalar]]] = {
        let titles = Set(
            words + ranks + abbreviations + abbreviations.map { $0.replacing(".", with: ". ") })
        let scalars = titles.map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }.sorted {
            $0.count > $1.count
        }
        return Dictionary(grouping: scalars) { $0[0] }
    }()

    private static let words = [
        "นางสาว", "นาวสาว", "นาง", "นาย", "ว่าที่", "หญิง", "คุณหญิง", "ท่านผู้หญิง", "หม่อมหลวง", "หม่อมราชวงศ์",
        "หม่อมเจ้า",
        "ศาสตราจารย์", "รองศาสตราจารย์", "ผู้ช่วยศาสตราจารย์", "ดอกเตอร์", "นายแพทย์", "แพทย์หญิง", "ทันตแพทย์",
        "ทันตแพทย์หญิง",
        "นายสัตวแพทย์", "สัตวแพทย์หญิง", "เภสัชกร", "เภสัชกรหญิง",
    ]

    /// Ranks of the army, the navy, the air force and the police: every step in its three grades.
    private static let ranks: [String] = {
        let grades = ["เอก", "โท", "ตรี"]
        let steps = [
            "พล", "พัน", "ร้อย", "จ่าสิบ", "สิบ", "พลเรือ", "นาวา", "เรือ", "พันจ่า", "จ่า", "พลอากาศ", "นาวาอากาศ",
            "เรืออากาศ",
            "พันจ่าอากาศ", "จ่าอากาศ", "พลตำรวจ", "พันตำรวจ", "ร้อยตำรวจ", "สิบตำรวจ",
        ]
        return steps.flatMap { step in grades.map { step + $0 } } + [
            "ดาบตำรวจ", "จ่าสิบตำรวจ", "พลทหาร", "พันจ่าอากาศ",
        ]
    }()

    /// Abbreviations count only with their stops, so that no name is cut.
    private static let abbreviations: [String] = {
        let steps = ["พล.", "พ.", "ร.", "จ.ส.", "ส.", "พล.ร.", "น.", "พ.จ.", "จ.", "พล.อ.", "ร."]
        let grades = ["อ.", "ท.", "ต."]
        let army = steps.flatMap { step in grades.map { step + $0 } }
        let police = ["พล.ต.", "พ.ต.", "ร.ต.", "ส.ต."].flatMap { step in grades.map { step + $0 } }
        return army + police + [
            "น.ส.", "ด.ต.", "จ.ส.ต.", "ดร.", "ผศ.", "รศ.", "ศ.", "นพ.", "พญ.", "ทพ.", "ทพญ.", "สพ.",
            "ภก.", "ภญ.", "ม.ล.",
            "ม.ร.ว.", "ม.จ.", "ผศ.ดร.", "รศ.ดร.", "ศ.ดร.",
        ]
    }()
}
