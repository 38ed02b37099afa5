// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The form that chooses which constituencies are shown. It is sent with GET, so that a choice has an address.
struct AreaFilterForm: Part {
    let election: String
    let atlas: TallyAtlas
    let filter: AreaFilter
    let words: Words

    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var html: HTML {
        let state: HTML =
            filter.state.map { "<input type=\"hidden\" name=\"state\" value=\"\($0.code)\">" } ?? ""
        let off: HTML =
            filter.isOff ? "" : "<a class=\"button\" href=\"/tally/\(election)\">\(say(.showAll))</a>"
        return """
            <form class="chooser" method="get" action="/tally/\(election)" role="search" \
            aria-label="\(say(.chooseAreas))">
            \(search)
            \(fields)\(state)
            \(CheckRow(name: "winner", value: "1", label: winnerLabel, isChecked: filter.changesWinner))
            <div class="actions">\(Button(say(.show), .primary))\(off)</div></form>
            """
    }

    private var search: FieldRow {
        FieldRow(
            name: "q", label: say(.searchName), kind: .search, value: filter.text,
            limit: AreaFilter.longest)
    }

    private var fields: [FieldRow] {
        var rows = [
            choice("ballot", .ballotWord, BallotKind.allCases, filter.ballot) { value, filter in
                filter.ballot = value
            } name: {
                ($0.rawValue, Phrase.ballot($0).text(language))
            }
        ]
        if atlas.layout.isCountry {
            rows.append(
                choice("region", .region, Region.allCases, filter.region) { value, filter in
                    filter.region = value
                } name: {
                    ($0.rawValue, $0.phrase.text(language))
                })
        }
        rows.append(provinces)
        rows.append(
            FieldRow(
                name: "order", label: say(.order),
                kind: .choice(
                    AreaFilter.Order.allCases.map {
                        .init(value: $0.rawValue, text: $0.phrase.text(language))
                    }),
                value: filter.order.rawValue))
        return rows
    }

    /// Provinces by name, those of the chosen region alone.
    private var provinces: FieldRow {
        let counts = counts {
            $0.province = nil
        } of: {
            $0.area.province
        }
        let codes = atlas.provinces.filter { code in
            filter.region.map { Region(province: code) == $0 } ?? true || code == filter.province
        }
        let names = Dictionary(atlas.areas.map { ($0.area.province, $0.provinceName) }) { first, _ in
            first
        }
        let choices = codes.map { code in
            FieldRow.Choice(
                value: String(code),
                text: "\(names[code] ?? String(code)) (\(words.number(counts[code] ?? 0)))")
        }.sorted { $0.text < $1.text }
        return FieldRow(
            name: "province", label: say(.province), kind: .choice([all { $0.province = nil }] + choices),
            value: filter.province.map(String.init) ?? "")
    }

    private func choice<Value: Hashable>(
        _ name: String, _ label: Phrase, _ values: [Value], _ chosen: Value?,
        set: (Value?, inout AreaFilter) -> Void, name describe: (Value) -> (code: String, text: String)
    ) -> FieldRow {
        let choices = values.map { value in
            let wanted = filter.with { set(value, &$0) }
            let count = atlas.areas.count(where: wanted.matches)
            let (code, text) = describe(value)
            return FieldRow.Choice(value: code, text: "\(text) (\(words.number(count)))")
        }
        return FieldRow(
            name: name, label: say(label), kind: .choice([all { set(nil, &$0) }] + choices),
            value: chosen.map { describe($0).code } ?? "")
    }

    private func all(_ change: (inout AreaFilter) -> Void) -> FieldRow.Choice {
        let wanted = filter.with(change)
        return .init(
            value: "", text: "\(say(.all)) (\(words.number(atlas.areas.count(where: wanted.matches))))")
    }

    private func counts(
        _ change: (inout AreaFilter) -> Void, of key: (AreaFacts) -> Int
    ) -> [Int: Int] {
        let wanted = filter.with(change)
        var counts: [Int: Int] = [:]
        for facts in atlas.areas where wanted.matches(facts) { counts[key(facts), default: 0] += 1 }
        return counts
    }

    private var winnerLabel: String {
        let wanted = filter.with { $0.changesWinner = true }
        return "\(say(.onlyWinner)) (\(words.number(atlas.areas.count(where: wanted.matches))))"
    }
}

extension AreaFilter.Order {
    var phrase: Phrase {
        switch self {
        case .gravest: .orderGravest
        case .register: .orderRegister
        case .closest: .orderClosest
        case .doubt: .orderDoubt
        }
    }
}
