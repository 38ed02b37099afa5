// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardSimulation
import Testing

@Suite("Several simulators behind one address")
struct CombinedSimulatorTests {
    private struct Part: Simulator {
        let name: String
        var routes: [SimulatedRoute] {
            [SimulatedRoute(.get, "/\(name)", source: "this test") { request in .text(name + " " + request.origin) }]
        }
        var controls: [SimulatedRoute] {
            [SimulatedRoute(.post, "/_simulator/\(name)", source: "this test") { _ in .text("moved " + name) }]
        }
    }

    private let both = CombinedSimulator("both", [Part(name: "one"), Part(name: "two")])

    private func answer(_ request: SimulatedRequest) async -> String {
        String(decoding: await both.respond(to: request).body, as: UTF8.self)
    }

    @Test("each answers its own paths and controls")
    func routes() async {
        for name in ["one", "two"] {
            #expect(await answer(SimulatedRequest(.get, "/\(name)")).hasPrefix(name))
            #expect(await answer(SimulatedRequest(.post, "/_simulator/\(name)")) == "moved \(name)")
        }
        #expect(await both.respond(to: SimulatedRequest(.get, "/three")).status == .notFound)
    }

    @Test(
        "addresses in a reply lead back the way the client came",
        arguments: [
            (nil, "http://127.0.0.1"), ("127.0.0.1:4000", "http://127.0.0.1:4000"),
            ("localhost:80", "http://localhost:80"), ("www.googleapis.com", "https://www.googleapis.com"),
            ("www.googleapis.com:443", "https://www.googleapis.com"),
        ] as [(String?, String)])
    func origins(_ authority: String?, _ origin: String) async {
        #expect(await answer(SimulatedRequest(.get, "/one", authority: authority)) == "one \(origin)")
    }
}
