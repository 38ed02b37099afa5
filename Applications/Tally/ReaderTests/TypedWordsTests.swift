// SPDX-License-Identifier: Apache-2.0
import Tally
import Testing

@testable import TallyReader

@Suite("Typed number words are a witness")
struct TypedWordsTests {
    private func best(_ text: String) -> CellCandidate? { TypedWords.candidates(text).first }

    @Test("what stands in the brackets counts, whatever bracket was read")
    func brackets() {
        #expect(best("๓,๖๓๖ คะแนน (สามพันหกร้อยสามสิบหก)")?.value == .number(3_636))
        #expect(best("{ สิบเอ็ด ]")?.value == .number(11))
        #expect(best("ศูนย์")?.value == .number(0))
    }

    @Test("the more was misread, the less is believed; what is no number says nothing")
    func misread() throws {
        let right = try #require(best("(หนึ่งแสนหนึ่งพันเอ็ด)"))
        let near = try #require(best("(หนึ่งแสนหนี่งพับเอ็ด)"))
        #expect(right.value == near.value && right.cost < near.cost)
        #expect(TypedWords.candidates("").isEmpty && TypedWords.candidates("(นายสมชาย)").isEmpty)
        #expect(TypedWords.candidates("(สี่สิบสิ)").count > 1, "two numbers are near")
    }

    @Test("of several looks one without a number says nothing; one with another number takes clearness away")
    func looks() throws {
        let (right, nothing) = ("(สี่ร้อยยี่สิบสี่)", "ร หักรรร")
        #expect(TypedWords.candidates([right, nothing, right]).first == TypedWords.candidates(right).first)
        #expect(TypedWords.candidates([nothing]).isEmpty && TypedWords.candidates([String]()).isEmpty)
        func margin(_ looks: [String]) throws -> Double {
            let found = TypedWords.candidates(looks)
            #expect(found.first?.value == .number(424))
            return try #require(found.dropFirst().first).cost - (found.first?.cost ?? 0)
        }
        let (other, vague) = ("(หนึ่งร้อยยี่สิบสี่)", "(หนึงรวยยี่สบสี)")
        let clear = DecodingThresholds.typed.clear
        #expect(try margin([right, right, other]) < clear, "two against one, all spelled right")
        #expect(try margin([right, vague]) < clear, "one against one")
    }

    @Test("a closing bracket that was read as a letter is no part of the words; a last letter is")
    func closing() {
        #expect(best("(สี่พันสี่ร้อยเจ็ดสิบหกา")?.value == .number(4_476))
        #expect(best("(สี่พันสี่ร้อยเจ็ดสิบเก้า")?.value == .number(4_479))
        #expect(best("(สี่สิบห้า")?.value == .number(45))
    }

    @Test("looking once is enough where the words are spelled right, with a mark lost at most")
    func spelled() {
        #expect(TypedWords.isSpelled("๔๒๔ (สี่ร้อยยี่สิบสี่)") && TypedWords.isSpelled("(สีร้อยยี่สิบสี่)"))
        #expect(!TypedWords.isSpelled("(สี่ร้อยยี่สบสิ)") && !TypedWords.isSpelled("(หคร้อย)") && !TypedWords.isSpelled(""))
    }
}
