// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import Synchronization
import Tally

/// What the pages are made from.
final class Site: Sendable {
    let installation: Installation
    /// Whether the server listens; `/readyz` says so.
    let readiness = Mutex(false)
    private let views = Mutex<[String: ElectionView]>([:])

    init(installation: Installation) { self.installation = installation }

    /// What the pages show of an election, made anew when its book has grown. The newest is kept, so that a page costs
    /// no more than its own markup.
    /// - Throws: `TallyError`.
    func view(_ election: String) async throws -> ElectionView {
        let size = try await installation.ledger.size(of: Elections.book(election))
        if let kept = views.withLock({ $0[election] }), kept.size == size { return kept }
        let view = try await installation.elections.view(election)
        views.withLock { $0[election] = view }
        return view
    }
}
