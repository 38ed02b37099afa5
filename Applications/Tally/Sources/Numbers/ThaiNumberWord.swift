// SPDX-License-Identifier: Apache-2.0

/// The closed vocabulary of number words on forms.
enum ThaiNumberWord: Sendable, Hashable {
    /// ศูนย์ to เก้า.
    case digit(Int)
    /// เอ็ด: 1 in the units place, after a higher place.
    case et
    /// ยี่: 2 before สิบ.
    case yi
    /// สิบ to แสน, by its power of ten.
    case place(Int)
    /// ล้าน.
    case million
    /// What is counted: บัตร, คะแนน, คน, แต้ม.
    case counted
    /// ถ้วน: exactly.
    case exactly

    /// Every word with its letters; no word begins another.
    static let vocabulary: [(word: ThaiNumberWord, letters: [Unicode.Scalar])] = [
        ("ศูนย์", .digit(0)), ("หนึ่ง", .digit(1)), ("สอง", .digit(2)), ("สาม", .digit(3)), ("สี่", .digit(4)),
        ("ห้า", .digit(5)),
        ("หก", .digit(6)), ("เจ็ด", .digit(7)), ("แปด", .digit(8)), ("เก้า", .digit(9)), ("เอ็ด", .et), ("ยี่", .yi),
        ("สิบ", .place(1)), ("ร้อย", .place(2)), ("พัน", .place(3)), ("หมื่น", .place(4)), ("แสน", .place(5)),
        ("ล้าน", .million),
        ("บัตร", .counted), ("คะแนน", .counted), ("คน", .counted), ("แต้ม", .counted), ("ถ้วน", .exactly),
    ].map { (word: $1, letters: Array($0.unicodeScalars)) }

    static let byFirstLetter = Dictionary(grouping: vocabulary) { $0.letters[0] }

    /// The standard spelling.
    var text: String {
        Self.vocabulary.first { $0.word == self }.map { String(String.UnicodeScalarView($0.letters)) } ?? ""
    }
}
