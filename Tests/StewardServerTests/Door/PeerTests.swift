// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOEmbedded
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Who is at the other end") struct PeerTests {
    @Test("who was found is known for a second, until something is written, and by the same credential only")
    func memory() async throws {
        try await MadeElection.with { made in
            let people = try await MadePeople(made.installation)
            let visitor = try await people.visitor(people.owner)
            let peer = Peer(NIOAsyncTestingChannel())
            let now = Date(timeIntervalSince1970: 1_800_000_000)
            #expect(peer.visitor("a", writes: 1, now: now) == nil)
            peer.remember(visitor, "a", writes: 1, now: now)
            #expect(peer.visitor("a", writes: 1, now: now.addingTimeInterval(0.9)) == visitor)
            #expect(peer.visitor("b", writes: 1, now: now) == nil)
            #expect(peer.visitor("a", writes: 2, now: now) == nil)
            #expect(peer.visitor("a", writes: 1, now: now.addingTimeInterval(1)) == nil)
            #expect(peer.visitor("a", writes: 1, now: now.addingTimeInterval(-2)) == nil)
        }
    }

    @Test("an IPv6 client is counted with its network, one of IPv4 by itself")
    func network() {
        #expect(Peer.network(of: "192.0.2.7") == "192.0.2.7")
        #expect(Peer.network(of: "2001:db8:1:2:3:4:5:6") == Peer.network(of: "2001:db8:1:2::9"))
        #expect(Peer.network(of: "2001:db8:1:2::9") != Peer.network(of: "2001:db8:1:3::9"))
    }

    @Test(
        "the date is written as HTTP wants it",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 GMT"),
        ])
    func date(second: Int, text: String) {
        #expect(DateField.text(second) == text)
    }
}
