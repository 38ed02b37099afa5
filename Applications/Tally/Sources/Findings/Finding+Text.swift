// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// The finding in one line, with its numbers when it compares two.
    package func title(_ language: Language) -> String {
        let title = rule.title(language)
        guard let expected, let found else { return title }
        return "\(title) (\(language.number(found)) ≠ \(language.number(expected)))"
    }

    /// The finding in a few neutral sentences: the values and their places, what would repair it, what depends on it,
    /// and that a difference says nothing about its cause.
    package func explanation(_ language: Language) -> String {
        var sentences = [rule.title(language) + language.pick(".", "", ".")]
        sentences += comparison(language)
        sentences += values.map { $0.sentence(on: form ?? .announcement, language) + language.pick(".", "", ".") }
        for (index, change) in smallestChanges.prefix(3).enumerated() {
            sentences.append(change.sentence(on: form ?? .announcement, language, isFirst: index == 0))
        }
        sentences.append(consequence.sentence(language))
        if rule.family == .hint {
            sentences.append(
                language.pick(
                    "This is a hint: nothing need be wrong.", "นี่เป็นเพียงข้อสังเกต อาจไม่มีสิ่งใดผิดพลาด",
                    "Dit is een aandachtspunt: er hoeft niets mis te zijn."))
        } else {
            sentences.append(Self.neutral(language))
        }
        return sentences.joined(separator: " ")
    }

    /// The sentence that stands below every list of findings.
    package static func neutral(_ language: Language) -> String {
        language.pick(
            "The cause can be the form, its reading, or the announcement; only the picture of the form can tell.",
            "สาเหตุอาจมาจากตัวแบบ การอ่านแบบ หรือการประกาศผล ต้องตรวจจากภาพของแบบเท่านั้น",
            "De oorzaak kan liggen in het formulier, het uitlezen ervan of de bekendmaking; alleen de "
                + "afbeelding van het formulier geeft uitsluitsel."
        )
    }

    private func comparison(_ language: Language) -> [String] {
        guard let expected, let found else { return [] }
        let difference = language.number(found - expected)
        let (want, have) = (language.number(expected), language.number(found))
        return [
            language.pick(
                "Expected \(want), found \(have) (difference \(difference)).",
                "คาดว่าเป็น \(want) พบ \(have) (ต่างกัน \(difference))",
                "Verwacht \(want), gevonden \(have) (verschil \(difference)).")
        ]
    }
}

extension SmallestChange {
    /// The change and what it would do.
    package func sentence(on form: FormType, _ language: Language, isFirst: Bool = true) -> String {
        let what = cell.label(on: form, language)
        let old = from.map(language.number) ?? language.pick("unread", "อ่านไม่ได้", "niet gelezen")
        let new = to.map(language.number) ?? "?"
        let change: String
        if let other {
            let end = other.label(on: form, language)
            change =
                switch kind {
                case .shift:
                    language.pick(
                        "moving \(what) to \(end) by one row", "เลื่อน \(what) ถึง \(end) หนึ่งแถว",
                        "\(what) tot en met \(end) één rij opschuiven")
                case .permutation:
                    language.pick(
                        "rearranging rows from \(what) to \(end)", "เรียงแถว \(what) ถึง \(end) ใหม่",
                        "de rijen van \(what) tot en met \(end) herschikken")
                default:
                    language.pick(
                        "exchanging \(what) and \(end)", "สลับ \(what) กับ \(end)", "\(what) en \(end) verwisselen")
                }
        } else {
            change = language.pick(
                "changing \(what) from \(old) to \(new)", "เปลี่ยน \(what) จาก \(old) เป็น \(new)",
                "\(what) wijzigen van \(old) in \(new)")
        }
        let start =
            isFirst
            ? language.pick(
                "The smallest change that fits:", "การเปลี่ยนแปลงที่น้อยที่สุดที่ทำให้สอดคล้องคือ", "De kleinste wijziging die klopt:"
            )
            : language.pick("Also possible:", "หรืออาจเป็น", "Ook mogelijk:")
        return "\(start) \(change)\(language.pick(".", "", ".")) \(effect.effectSentence(language))"
    }
}

