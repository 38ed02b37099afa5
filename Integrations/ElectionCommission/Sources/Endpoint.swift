// SPDX-License-Identifier: Apache-2.0

/// One of the commission's seven files.
package enum Endpoint: String, Sendable, CaseIterable {
    case provinces, constituencies, partyOverview = "party_overview", candidates = "mp_candidates"
    case partyCandidates = "party_candidates", constituencyResults = "stats_cons", partyResults = "stats_party"

    /// The file's key in snapshot manifests.
    package var key: String { rawValue }

    /// The file's name.
    package var fileName: String {
        switch self {
        case .provinces: "info_province.json"
        case .constituencies: "info_constituency.json"
        case .partyOverview: "info_party_overview.json"
        case .candidates: "info_mp_candidate.json"
        case .partyCandidates: "info_party_candidate.json"
        case .constituencyResults: "stats_cons.json"
        case .partyResults: "stats_party.json"
        }
    }

    /// Whether it is part of the count, on the second host.
    package var isResult: Bool { self == .constituencyResults || self == .partyResults }

    /// The path below its host.
    package var path: String { (isResult ? "/data/records/" : "/data/data/refs/") + fileName }
}
