// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCatalog
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardJobs
import StewardStore

extension Doctor {
    /// Seconds by which clocks may differ before somebody should look, and before leases and sign-ins fail.
    static var smallSkew: TimeInterval { 30 }
    static var largeSkew: TimeInterval { 300 }

    func clock(_ installation: Installation) async throws -> [Checkup] {
        var all: [Checkup] = []
        let before = installation.clock.now
        if let server = try await installation.database.facts().now {
            let after = installation.clock.now
            all.append(Self.skew("clock and database", server, before, after, of: "the database server"))
        }
        if let newest = try await installation.jobs.list(limit: 1).items.first,
            newest.createdAt.timeIntervalSince(before) > Self.smallSkew
        {
            all.append(
                Checkup(
                    "clock and records", .warning,
                    "The newest job was made \(Int(newest.createdAt.timeIntervalSince(before))) s after now: this "
                        + "machine’s clock was put back.", repair: "timedatectl status"))
        }
        all.append(try await outsideClock(installation))
        return all
    }

    private func outsideClock(_ installation: Installation) async throws -> Checkup {
        let name = "clock and network"
        guard !options.isOffline else { return Checkup(name, .skipped, "With --offline no machine is asked.") }
        guard let authority = try await authorities(installation).first else {
            return Checkup(name, .skipped, "Nothing outside is connected whose clock could be asked.")
        }
        let before = installation.clock.now
        guard let date = await askDate(authority) else {
            return Checkup(name, .skipped, "\(authority) did not say what time it is.")
        }
        return Self.skew(name, date, before, installation.clock.now, of: authority)
    }

    /// Compares another clock, read between two moments of ours, with ours.
    static func skew(_ name: String, _ other: Date, _ before: Date, _ after: Date, of whom: String) -> Checkup {
        // The other side may have cut off its fraction of a second.
        let ahead = before.timeIntervalSince(other) - 1
        let behind = other.timeIntervalSince(after)
        let apart = max(ahead, behind, 0)
        let sentence =
            apart == 0
            ? "This machine’s clock agrees with that of \(whom)."
            : "This machine’s clock is \(Int(apart.rounded(.up))) s \(ahead > behind ? "ahead of" : "behind") \(whom)."
        let repair = "timedatectl set-ntp true"
        if apart > largeSkew { return Checkup(name, .failing, sentence, repair: repair) }
        if apart > smallSkew { return Checkup(name, .warning, sentence, repair: repair) }
        return Checkup(name, .ok, sentence)
    }

    /// The machines outside that connections talk to.
    private func authorities(_ installation: Installation) async throws -> [String] {
        try await installation.connections.list().flatMap { saved -> [String] in
            guard let manifest = try? Connections.entry(saved.integration).manifest,
                let configuration = try? Configuration(saved.settings, fields: manifest.settings)
            else { return [] }
            return manifest.authorities(configuration)
        }.filter { authority in !["127.0.0.1", "localhost", "[::1]"].contains { authority.hasPrefix($0) } }
    }

    /// The `Date` field of an answer (RFC 9110, 6.6.1).
    static func dateOverHTTPS(_ authority: String) async -> Date? {
        let request = HTTPRequest(method: .head, scheme: "https", authority: authority, path: "/")
        let answer = try? await TimeLimit.run(.seconds(8), clock: SystemClock()) {
            try await AsyncHTTPClientTransport().send(HTTPCall(request, timing: .quick)).response
        }
        return answer?.headerFields[.date].flatMap { HTTPDate.parse($0) }
    }
}