extension Consequence {
    /// What depends on the doubt.
    package func sentence(_ language: Language) -> String {
        let votes = language.number(votesInDoubt)
        switch kind {
        case .winnerChanges:
            return language.pick(
                "Votes in doubt: \(votes). The first place depends on it\(winners(language)).",
                "คะแนนที่มีข้อสงสัย \(votes) มีผลต่อผู้ได้คะแนนสูงสุด\(winners(language))",
                "Stemmen waarover twijfel bestaat: \(votes). De eerste plaats hangt ervan af\(winners(language)).")
        case .seatChanges:
            return language.pick(
                "Votes in doubt: \(votes). List seats depend on it (\(seats(language))).",
                "คะแนนที่มีข้อสงสัย \(votes) มีผลต่อที่นั่งบัญชีรายชื่อ (\(seats(language)))",
                "Stemmen waarover twijfel bestaat: \(votes). Lijstzetels hangen ervan af (\(seats(language))).")
        case .marginOnly:
            return language.pick(
                "Votes in doubt: \(votes)\(share(language))\(margin(language)). No winner and no seat changes.",
                "คะแนนที่มีข้อสงสัย \(votes)\(share(language))\(margin(language)) ไม่เปลี่ยนผู้ชนะหรือที่นั่ง",
                "Stemmen waarover twijfel bestaat: \(votes)\(share(language))\(margin(language)). "
                    + "Er verandert geen winnaar en geen zetel."
            )
        case .none: return language.pick("No vote depends on it.", "ไม่มีผลต่อคะแนน", "Er hangt geen stem van af.")
        case .unknown:
            return language.pick(
                "What depends on it is not known.", "ยังไม่ทราบผลกระทบ", "Wat ervan afhangt, is niet bekend.")
        }
    }

    /// What a proposed change would do.
    func effectSentence(_ language: Language) -> String {
        switch kind {
        case .winnerChanges:
            language.pick(
                "It would change the first place\(winners(language)).",
                "จะเปลี่ยนผู้ได้คะแนนสูงสุด\(winners(language))",
                "De eerste plaats zou veranderen\(winners(language)).")
        case .seatChanges:
            language.pick(
                "It would move list seats (\(seats(language))).", "จะเปลี่ยนที่นั่ง (\(seats(language)))",
                "Lijstzetels zouden verschuiven (\(seats(language))).")
        case .marginOnly:
            language.pick(
                "It would change the margin only\(margin(language)).", "จะเปลี่ยนเพียงส่วนต่างคะแนน\(margin(language))",
                "Alleen de voorsprong zou veranderen\(margin(language)).")
        case .none: language.pick("It would change no result.", "ไม่เปลี่ยนผลการเลือกตั้ง", "De uitslag zou niet veranderen.")
        case .unknown: language.pick("Its effect is not known.", "ยังไม่ทราบผลกระทบ", "Het gevolg is niet bekend.")
        }
    }

    private func winners(_ language: Language) -> String {
        guard let winnerBefore, let winnerAfter else { return "" }
        return language.pick(
            " (number \(winnerBefore) or number \(winnerAfter))", " (หมายเลข \(winnerBefore) หรือ \(winnerAfter))",
            " (nummer \(winnerBefore) of nummer \(winnerAfter))")
    }
    private func share(_ language: Language) -> String {
        guard let votesOnForm else { return "" }
        let whole = language.number(votesOnForm)
        return language.pick(
            " of \(whole) on the form", " จาก \(whole) คะแนนในแบบ", " van de \(whole) op het formulier")
    }
    private func margin(_ language: Language) -> String {
        guard let marginBefore else { return "" }
        let before = language.number(marginBefore)
        guard let marginAfter, marginAfter != marginBefore else {
            return language.pick(", margin \(before)", " ส่วนต่าง \(before)", ", voorsprong \(before)")
        }
        let after = language.number(marginAfter)
        return language.pick(
            ", margin \(before) or \(after)", " ส่วนต่าง \(before) หรือ \(after)", ", voorsprong \(before) of \(after)")
    }
    private func seats(_ language: Language) -> String {
        seatChanges.map { change in
            language.pick(
                "party \(change.party): \(change.from) or \(change.to)",
                "พรรคหมายเลข \(change.party): \(change.from) หรือ \(change.to)",
                "partij \(change.party): \(change.from) of \(change.to)")
        }.joined(separator: ", ")
    }
}
