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
}
