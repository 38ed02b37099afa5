// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// A person with a browser: goes to the address, agrees to what the page asks, and ends where it sends them.
final class SimulatedPerson: SignInPrompting {
    struct Lost: Error {}
    private struct State {
        var opened: [String] = []
        var ended = ""
        var code: (text: String, address: String)?
    }
    private let transport: any HTTPTransport
    private let followsRedirect: Bool
    private let state = Mutex(State())

    /// `followsRedirect`: the browser is on this machine and comes back to the program's port.
    init(_ transport: any HTTPTransport, followsRedirect: Bool) {
        self.transport = transport
        self.followsRedirect = followsRedirect
    }

    /// The addresses that were opened.
    var opened: [String] { state.withLock { $0.opened } }
    /// The code that was shown, and where to type it in.
    var code: (text: String, address: String)? { state.withLock { $0.code } }

    func open(_ address: String) async throws {
        state.withLock { $0.opened.append(address) }
        let reply = try await get(address)
        guard let location = reply.headerFields[.location] else { throw Lost() }
        state.withLock { $0.ended = location }
        if followsRedirect { _ = try await get(location) }
    }

    func pastedAddress() async throws -> String { state.withLock { $0.ended } }

    func show(code: String, at address: String, until expiry: Date) async throws {
        state.withLock { $0.code = (code, address) }
    }

    private func get(_ address: String) async throws -> HTTPResponse {
        let rest = address.split(separator: "://", maxSplits: 1)[1]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let request = HTTPRequest(
            method: .get, scheme: "http", authority: String(rest[..<slash]), path: String(rest[slash...]))
        let reply = try await transport.send(HTTPCall(request))
        _ = try await reply.body.collect(upTo: 1 << 20)
        return reply.response
    }
}
