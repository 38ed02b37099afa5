// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
package import StewardCore
import StewardHTTP
package import StewardIntegration

/// A file and what stands in it.
package struct Fetched<Wire: Sendable>: Sendable {
    package let file: DatasetFile
    package let wire: Decoded<Wire>
}

/// Fetches the commission's files, one method for each.
package struct ElectionCommissionClient: Sendable {
    private let configuration: ElectionCommissionConfiguration
    private let context: IntegrationContext
    private let copies: KeptCopies

    package init(configuration: ElectionCommissionConfiguration, context: IntegrationContext) {
        self.configuration = configuration
        self.context = context
        copies = KeptCopies(folder: context.cacheFolder)
    }

    /// `info_province.json`.
    package func provinces(keeping: Bool = true) async throws(IntegrationError) -> Fetched<InfoProvince> {
        try await fetch(.provinces, keeping: keeping, Decoder.provinces)
    }
    /// `info_constituency.json`.
    package func constituencies() async throws(IntegrationError) -> Fetched<[InfoConstituency]> {
        try await fetch(.constituencies, Decoder.constituencies)
    }
    /// `info_party_overview.json`.
    package func partyOverview() async throws(IntegrationError) -> Fetched<[InfoPartyOverview]> {
        try await fetch(.partyOverview, Decoder.parties)
    }
    /// `info_mp_candidate.json`.
    package func candidates() async throws(IntegrationError) -> Fetched<[InfoMPCandidate]> {
        try await fetch(.candidates, Decoder.candidates)
    }
    /// `info_party_candidate.json`.
    package func partyCandidates() async throws(IntegrationError) -> Fetched<[InfoPartyCandidate]> {
        try await fetch(.partyCandidates, Decoder.partyCandidates)
    }
    /// `stats_cons.json`.
    package func constituencyResults() async throws(IntegrationError) -> Fetched<StatsCons> {
        try await fetch(.constituencyResults, Decoder.constituencyResults)
    }
    /// `stats_party.json`.
    package func partyResults() async throws(IntegrationError) -> Fetched<StatsParty> {
        try await fetch(.partyResults, Decoder.partyResults)
    }

    /// Asks for the head of `stats_cons.json` only.
    package func probeCount() async throws(IntegrationError) {
        let endpoint = Endpoint.constituencyResults
        let reply = try await send(.head, endpoint, fields: [:], timing: .quick)
        _ = try await bytes(of: reply, endpoint)
    }
}

extension ElectionCommissionClient {
    private func fetch<Wire: Sendable>(
        _ endpoint: Endpoint, keeping: Bool = true, _ decode: ([UInt8]) throws(IntegrationError) -> Decoded<Wire>
    ) async throws(IntegrationError) -> Fetched<Wire> {
        let url = address(of: endpoint).description + endpoint.path
        let kept = keeping ? copies.copy(of: endpoint, url: url) : nil
        if let kept, isFresh(kept, endpoint), let wire = try? decode(kept.file.bytes) {
            return Fetched(file: kept.file, wire: wire)
        }
        let reply = try await send(.get, endpoint, fields: conditions(kept), timing: keeping ? .standard : .quick)
        let now = context.clock.now
        var copy: KeptCopies.Copy
        if reply.response.status == .notModified, let kept {
            copy = kept
            copy.file = DatasetFile(
                key: kept.file.key, url: url, bytes: kept.file.bytes, sha256: kept.file.sha256, etag: kept.file.etag,
                fetchedAt: now)
        } else {
            let bytes = try await bytes(of: reply, endpoint)
            let file = DatasetFile(
                key: endpoint.key, url: url, bytes: bytes, sha256: sha256Text(bytes),
                etag: reply.response.headerFields[.eTag], fetchedAt: now)
            copy = KeptCopies.Copy(file: file, lastModified: reply.response.headerFields[.lastModified])
        }
        // Decoded before it is kept: a damaged reply must not replace a good copy.
        let wire = try decode(copy.file.bytes)
        if keeping { try copies.keep(copy, endpoint, bodyIsKept: copy.file.sha256 == kept?.file.sha256) }
        return Fetched(file: copy.file, wire: wire)
    }

    private func address(of endpoint: Endpoint) -> ServiceAddress {
        endpoint.isResult ? configuration.results : configuration.lists
    }

    private func isFresh(_ copy: KeptCopies.Copy, _ endpoint: Endpoint) -> Bool {
        let limit = endpoint.isResult ? configuration.resultsFreshFor : configuration.listsFreshFor
        let age = context.clock.now.timeIntervalSince(copy.file.fetchedAt)
        // A copy from the future (the clock was set back) is not trusted.
        return age >= -1 && .seconds(age) < limit
    }

    private func conditions(_ copy: KeptCopies.Copy?) -> HTTPFields {
        var fields: HTTPFields = [:]
        fields[.ifNoneMatch] = copy?.file.etag
        if copy?.file.etag == nil { fields[.ifModifiedSince] = copy?.lastModified }
        return fields
    }

    private func send(
        _ method: HTTPRequest.Method, _ endpoint: Endpoint, fields: HTTPFields, timing: HTTPCall.Timing
    ) async throws(IntegrationError) -> HTTPReply {
        let address = address(of: endpoint)
        var fields = fields
        fields[.accept] = "application/json"
        let reply = try await context.transport.send(
            HTTPCall(address.request(method, endpoint.path, fields: fields), timing: timing))
        let service = "\(address.authority) (\(endpoint.fileName))"
        if let error = IntegrationError(status: reply.response, from: service, now: context.clock.now) { throw error }
        return reply
    }

    private func bytes(of reply: HTTPReply, _ endpoint: Endpoint) async throws(IntegrationError) -> [UInt8] {
        do {
            let bytes = try await reply.body.collect(upTo: 64 << 20)
            let type = reply.response.headerFields[.contentType] ?? ""
            guard !type.lowercased().hasPrefix("text/html") else {
                throw IntegrationError(
                    .malformedReply,
                    "\(endpoint.fileName) came as a web page instead of JSON, perhaps a challenge to prove being "
                        + "human; try again later, or from another network.")
            }
            return bytes
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Fetching \(endpoint.fileName) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "\(endpoint.fileName) broke off; try again later.", cause: error)
        }
    }
}
