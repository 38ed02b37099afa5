// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// A simple random sample without replacement that anybody can draw again.
///
/// Each name gets a ticket, the SHA-256 of the seed, a comma and the name in UTF-8; those with the smallest tickets are
/// drawn. The order of the names does not matter, and a larger sample holds every smaller one of the same seed.
package struct AuditSample: Sendable, Hashable {
    package let seed: String
    /// How many names there were.
    package let population: Int
    /// SHA-256 of the sorted names, each with a line feed: what must be public before the seed is thrown.
    package let manifest: String
    /// The names drawn, in the order of their tickets.
    package let names: [String]

    package init(of names: some Sequence<String>, size: Int, seed: String) {
        let sorted = Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.seed = seed
        population = sorted.count
        manifest = Self.hex(SHA256.hash(data: Array(sorted.map { $0 + "\n" }.joined().utf8)))
        let tickets = sorted.map { (ticket: Self.ticket($0, seed: seed), name: $0) }
            .sorted { $0.ticket.lexicographicallyPrecedes($1.ticket) }
        self.names = tickets.prefix(max(0, size)).map(\.name)
    }

    private static func ticket(_ name: String, seed: String) -> [UInt8] {
        Array(SHA256.hash(data: Array((seed + "," + name).utf8)))
    }
    private static func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// How many forms to draw, so that a sample without any error supports the risk limit.
    /// - Parameters:
    ///   - tolerable: the share of misread values, on average over the forms, that must be excluded.
    package static func size(population: Int, risk: Double, tolerable: Double) -> Int {
        guard population > 0, risk < 1, tolerable > 0 else { return 0 }
        guard risk > 0, tolerable < 1 else { return tolerable >= 1 ? min(1, population) : population }
        let size = (Foundation.log(risk) / Foundation.log(1 - tolerable)).rounded(.up)
        return size < Double(population) ? Int(size) : population
    }
}
