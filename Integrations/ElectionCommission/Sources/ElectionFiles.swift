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
}

extension ElectionFiles {
    /// Decodes the seven files, given in the order of ``Endpoint``.
    package init(decoding bytes: [[UInt8]]) throws(IntegrationError) {
        guard bytes.count == Endpoint.allCases.count else {
            throw IntegrationError(.notFound, "The dataset has \(bytes.count) of \(Endpoint.allCases.count) files.")
        }
        self.init(
            provinces: try Decoder.provinces(bytes[0]), constituencies: try Decoder.constituencies(bytes[1]),
            parties: try Decoder.parties(bytes[2]), candidates: try Decoder.candidates(bytes[3]),
            partyCandidates: try Decoder.partyCandidates(bytes[4]),
            constituencyResults: try Decoder.constituencyResults(bytes[5]),
            partyResults: try Decoder.partyResults(bytes[6]))
    }
}

/// Bytes into wire types; a failure names the file and the place in it.
package enum Decoder {
    package static func provinces(_ bytes: [UInt8]) throws(IntegrationError) -> InfoProvince {
        try read(bytes, .provinces) { reader throws(JSONError) in try InfoProvince(&reader) }
    }
    package static func constituencies(_ bytes: [UInt8]) throws(IntegrationError) -> [InfoConstituency] {
        try read(bytes, .constituencies) { reader throws(JSONError) in try InfoConstituency.list(&reader) }
    }
    package static func parties(_ bytes: [UInt8]) throws(IntegrationError) -> [InfoPartyOverview] {
        try read(bytes, .partyOverview) { reader throws(JSONError) in try InfoPartyOverview.list(&reader) }
    }
    package static func candidates(_ bytes: [UInt8]) throws(IntegrationError) -> [InfoMPCandidate] {
        try read(bytes, .candidates) { reader throws(JSONError) in try InfoMPCandidate.list(&reader) }
    }
    package static func partyCandidates(_ bytes: [UInt8]) throws(IntegrationError) -> [InfoPartyCandidate] {
        try read(bytes, .partyCandidates) { reader throws(JSONError) in try InfoPartyCandidate.list(&reader) }
    }
    package static func constituencyResults(_ bytes: [UInt8]) throws(IntegrationError) -> StatsCons {
        try read(bytes, .constituencyResults) { reader throws(JSONError) in try StatsCons(&reader) }
    }
    package static func partyResults(_ bytes: [UInt8]) throws(IntegrationError) -> StatsParty {
        try read(bytes, .partyResults) { reader throws(JSONError) in try StatsParty(&reader) }
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
        _ bytes: [UInt8], _ endpoint: Endpoint, _ body: (inout JSONReader) throws(JSONError) -> Wire
    ) throws(IntegrationError) -> Wire {
        do throws(JSONError) {
            return try JSONReader.read(bytes, body)
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
