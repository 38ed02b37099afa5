// SPDX-License-Identifier: Apache-2.0
import StewardCore
public import StewardIntegration

extension ElectionCommission: DatasetReading {
    /// Fetches the seven files at once, or takes their copies where those are fresh, and checks them against each
    /// other.
    ///
    /// The tables are `provinces`, `constituencies`, `parties`, `candidates`, `list_candidates`,
    /// `prime_minister_candidates`, `progress`, `constituency_results`, `candidate_votes` and `party_list_votes`.
    /// - Throws: `IntegrationError`; `malformedReply` names the file and the place in it. One file that fails fails
    ///   the whole, and the others' copies stay.
    public func dataset() async throws -> Dataset {
        async let provinces = client.provinces()
        async let constituencies = client.constituencies()
        async let parties = client.partyOverview()
        async let candidates = client.candidates()
        async let partyCandidates = client.partyCandidates()
        async let constituencyResults = client.constituencyResults()
        async let partyResults = client.partyResults()
        let fetched = try await (
            provinces, constituencies, parties, candidates, partyCandidates, constituencyResults, partyResults
        )
        let files = ElectionFiles(
            provinces: fetched.0.wire, constituencies: fetched.1.wire, parties: fetched.2.wire,
            candidates: fetched.3.wire, partyCandidates: fetched.4.wire, constituencyResults: fetched.5.wire,
            partyResults: fetched.6.wire)
        return ElectionDataset.make(
            files,
            from: [
                fetched.0.file, fetched.1.file, fetched.2.file, fetched.3.file, fetched.4.file, fetched.5.file,
                fetched.6.file,
            ])
    }
}
