// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Testing

@testable import StewardServer

@Suite("Finding the route of an address") struct RouteTableTests {
    private static func route(_ method: HTTPRequest.Method = .get, _ path: String) -> Route {
        Route(method, path, "made", scope: .open) { _, _, _ in Routes.text(path) }
    }
    private static let table = RouteTable([
        route("/"), route("/jobs"), route("/jobs/{job}"), route(.post, "/jobs/{job}/again"),
        route("/things/new/{kind}"), route("/things/{thing}/files"), route("/things/{thing}"), route("/a/{b}/c/{d}"),
    ])

    private static func route(_ path: String) -> Route { route(.get, path) }

    @Test(
        "the written part goes before the name, and what fits deeper goes before what fits first",
        arguments: [
            ("/", "/"), ("", "/"), ("/jobs", "/jobs"), ("/jobs/", "/jobs"), ("//jobs", "/jobs"),
            ("/jobs/7", "/jobs/{job}"), ("/things/new/x", "/things/new/{kind}"),
            ("/things/new/files", "/things/new/{kind}"), ("/things/new", "/things/{thing}"),
            ("/things/old/files", "/things/{thing}/files"), ("/a/1/c/2", "/a/{b}/c/{d}"),
        ])
    func places(path: String, template: String) {
        #expect(Self.table.find(path)?.place.template == template)
    }

    @Test(
        "what fits no route is nowhere",
        arguments: ["/job", "/jobs/7/8", "/things", "/a/1/c", "/JOBS", "/jobs/7/again/x"])
    func nowhere(path: String) {
        #expect(Self.table.find(path) == nil)
    }

    @Test("what stands for a name is handed on as it was sent, and only of the route that was found")
    func parameters() throws {
        let found = try #require(Self.table.find("/a/%E0%B8%81/c/x%2Fy"))
        #expect(found.parameters.get("b") == "%E0%B8%81")
        #expect(found.parameters.get("d") == "x%2Fy")
        let other = try #require(Self.table.find("/things/new"))
        #expect(other.parameters.map { "\($0.key)=\($0.value)" } == ["thing=new"])
    }

    @Test("a place knows its methods, and can be asked for the head of what can be got")
    func methods() throws {
        let job = try #require(Self.table.find("/jobs/7")).place
        #expect(job[.get] != nil && job[.head] != nil && job[.post] == nil)
        #expect(job.allowed == "GET, HEAD")
        let again = try #require(Self.table.find("/jobs/7/again")).place
        #expect(again[.post] != nil && again[.get] == nil && again[.head] == nil)
        #expect(again.allowed == "POST")
    }

    @Test("every route of the server is found at its own address, and no two are at one")
    func everyRoute() {
        let table = RouteTable(Routes.all)
        var seen: Set<String> = []
        for route in Routes.all {
            #expect(seen.insert("\(route.method) \(route.path)").inserted, "\(route.path)")
            let address = route.path.replacing(/\{[a-z0-9]+\}/, with: "~made~")
            #expect(table.find(address)?.place.template == route.path, "\(address)")
        }
    }
}
