// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Tally
import Testing

@testable import StewardServer

@Suite("Plural forms")
struct PluralTests {
    @Test(
        "English and Dutch have one form for 1 and another for all else, Thai has one form",
        arguments: [(0, PluralCategory.other), (1, .one), (2, .other), (11, .other), (21, .other), (-1, .other)]
            as [(Int64, PluralCategory)])
    func categories(count: Int64, category: PluralCategory) {
        #expect(Language.english.pluralCategory(count) == category)
        #expect(Language.dutch.pluralCategory(count) == category)
        #expect(Language.thai.pluralCategory(count) == .other)
        #expect(Language.thai.pluralCategories == [.other])
    }

    @Test("the number stands in the form, grouped as the language does")
    func text() {
        #expect(Plural.files.text(1, .english) == "1 file")
        #expect(Plural.files.text(1234, .english) == "1,234 files")
        #expect(Plural.files.text(1, .dutch) == "1 bestand")
        #expect(Plural.files.text(1234, .dutch) == "1.234 bestanden")
        #expect(Plural.files.text(1, .thai) == "1 ไฟล์")
        #expect(Plural.hours.text(2, .dutch) == "2 uur")
    }

    private static let all: [Plural] =
        [
            .bytes, .files, .findings, .entries, .measurements, .failed, .scopes, .wideScopes, .stations, .attempts,
            .jobs, .items, .votes, .seats, .seconds, .minutes, .hours, .days, .months, .years,
        ] + TimeUnit.allCases.flatMap { [$0.long, $0.short] } + RelativeUnit.allCases.flatMap { [$0.past, $0.future] }

    @Test("every form of every language says where the number stands, once")
    func places() {
        for plural in Self.all {
            for language in Language.allCases {
                for category in language.pluralCategories {
                    let form = plural.form(category, language)
                    #expect(form.ranges(of: "{n}").count == 1, "\(form)")
                    #expect(!plural.text(2, language).contains("{"), "\(form)")
                }
            }
        }
    }
}
