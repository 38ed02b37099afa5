// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import Tally

/// Which constituencies are asked for; what an address says that makes no sense is as good as nothing.
struct AreaFilter: Sendable, Hashable {
    enum Order: String, Sendable, CaseIterable { case gravest, register, closest, doubt }

    var state: AreaState?
    var region: Region?
    var province: Int?
    var ballot: BallotKind?
    /// Only where an open finding could change who wins.
    var changesWinner = false
    var text = ""
    var order = Order.gravest
    var first = 0

    static let pageLength = 50
    /// Characters of a search that count.
    static let longest = 100

    init() {}

    init(_ query: FormData?) {
        guard let query else { return }
        state = query["state"].flatMap { AreaState(code: $0) }
        region = query["region"].flatMap { Region(rawValue: $0) }
        province = query["province"].flatMap { Int($0) }.flatMap { (1...999).contains($0) ? $0 : nil }
        ballot = query["ballot"].flatMap { BallotKind(rawValue: $0) }
        changesWinner = query["winner"] == "1"
        text = String((query["q"] ?? "").trimmed.prefix(Self.longest))
        order = query["order"].flatMap { Order(rawValue: $0) } ?? .gravest
        first = query["from"].flatMap { Int($0) }.map { min(max(0, $0), 1_000_000) } ?? 0
    }

    /// Whether everything is shown.
    var isOff: Bool {
        state == nil && region == nil && province == nil && ballot == nil && !changesWinner
            && text.isEmpty
    }

    /// What stands behind the `?`, in one order, so that one list has one address.
    var query: String {
        var parts: [(String, String)] = []
        if let state { parts.append(("state", state.code)) }
        if let region { parts.append(("region", region.rawValue)) }
        if let province { parts.append(("province", String(province))) }
        if let ballot { parts.append(("ballot", ballot.rawValue)) }
        if changesWinner { parts.append(("winner", "1")) }
        if !text.isEmpty { parts.append(("q", text)) }
        if order != .gravest { parts.append(("order", order.rawValue)) }
        if first > 0 { parts.append(("from", String(first))) }
        return QueryText(parts).text
    }

    /// The same with one thing changed, from its first page.
    func with(_ change: (inout AreaFilter) -> Void) -> AreaFilter {
        var other = self
        other.first = 0
        change(&other)
        return other
    }

    func matches(_ facts: AreaFacts) -> Bool {
        if let province, facts.area.province != province { return false }
        if let region, Region(province: facts.area.province) != region { return false }
        if let state, self.state(of: facts) != state { return false }
        if changesWinner, !(ballot.map { facts.ballot($0).changesWinner } ?? facts.changesWinner) {
            return false
        }
        guard !text.isEmpty else { return true }
        return text.lowercased().split(separator: " ").allSatisfy {
            facts.searched.utf8.contains($0.utf8)
        }
    }

    /// The state that counts: of the ballot that was asked for, or of both.
    func state(of facts: AreaFacts) -> AreaState {
        ballot.map { facts.ballot($0).state } ?? facts.state
    }

    func findings(of facts: AreaFacts) -> Int {
        ballot.map { facts.ballot($0).findings } ?? facts.findings
    }

    /// The constituencies that match, in the order asked for.
    func apply(_ areas: [AreaFacts]) -> [AreaFacts] {
        let found = areas.filter(matches)
        func sorted(_ key: (AreaFacts) -> (Int, Int)) -> [AreaFacts] {
            let keys = found.map(key)
            return found.indices.sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }.map {
                found[$0]
            }
        }
        switch order {
        case .register: return found
        case .gravest: return sorted { (state(of: $0).weight, $0.doubt) }
        case .closest: return sorted { (-($0.constituency.leader?.margin ?? .max / 2), 0) }
        case .doubt: return sorted { ($0.doubt, state(of: $0).weight) }
        }
    }
}

/// Names and values as an address has them behind its `?`.
struct QueryText {
    let text: String

    init(_ parts: [(String, String)]) {
        let pairs = parts.map { name, value in "\(name)=\(HTML.pathComponent(value))" }
        text = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }
}

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmed: Substring {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return text
    }
}

extension Request {
    /// What stands behind the `?`, read as browsers write forms; `nil` when it is no form.
    var form: FormData? { FormData(parsing: uri.query ?? "") }
}
