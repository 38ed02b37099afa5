// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

struct HostAllowingTransportTests {
    private let hosts = ["api.example.org", "127.0.0.1:8080", "Upper.Example", "written.example:443", "[::1]:9000"]

    @Test(
        "a listed host is reached",
        arguments: [
            "https://api.example.org/", "http://api.example.org/", "https://API.EXAMPLE.org:443/x",
            "http://127.0.0.1:8080/", "https://upper.example/", "https://written.example/", "http://[::1]:9000/",
        ])
    func allowed(address: String) async throws {
        let service = ScriptedTransport(.reply(200))
        _ = try await HostAllowingTransport(service, hosts: hosts).send(.to(address))
        #expect(service.calls.count == 1)
    }

    @Test(
        "any other host is refused before anything is sent",
        arguments: [
            "https://example.org/", "https://evil.api.example.org/", "https://api.example.org.evil.example/",
            "https://api.example.org:8443/", "http://127.0.0.1/", "http://127.0.0.1:8081/", "http://written.example/",
            "https://localhost/",
        ])
    func refused(address: String) async throws {
        let service = ScriptedTransport(.reply(200))
        let error = await #expect(throws: IntegrationError.self) {
            try await HostAllowingTransport(service, hosts: hosts).send(.to(address))
        }
        #expect(error?.code == .forbidden)
        #expect(service.calls.isEmpty)
    }

    @Test("an address with a user name is no way around")
    func userName() async throws {
        let service = ScriptedTransport(.reply(200))
        await #expect(throws: IntegrationError(.invalidRequest, "")) {
            try await HostAllowingTransport(service, hosts: hosts).send(.to("https://api.example.org@evil.example/"))
        }
        #expect(service.calls.isEmpty)
    }

    @Test("a redirect to another host is refused and named", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let service = ScriptedTransport(.reply(status, ["Location": "https://evil.example/x?token=t"]))
        let error = await #expect(throws: IntegrationError.self) {
            try await HostAllowingTransport(service, hosts: hosts).send(.to("https://api.example.org/"))
        }
        #expect(error?.code == .forbidden)
        #expect(error?.message.contains("evil.example was given as a redirect") == true)
        #expect(error?.message.contains("token") == false)
    }

    @Test("a redirect within the list is a reply", arguments: ["/there", "https://upper.example/", "?page=2"])
    func redirectInside(location: String) async throws {
        let service = ScriptedTransport(.reply(302, ["Location": location]))
        let reply = try await HostAllowingTransport(service, hosts: hosts).send(.to("https://api.example.org/"))
        #expect(reply.response.status.code == 302)
    }
}
