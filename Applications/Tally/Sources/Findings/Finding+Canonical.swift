// SPDX-License-Identifier: Apache-2.0
import StewardCore

// The canonical bytes of `Finding.json`, written without making the value: an election has thousands of findings with
// a dozen values each. Members stand in the order of RFC 8785.

extension Finding {
    /// What `json.canonicalBytes()` gives. `id` must be the finding's.
    /// - Throws: `JSONError` with `outOfRange` when a number is beyond ±(2^53 − 1).
    func canonicalBytes(id: String) throws(JSONError) -> [UInt8] {
        var out = JSONText(room: 1536)
        out.object { out in
            if let area { out.put("area", area.description) }
            out.put("ballot", kind?.rawValue)
            out.key("consequence")
            consequence.write(to: &out)
            if !detail.isEmpty { out.put("detail", detail) }
            out.put("expected", expected)
            out.put("family", rule.family.rawValue)
            out.put("form", form?.rawValue)
            out.put("found", found)
            out.put("id", id)
            out.put("original_severity", originalSeverity?.rawValue)
            out.put("rule", rule.code)
            if case .set(let number) = place { out.put("set", number) }
            out.put("severity", severity.code)
            out.put("smallest_changes", smallestChanges) { $1.write(to: &$0) }
            out.put("source_format", format?.rawValue)
            if case .unit(let number) = place { out.put("unit", number) }
            out.put("values", values) { $1.write(to: &$0) }
        }
        return out.isExact ? out.bytes : try json.canonicalBytes()
    }
}

extension Consequence {
    fileprivate func write(to out: inout JSONText) {
        out.object { out in
            out.put("kind", kind.rawValue)
            out.put("margin_after", marginAfter)
            out.put("margin_before", marginBefore)
            out.put("seat_changes", seatChanges) { out, change in
                out.object { out in
                    out.put("from", change.from)
                    out.put("party", change.party)
                    out.put("to", change.to)
                }
            }
            out.put("votes_in_doubt", votesInDoubt)
            out.put("votes_on_form", votesOnForm)
            out.put("winner_after", winnerAfter)
            out.put("winner_before", winnerBefore)
        }
    }
}

extension NamedValue {
    fileprivate func write(to out: inout JSONText) {
        out.object { out in
            out.put("cell", cell?.code)
            out.put("file", source.file)
            out.put("label", label.rawValue)
            out.put("last_update", source.coverage?.lastUpdate)
            out.put("number", number)
            out.put("place", source.place)
            out.put("sha256", source.sha256)
            out.put("stations", source.coverage?.stations)
            out.put("stations_counted", source.coverage?.stationsCounted)
            out.put("subject", subject)
            out.put("text", text)
        }
    }
}

extension SmallestChange {
    fileprivate func write(to out: inout JSONText) {
        out.object { out in
            out.put("cell", cell.code)
            out.key("effect")
            effect.write(to: &out)
            out.put("from", from)
            out.put("kind", kind.rawValue)
            out.put("other", other?.code)
            out.put("repairs", repairs) { JSON.append(string: $1.code, to: &$0.bytes) }
            out.put("to", to)
        }
    }
}
