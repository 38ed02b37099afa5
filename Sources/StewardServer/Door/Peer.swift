// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import NIOCore
import Synchronization

/// The other end of a connection, and what its last request showed about it.
final class Peer: Sendable {
    /// Its address, without port; empty for who did not come over a network.
    let address: String
    /// Whom it is counted for: an IPv6 client has a whole network of addresses.
    let network: String
    private let channel: any Channel
    private let memory = Mutex<Memory?>(nil)
    /// The header `Date` of this second.
    let dates = DateField()

    /// Who the last request came from. What a client sends again and again need not be looked up each time.
    private struct Memory {
        let credential: String
        let visitor: Visitor
        let writes: UInt64
        let since: Date
    }

    init(_ channel: any Channel) {
        self.channel = channel
        address = channel.remoteAddress?.ipAddress ?? ""
        network = Self.network(of: address)
    }

    /// Who sent this credential on this connection within the last second; `nil` when nobody did, or this process has
    /// written to the database since.
    func visitor(_ credential: String, writes: UInt64, now: Date) -> Visitor? {
        memory.withLock { memory in
            guard let memory, memory.writes == writes, memory.credential == credential,
                abs(now.timeIntervalSince(memory.since)) < Recent<String, Visitor>.lifetime
            else { return nil }
            return memory.visitor
        }
    }

    /// Keeps who sent a credential.
    /// - Parameters:
    ///   - writes: the database's count of writes before it was looked up.
    ///   - now: the time before it was looked up.
    func remember(_ visitor: Visitor, _ credential: String, writes: UInt64, now: Date) {
        memory.withLock { $0 = Memory(credential: credential, visitor: visitor, writes: writes, since: now) }
    }

    /// Ends the connection a little later, when the answer has been sent: what is still coming of a refused body is not
    /// read for as long as it likes to come.
    func hangUp() {
        channel.eventLoop.scheduleTask(in: .seconds(10)) { [channel] in channel.close(promise: nil) }
    }

    /// Whom an address is counted for.
    static func network(of address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: ":")) else { return address }
        return IPAddress(address)?.network(of: 64).description ?? address
    }
}
