// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally
import Testing

@testable import TallyReader

@Suite("Real scans", .enabled(if: RealScans.isPresent, "no scanned forms are beside the project"))
struct RealScansTests {
    private func firstPage(_ name: String) async throws -> PageLayout {
        let source = try await PageSource(opening: RealScans.path(name))
        let page = try #require(source.pages.first)
        let engine = try TextEngine(language: "tha")
        return try LayoutFinder(engine: engine).find(try await source.load(page), number: 1).layout
    }

    @Test(
        "form, ballot and all fields above the table are found",
        arguments: [
            ("phrae1/phrae1_5-16_set01.pdf", "5/16", "constituency"),
            ("phrae1/phrae1_5-17_set02.pdf", "5/17", "constituency"),
            ("phrae1/phrae1_5-17_bch_set10.pdf", "5/17", "party_list"),
        ])
    func header(name: String, form: String, ballot: String) async throws {
        let layout = try await firstPage(name)
        #expect(layout.mark == FormMark(form: form, ballot: ballot))
        #expect(layout.fields.map(\.field) == [.ballots, .good, .bad, .noChoice])
        for (upper, lower) in zip(layout.fields, layout.fields.dropFirst()) {
            #expect(upper.digits.y < lower.digits.y)
        }
        // Item 1 has no words; the brackets of the others stand in one column.
        #expect(layout.fields[0].words == nil)
        let brackets = layout.fields.dropFirst().compactMap { $0.words?.x }
        #expect(brackets.count == 3 && (brackets.max() ?? 0) - (brackets.min() ?? 0) < layout.width / 50)
    }

    @Test("an announcement's twelve sections are found, with their words")
    func announcement() async throws {
        let layout = try await firstPage("form61/constituency_10_25.png")
        #expect(layout.mark == FormMark(form: "6/1", ballot: "constituency"))
        let words = layout.fields.map { TypedWords.candidates($0.printedWords ?? []).first?.value }
        #expect(Set(layout.fields.map(\.field)) == Set(FormField.expected(on: .announcement)))
        let expected = [
            126_830, 89_687, 128_983, 89_687, 39_296, 86_272, 62, 3_353, 89_687, 84_112, 1_443, 4_132,
        ]
        #expect(words == expected.map { .number($0) })
    }

    @Test("a whole announcement is read and accepted, with nothing wrong in it")
    func accepted() async throws {
        let pages = ["", "_page2"].map { RealScans.path("form61/constituency_19_3\($0).png") }
        let forms = try await FormReader().read(pages).forms
        let form = try #require(forms.first)
        #expect(forms.count == 1 && form.form == "6/1" && form.ballot == "constituency" && form.accepted)
        let votes = form.votes.values.compactMap(\.value)
        #expect(votes.count == 8 && votes.reduce(0, +) == form.total?.value)
        #expect(form.header["good"]?.value == form.total?.value)
        #expect(form.header.count == 12 && form.header.values.allSatisfy { $0.state == "certain" })
    }
}
