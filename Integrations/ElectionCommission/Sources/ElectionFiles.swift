// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardIntegration

/// The seven files, decoded.
package struct ElectionFiles: Sendable {
    package let provinces: InfoProvince
    package let constituencies: [InfoConstituency]
    package let parties: [InfoPartyOverview]
    package let candidates: [InfoMPCandidate]
    package let partyCandidates: [InfoPartyCandidate]
    package let constituencyResults: StatsCons
    package let partyResults: StatsParty
    /// Rows that are not what they should be, by file.
    let faults: [(endpoint: Endpoint, faults: RowFaults)]

    init(
        provinces: Decoded<InfoProvince>, constituencies: Decoded<[InfoConstituency]>,
        parties: Decoded<[InfoPartyOverview]>, candidates: Decoded<[InfoMPCandidate]>,
        partyCandidates: Decoded<[InfoPartyCandidate]>, constituencyResults: Decoded<StatsCons>,
        partyResults: Decoded<StatsParty>
    ) {
        self.provinces = provinces.wire
        self.constituencies = constituencies.wire
        self.parties = parties.wire
        self.candidates = candidates.wire
        self.partyCandidates = partyCandidates.wire
        self.constituencyResults = constituencyResults.wire
        self.partyResults = partyResults.wire
        let faults = [
            provinces.faults, constituencies.faults, parties.faults, candidates.faults, partyCandidates.faults,
            constituencyResults.faults, partyResults.faults,
        ]
        self.faults = zip(Endpoint.allCases, faults).map { (endpoint: $0, faults: $1) }
    }
}

extension ElectionFiles {
    /// Decodes the seven files, given in the order of ``Endpoint``.
    package init(decoding bytes: [[UInt8]]) throws(IntegrationError) {
        let parts = Array(zip(Endpoint.allCases, bytes)).concurrentMap(stride: 1) { endpoint, bytes in
            Result { () throws(IntegrationError) in try Parts(decoding: bytes, endpoint) }
        }
        try self.init(parts)
    }

    /// Files that were decoded one by one.
    init(_ decoded: [Result<Parts, IntegrationError>]) throws(IntegrationError) {
        var all = Parts()
        for part in decoded { all.add(try part.get()) }
        guard let provinces = all.provinces, let constituencies = all.constituencies, let parties = all.parties,
            let candidates = all.candidates, let partyCandidates = all.partyCandidates,
            let constituencyResults = all.constituencyResults, let partyResults = all.partyResults
        else {
            throw IntegrationError(.notFound, "The dataset has \(decoded.count) of \(Endpoint.allCases.count) files.")
        }
        self.init(
            provinces: provinces, constituencies: constituencies, parties: parties, candidates: candidates,
            partyCandidates: partyCandidates, constituencyResults: constituencyResults, partyResults: partyResults)
    }

    /// Some of the files.
    struct Parts: Sendable {
        fileprivate var provinces: Decoded<InfoProvince>?
        fileprivate var constituencies: Decoded<[InfoConstituency]>?
        fileprivate var parties: Decoded<[InfoPartyOverview]>?
        fileprivate var candidates: Decoded<[InfoMPCandidate]>?
        fileprivate var partyCandidates: Decoded<[InfoPartyCandidate]>?
        fileprivate var constituencyResults: Decoded<StatsCons>?
        fileprivate var partyResults: Decoded<StatsParty>?

        fileprivate init() {}

        init(decoding bytes: [UInt8], _ endpoint: Endpoint) throws(IntegrationError) {
            switch endpoint {
            case .provinces: provinces = try Decoder.provinces(bytes)
            case .constituencies: constituencies = try Decoder.constituencies(bytes)
            case .partyOverview: parties = try Decoder.parties(bytes)
            case .candidates: candidates = try Decoder.candidates(bytes)
            case .partyCandidates: partyCandidates = try Decoder.partyCandidates(bytes)
            case .constituencyResults: constituencyResults = try Decoder.constituencyResults(bytes)
            case .partyResults: partyResults = try Decoder.partyResults(bytes)
            }
        }

        fileprivate mutating func add(_ other: Parts) {
            provinces = other.provinces ?? provinces
            constituencies = other.constituencies ?? constituencies
            parties = other.parties ?? parties
            candidates = other.candidates ?? candidates
            partyCandidates = other.partyCandidates ?? partyCandidates
            constituencyResults = other.constituencyResults ?? constituencyResults
            partyResults = other.partyResults ?? partyResults
        }
    }
}

/// Bytes into wire types; a failure names the file and the place in it.
package enum Decoder {
    package static func provinces(_ bytes: [UInt8]) throws(IntegrationError) -> Decoded<InfoProvince> {
        try read(bytes, .provinces, InfoProvince.init)
    }
    package static func constituencies(_ bytes: [UInt8]) throws(IntegrationError) -> Decoded<[InfoConstituency]> {
        try read(bytes, .constituencies, InfoConstituency.list)
    }
    package static func parties(_ bytes: [UInt8]) throws(IntegrationError) -> Decoded<[InfoPartyOverview]> {
        try read(bytes, .partyOverview, InfoPartyOverview.list)
    }
    package static func candidates(_ bytes: [UInt8]) throws(IntegrationError) -> Decoded<[InfoMPCandidate]> {
        try read(bytes, .candidates, InfoMPCandidate.list)
    }
    package static func partyCandidates(_ bytes: [UInt8]) throws(IntegrationError) -> Decoded<[InfoPartyCandidate]> {
        try read(bytes, .partyCandidates, InfoPartyCandidate.list)
    }
    package static func constituencyResults(_ bytes: [UInt8]) throws(IntegrationError) -> Decoded<StatsCons> {
        try read(bytes, .constituencyResults, StatsCons.init)
    }
    package static func partyResults(_ bytes: [UInt8]) throws(IntegrationError) -> Decoded<StatsParty> {
        try read(bytes, .partyResults, StatsParty.init)
    }

    /// Decodes a file for its check alone.
    package static func check(_ bytes: [UInt8], _ endpoint: Endpoint) throws(IntegrationError) {
        switch endpoint {
        case .provinces: _ = try provinces(bytes)
        case .constituencies: _ = try constituencies(bytes)
        case .partyOverview: _ = try parties(bytes)
        case .candidates: _ = try candidates(bytes)
        case .partyCandidates: _ = try partyCandidates(bytes)
        case .constituencyResults: _ = try constituencyResults(bytes)
        case .partyResults: _ = try partyResults(bytes)
        }
    }

    private static func read<Wire>(
        _ bytes: [UInt8], _ endpoint: Endpoint,
        _ body: (inout JSONReader, inout RowFaults) throws(JSONError) -> Wire
    ) throws(IntegrationError) -> Decoded<Wire> {
        do throws(JSONError) {
            return try JSONReader.read(bytes) { reader throws(JSONError) in
                var faults = RowFaults()
                let wire = try body(&reader, &faults)
                try faults.requireGoodRows(reader)
                return Decoded(wire: wire, faults: faults)
            }
        } catch {
            if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
                throw IntegrationError(
                    .malformedReply,
                    "\(endpoint.fileName) is a web page instead of JSON, perhaps a challenge to prove being human; "
                        + "try again later, or from another network.", cause: error)
            }
            throw IntegrationError(.malformedReply, "\(endpoint.fileName), \(error)", cause: error)
        }
    }
}
