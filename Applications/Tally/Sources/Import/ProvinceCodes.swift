// SPDX-License-Identifier: Apache-2.0

/// The 77 provinces by their official two-digit code (ISO 3166-2:TH), for sources that give the name only.
package enum ProvinceCodes {
    /// The code of a province's name in any spelling that folds to it, with or without จังหวัด; `nil` when unknown.
    package static func code(of name: String) -> Int? {
        if let code = codes[name] { return code }
        guard var key = try? ThaiText.fold(name) else { return nil }
        let prefix = "จังหวัด".unicodeScalars
        if key.unicodeScalars.starts(with: prefix) {
            key = String(String.UnicodeScalarView(key.unicodeScalars.dropFirst(prefix.count).drop { $0 == " " }))
        }
        return codes[key]
    }

    /// The official name of a code; `nil` when there is no such province.
    package static func name(of code: Int) -> String? { names[code] }

    /// The official names, by code.
    package static var all: [String] { names.sorted { $0.key < $1.key }.map(\.value) }

    private static let codes = Dictionary(uniqueKeysWithValues: names.map { ($1, $0) })

    private static let names: [Int: String] = [
        10: "กรุงเทพมหานคร", 11: "สมุทรปราการ", 12: "นนทบุรี", 13: "ปทุมธานี", 14: "พระนครศรีอยุธยา", 15: "อ่างทอง",
        16: "ลพบุรี", 17: "สิงห์บุรี", 18: "ชัยนาท", 19: "สระบุรี", 20: "ชลบุรี", 21: "ระยอง", 22: "จันทบุรี",
        23: "ตราด", 24: "ฉะเชิงเทรา", 25: "ปราจีนบุรี", 26: "นครนายก", 27: "สระแก้ว", 30: "นครราชสีมา",
        31: "บุรีรัมย์", 32: "สุรินทร์", 33: "ศรีสะเกษ", 34: "อุบลราชธานี", 35: "ยโสธร", 36: "ชัยภูมิ",
        37: "อำนาจเจริญ", 38: "บึงกาฬ", 39: "หนองบัวลำภู", 40: "ขอนแก่น", 41: "อุดรธานี", 42: "เลย", 43: "หนองคาย",
        44: "มหาสารคาม", 45: "ร้อยเอ็ด", 46: "กาฬสินธุ์", 47: "สกลนคร", 48: "นครพนม", 49: "มุกดาหาร", 50: "เชียงใหม่",
        51: "ลำพูน", 52: "ลำปาง", 53: "อุตรดิตถ์", 54: "แพร่", 55: "น่าน", 56: "พะเยา", 57: "เชียงราย",
        58: "แม่ฮ่องสอน", 60: "นครสวรรค์", 61: "อุทัยธานี", 62: "กำแพงเพชร", 63: "ตาก", 64: "สุโขทัย", 65: "พิษณุโลก",
        66: "พิจิตร", 67: "เพชรบูรณ์", 70: "ราชบุรี", 71: "กาญจนบุรี", 72: "สุพรรณบุรี", 73: "นครปฐม",
        74: "สมุทรสาคร", 75: "สมุทรสงคราม", 76: "เพชรบุรี", 77: "ประจวบคีรีขันธ์", 80: "นครศรีธรรมราช", 81: "กระบี่",
        82: "พังงา", 83: "ภูเก็ต", 84: "สุราษฎร์ธานี", 85: "ระนอง", 86: "ชุมพร", 90: "สงขลา", 91: "สตูล", 92: "ตรัง",
        93: "พัทลุง", 94: "ปัตตานี", 95: "ยะลา", 96: "นราธิวาส",
    ]
}
