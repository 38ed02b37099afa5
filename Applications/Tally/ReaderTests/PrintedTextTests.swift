// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TallyReader

@Suite("Printed text is compared as it was misread")
struct PrintedTextTests {
    @Test("marks above and below letters, spaces, digits and other scripts make no difference")
    func marks() {
        #expect(PrintedText("บัตรดี  12 ok") == PrintedText("บตรด"))
        #expect(PrintedText("จํานวน") == PrintedText("จำนวน"))
        #expect(PrintedText("รายซื่อ") == PrintedText("รายชื่อ"))
    }

    @Test("a phrase with one letter in five misread is found, another phrase is not")
    func near() {
        let text = PrintedText("๒.๓ บัตรที่ไม่เลกผู้สมัครผู้ใด .... บัตร")
        #expect(text.has("บัตรที่ไม่เลือกผู้สมัครผู้ใด"))
        #expect(!text.has("บัตรเสีย"))
        #expect(!PrintedText("").has("บัตร"))
    }

    @Test("each place is counted once, the best fit first")
    func counted() {
        let text = PrintedText("นอกเขตเลือกตั้งและนอกราชอาณาจักร ชุดที่ นอกเขตเลือกตั้งและนอกราซอาณาจักร")
        #expect(text.count(of: "นอกราชอาณาจักร") == 2)
        let ends = PrintedText("บตรกกกบัตร").ends(of: PrintedText("บัตร"))
        #expect(ends.sorted() == [3, 9])
    }
}

@Suite("A form is known by its title and what is said below it")
struct FormMarkTests {
    private func mark(_ text: String, columns: Int) -> FormMark {
        FormMark(text: PrintedText(text), columns: columns)
    }
    private let outside = """
        ชุดที่ ๑ เก็บไว้ในเล่มเพื่อส่งคณะกรรมการการเลือกตั้งประจําเขตเลือกตั้ง (แบบบัญชีรายซื่อ) ส.ส. ๕/๑๓
        รายงานผลการนับคะแนนบัตรเลือกตั้งนอกเขตเลือกตั้งและนอกราชอาณาจักรแบบบัญชีรายชื่อ
        คณะกรรมการนับคะแนนบัตรเลือกตั้งนอกเขตเลือกตั้งและนอกราชอาณาจักร ชุดที่ ...
        """
    private let before = """
        รายงานผลการนับคะแนนบัตรเลือกตั้งที่ออกเสียงลงคะแนนก่อนวันเลือกตั้งในเขตเลือกตั้งแบบแบ่งเขตเลือกตั้ง
        ได้รับบัตรเลือกตั้งที่ออกเสียงลงคะแนนก่อนวันเลือกตั้งจากคณะกรรมการการเลือกตั้งประจำเขตเลือกตั้ง
        """

    @Test("votes from outside, advance votes, stations and announcements are told apart")
    func forms() {
        #expect(mark(outside, columns: 3) == FormMark(form: "5/17", ballot: "party_list"))
        #expect(mark(before, columns: 4) == FormMark(form: "5/16", ballot: "constituency"))
        let station = """
            รายงานผลการนับคะแนนสมาชิกสภาผู้แทนราษฎรแบบแบ่งเขตเลือกตั้ง หน่วยเลือกตั้งที่ ๕
            จำนวนผู้มีสิทธิเลือกตั้งตามบัญชีรายชื่อผู้มีสิทธิเลือกตั้ง จำนวนผู้มีสิทธิเลือกตั้งที่มาแสดงตน
            """
        #expect(mark(station, columns: 4) == FormMark(form: "5/18", ballot: "constituency"))
        let announcement = "ประกาศคณะกรรมการการเลือกตั้งประจำเขตเลือกตั้งที่ ๓ แบบบัญชีรายชื่อ"
        #expect(mark(announcement, columns: 0) == FormMark(form: "6/1", ballot: "party_list"))
    }

    @Test("one mention is enough, and a list of eligible voters makes no list of parties")
    func once() {
        let title = "รายงานผลการนับคะแนนบัตรเลือกตั้งนอกเขตเลือกตั้งและนอกราชอาณาจักรแบบแบ่งเขตเลือกตั้ง"
        #expect(mark(title, columns: 4) == FormMark(form: "5/17", ballot: "constituency"))
        let copy = "เก็บไว้ในเล่มเพื่อส่งคณะกรรมการการเลือกตั้งประจำเขตเลือกตั้ง ตามบัญชีรายชื่อผู้มีสิทธิเลือกตั้ง"
        #expect(mark(copy, columns: 3) == FormMark())
    }

    @Test("a title that speaks of two forms, or of a ballot that the table denies, says nothing")
    func contradictions() {
        #expect(mark(outside + before, columns: 3).form == nil)
        #expect(mark(outside, columns: 4) == FormMark(form: "5/17", ballot: nil))
        #expect(mark("", columns: 4) == FormMark())
    }
}
