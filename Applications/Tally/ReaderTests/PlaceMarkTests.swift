// SPDX-License-Identifier: Apache-2.0
import Tally
import Testing

@testable import TallyReader

@Suite("Of which constituency an announcement is")
struct PlaceMarkTests {
    @Test(
        "a province is known by its letters, with marks misread and dots around it",
        arguments: [
            ("จังหวัดปราจินบุรี", "ปราจีนบุรี"), ("กรุงเทพมหานคร", "กรุงเทพมหานคร"), ("จังหวัด....สุรินทร์.....", "สุรินทร์"),
            ("จังหวัดซลบุรี", "ชลบุรี"), ("จังหวัดพระนครศรีอยธยา", "พระนครศรีอยุธยา"), ("จังหวัดตาก", "ตาก"),
            ("จังหวัดลําปาง", "ลำปาง"),
        ])
    func province(line: String, name: String) {
        #expect(PlaceMark.province(PrintedText(line)) == name)
    }

    @Test(
        "what is no province, or might be two, is none",
        arguments: ["", "จังหวัด", "เรื่อง ผลการนับคะแนน", "จังหวัดตา", "จังหวัดนครสวรรคร์ราชสีมา", "จังหวัดลำ"])
    func noProvince(line: String) {
        #expect(PlaceMark.province(PrintedText(line)) == nil)
    }

    @Test("every province's own name is itself")
    func all() {
        #expect(ProvinceCodes.all.count == 77)
        for name in ProvinceCodes.all { #expect(PlaceMark.province(PrintedText("จังหวัด" + name)) == name) }
    }

    @Test("a number needs a clear network or the text recogniser's consent, and both as many digits")
    func number() {
        func read(_ candidates: [(Int, Double)], _ said: String) -> Int? {
            PlaceMark.number(candidates.map { CellCandidate(value: .number($0.0), cost: $0.1) }, said: said)
        }
        #expect(read([(8, 0.01), (3, 5)], "๕") == 8, "the network is clear")
        #expect(read([(8, 0.3), (3, 1.4)], "๘") == 8, "both say so")
        #expect(read([(8, 0.3), (3, 1.4)], "๕") == nil)
        #expect(read([(8, 0.9), (3, 1)], "8") == nil, "the network hardly says so")
        #expect(read([(1, 0.01)], "๑๐") == nil, "a digit is lost")
        #expect(read([(10, 0.01)], "๑") == nil)
        #expect(read([(0, 0.01)], "๐") == nil, "there is no such constituency")
        #expect(read([], "๑") == nil)
    }
}
