// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Writes members in order and leaves out what is absent.
private struct Members {
    private(set) var list: [JSON.Member] = []

    mutating func put(_ key: String, _ text: String?) { if let text { list.append(.init(key, .string(text))) } }
    mutating func put(_ key: String, _ number: Int?) {
        if let number { list.append(.init(key, .integer(Int64(number)))) }
    }
    mutating func put(_ key: String, _ value: JSON?) { if let value { list.append(.init(key, value)) } }
    mutating func put(_ key: String, _ values: [JSON]) {
        if !values.isEmpty { list.append(.init(key, .array(values))) }
    }
    var json: JSON { .object(list) }
}

extension JSON {
    fileprivate func int(_ key: String) -> Int? { self[key]?.integer.flatMap { Int(exactly: $0) } }
    fileprivate func text(_ key: String) -> String? { self[key]?.string }
    /// Every element read, none when the key is absent, and `nil` when one cannot be read.
    fileprivate func all<Value>(_ key: String, _ read: (JSON) -> Value?) -> [Value]? {
        let elements = self[key]?.array ?? []
        let values = elements.compactMap(read)
        return values.count == elements.count ? values : nil
    }
}

extension Finding {
    /// The finding as the ledger and the JSON output keep it. `init(json:)` reads it back.
    package var json: JSON {
        var members = Members()
        members.put("id", id)
        members.put("rule", rule.code)
        members.put("family", rule.family.rawValue)
        members.put("area", area?.description)
        members.put("ballot", kind?.rawValue)
        members.put("form", form?.rawValue)
        if case .unit(let number) = place { members.put("unit", number) }
        if case .set(let number) = place { members.put("set", number) }
        if !detail.isEmpty { members.put("detail", detail) }
        members.put("source_format", format?.rawValue)
        members.put("severity", severity.code)
        members.put("original_severity", originalSeverity?.rawValue)
        members.put("expected", expected)
        members.put("found", found)
        members.put("consequence", consequence.json)
        members.put("values", values.map(\.json))
        members.put("smallest_changes", smallestChanges.map(\.json))
        return members.json
    }

    /// Reads what `json` wrote; `nil` when a required member is missing or unknown.
    package init?(json: JSON) {
        guard let rule = json.text("rule").flatMap(Rule.init(rawValue:)),
            let severity = json.text("severity").flatMap(Severity.init(code:)),
            let consequence = json["consequence"].flatMap(Consequence.init(json:)),
            let values = json.all("values", NamedValue.init(json:)),
            let changes = json.all("smallest_changes", SmallestChange.init(json:))
        else { return nil }
        let place = json.int("unit").map(CountingPlace.unit) ?? json.int("set").map(CountingPlace.set)
        self.init(
            rule, area: json.text("area").flatMap { Area($0) }, kind: json.text("ballot").flatMap(BallotKind.init),
            form: json.text("form").flatMap(FormType.init), place: place, detail: json.text("detail") ?? "",
            format: json.text("source_format").flatMap(SourceFile.Format.init), severity: severity,
            consequence: consequence, values: values, expected: json.int("expected"), found: json.int("found"),
            smallestChanges: changes, originalSeverity: json.text("original_severity").flatMap(OriginalSeverity.init))
    }
}

extension Consequence {
    package var json: JSON {
        var members = Members()
        members.put("kind", kind.rawValue)
        members.put("votes_in_doubt", votesInDoubt)
        members.put("winner_before", winnerBefore)
        members.put("winner_after", winnerAfter)
        members.put("margin_before", marginBefore)
        members.put("margin_after", marginAfter)
        members.put("votes_on_form", votesOnForm)
        members.put(
            "seat_changes",
            seatChanges.map { change in
                var seat = Members()
                seat.put("party", change.party)
                seat.put("from", change.from)
                seat.put("to", change.to)
                return seat.json
            })
        return members.json
    }
    package init?(json: JSON) {
        guard let kind = json.text("kind").flatMap(Kind.init(rawValue:)),
            let seats = json.all(
                "seat_changes",
                { seat -> SeatChange? in
                    guard let party = seat.int("party"), let from = seat.int("from"), let to = seat.int("to") else {
                        return nil
                    }
                    return SeatChange(party: party, from: from, to: to)
                })
        else { return nil }
        self.init(
            kind, votesInDoubt: json.int("votes_in_doubt") ?? 0, winnerBefore: json.int("winner_before"),
            winnerAfter: json.int("winner_after"), marginBefore: json.int("margin_before"),
            marginAfter: json.int("margin_after"), votesOnForm: json.int("votes_on_form"), seatChanges: seats)
    }
}

extension NamedValue {
    package var json: JSON {
        var members = Members()
        members.put("label", label.rawValue)
        members.put("cell", cell?.code)
        members.put("subject", subject)
        members.put("number", number)
        members.put("text", text)
        members.put("file", source.file)
        members.put("sha256", source.sha256)
        members.put("place", source.place)
        members.put("last_update", source.coverage?.lastUpdate)
        members.put("stations_counted", source.coverage?.stationsCounted)
        members.put("stations", source.coverage?.stations)
        return members.json
    }
    package init?(json: JSON) {
        guard let label = json.text("label").flatMap(Label.init), let file = json.text("file"),
            let place = json.text("place")
        else { return nil }
        var coverage: Coverage?
        if let update = json.text("last_update"), let counted = json.int("stations_counted"),
            let stations = json.int("stations")
        {
            coverage = Coverage(lastUpdate: update, stationsCounted: counted, stations: stations)
        }
        self.init(
            label, cell: json.text("cell").flatMap(Cell.init(code:)), subject: json.text("subject"),
            number: json.int("number"), text: json.text("text"),
            source: Evidence(file: file, sha256: json.text("sha256"), place: place, coverage: coverage))
    }
}

extension SmallestChange {
    package var json: JSON {
        var members = Members()
        members.put("kind", kind.rawValue)
        members.put("cell", cell.code)
        members.put("other", other?.code)
        members.put("from", from)
        members.put("to", to)
        members.put("repairs", repairs.map { .string($0.code) })
        members.put("effect", effect.json)
        return members.json
    }
    package init?(json: JSON) {
        guard let kind = json.text("kind").flatMap(Kind.init), let cell = json.text("cell").flatMap(Cell.init(code:)),
            let effect = json["effect"].flatMap(Consequence.init(json:)),
            let repairs = json.all("repairs", { $0.string.flatMap(Rule.init(rawValue:)) })
        else { return nil }
        self.init(
            kind, cell: cell, other: json.text("other").flatMap(Cell.init(code:)), from: json.int("from"),
            to: json.int("to"), repairs: repairs, effect: effect)
    }
}
