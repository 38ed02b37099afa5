// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Tally

@Suite("Languages of findings")
struct LanguageTests {
    /// Everything that a language is chosen for, by name.
    private static func texts(_ language: Language) -> [(name: String, text: String)] {
        let consequences: [Consequence] = Consequence.Kind.allCases.map {
            Consequence(
                $0, votesInDoubt: 1234, winnerBefore: 1, winnerAfter: 2, marginBefore: 3, marginAfter: 4,
                votesOnForm: 50, seatChanges: [.init(party: 9, from: 1, to: 2)])
        }
        let evidence = Evidence(
            file: "", place: "", coverage: Coverage(lastUpdate: "", stationsCounted: 1, stations: 2))
        var texts = Rule.allCases.map { ($0.code, $0.title(language)) }
        texts += FormField.allCases.map { ($0.code, $0.label(language)) }
        texts += NamedValue.Label.allCases.map { ("label \($0)", $0.text(language)) }
        texts += Severity.allCases.map { ("severity \($0.code)", $0.label(language)) }
        texts += BallotKind.allCases.map { ("ballot \($0)", $0.label(language)) }
        texts += consequences.flatMap { consequence in
            [
                ("consequence \(consequence.kind)", consequence.sentence(language)),
                ("effect \(consequence.kind)", consequence.effectSentence(language)),
            ]
        }
        texts += SmallestChange.Kind.allCases.map { kind in
            let change = SmallestChange(
                kind, cell: .row(0), other: kind == .cell ? nil : .row(1), from: 1, to: 2, repairs: [],
                effect: Consequence(.none))
            return ("change \(kind)", change.sentence(on: .announcement, language))
        }
        texts.append(("evidence", evidence.sentence(language)))
        texts.append(("neutral", Finding.neutral(language)))
        return texts
    }

    @Test("every text of a finding is different in every language")
    func different() {
        let columns = Language.allCases.map(Self.texts)
        #expect(columns[0].count > 100)
        for (place, entry) in columns[0].enumerated() {
            let texts = columns.map { $0[place].text }
            #expect(Set(texts).count == Language.allCases.count, "\(entry.name): \(texts)")
        }
    }

    @Test("only Thai texts have Thai letters, and all of them do", arguments: Language.allCases)
    func letters(language: Language) {
        for entry in Self.texts(language) {
            let hasThai = entry.text.unicodeScalars.contains { (0x0E01...0x0E5B).contains($0.value) }
            #expect(hasThai == (language == .thai), "\(entry.name): \(entry.text)")
        }
    }

    @Test("the languages have their codes and their own names, and are read from their codes")
    func codes() {
        #expect(Language.allCases.map(\.rawValue) == ["en", "th", "nl"])
        #expect(Language.allCases.map(\.ownName) == ["English", "ไทย", "Nederlands"])
        #expect(Language(rawValue: "nl") == .dutch)
    }

    @Test(
        "numbers have commas between thousands, in Dutch points",
        arguments: [(0, "0", "0"), (-1234, "-1,234", "-1.234"), (1_234_567, "1,234,567", "1.234.567")])
    func numbers(value: Int, english: String, dutch: String) {
        #expect(Language.english.number(value) == english)
        #expect(Language.thai.number(value) == english)
        #expect(Language.dutch.number(value) == dutch)
        #expect(Language.dutch.decimal(Double(value), digits: 1) == dutch + ",0")
    }

    @Test("a finding in Dutch names values, the change and its effect, and no cause")
    func dutch() {
        let effect = Consequence(.winnerChanges, votesInDoubt: 1200, winnerBefore: 1, winnerAfter: 2)
        let evidence = Evidence(file: "10_1.json", sha256: "ab", place: "results[3]")
        let finding = Finding(
            .belowFeed, area: nil, kind: .constituency, form: .announcement, consequence: effect,
            values: [NamedValue(.formVotes, cell: .row(3), subject: "4 ก", number: 7000, source: evidence)],
            expected: 8200, found: 7000,
            smallestChanges: [SmallestChange(cell: .row(3), from: 7000, to: 8200, repairs: [], effect: effect)])
        let text = finding.explanation(.dutch)
        for part in [
            "Minder stemmen dan in de voorlopige telling.", "Verwacht 8.200, gevonden 7.000 (verschil -1.200).",
            "rij 4 van de tabel (4 ก): 7.000 [10_1.json, results[3]].", "wijzigen van 7.000 in 8.200.",
            "De eerste plaats hangt ervan af (nummer 1 of nummer 2).",
            "het formulier, het uitlezen ervan of de bekendmaking",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }
}
