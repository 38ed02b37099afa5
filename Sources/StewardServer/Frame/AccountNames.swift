// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What people are called who stand in the ledger as `account:…`. The ledger itself has no names: what is there can
/// never be erased.
struct AccountNames: Sendable {
    private let names: [String: String]

    /// Without the names when they cannot be read: a page that shows the ledger does not fail for them.
    init(_ site: Site) async {
        let people = (try? await site.access.people()) ?? []
        names = Dictionary(people.map { ($0.actor, $0.name) }) { first, _ in first }
    }

    /// The name; what the ledger says for anything else, as `job tally.check`.
    subscript(actor: String) -> String { names[actor] ?? actor }

    /// The name, with what the ledger says beside it.
    func long(_ actor: String) -> HTML {
        guard let name = names[actor] else { return "\(actor)" }
        return "\(name) <code class=\"small\">\(actor)</code>"
    }
}
