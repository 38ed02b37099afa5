// SPDX-License-Identifier: Apache-2.0
import Tally

/// The plural categories of Unicode's CLDR that the languages of the pages have.
enum PluralCategory: String, Sendable, CaseIterable {
    case one, other
}

extension Language {
    /// The categories that the language has.
    var pluralCategories: [PluralCategory] { self == .thai ? [.other] : PluralCategory.allCases }

    /// The category of a whole number: English and Dutch say “one” of 1 alone, Thai has one form for all.
    func pluralCategory(_ count: Int64) -> PluralCategory {
        self != .thai && count == 1 ? .one : .other
    }
}

/// A sentence or word that changes with a number, in every language the pages have. `{n}` is where the number stands.
struct Plural: Sendable, Hashable {
    /// The forms of a language; Thai has the same for both.
    struct Forms: Sendable, Hashable {
        let one: String
        let other: String

        init(_ one: String, _ other: String) {
            self.one = one
            self.other = other
        }
    }

    let english: Forms
    let thai: String
    let dutch: Forms

    init(_ english: Forms, _ thai: String, _ dutch: Forms) {
        self.english = english
        self.thai = thai
        self.dutch = dutch
    }

    /// The form for a number, with the number in it.
    func text(_ count: some BinaryInteger, _ language: Language) -> String {
        let count = Int64(clamping: count)
        return form(language.pluralCategory(count), language)
            .replacing(Self.place, with: language.number(Int(count)))
    }

    /// The form of a category, with `{n}` where the number belongs.
    func form(_ category: PluralCategory, _ language: Language) -> String {
        switch (language, category) {
        case (.english, .one): english.one
        case (.english, .other): english.other
        case (.thai, _): thai
        case (.dutch, .one): dutch.one
        case (.dutch, .other): dutch.other
        }
    }

    static let place = "{n}"
}

extension Words {
    /// `3 files`, `3 ไฟล์`, `3 bestanden`.
    func count(_ count: some BinaryInteger, _ plural: Plural) -> String { plural.text(count, language) }
}
