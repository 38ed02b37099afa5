// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import OpenChargeMapSimulator
import StewardCore
import StewardSimulation
import Testing

@Suite("The simulated Open Charge Map")
struct SimulatorTests {
    private let simulator = OpenChargeMapSimulator()

    private func get(_ query: String, path: String = "/v3/poi", key: String? = "right-key") async throws -> JSON {
        var fields: HTTPFields = [:]
        fields[try #require(HTTPField.Name("X-API-Key"))] = key
        let reply = await simulator.respond(
            to: SimulatedRequest(.get, path + (query.isEmpty ? "" : "?" + query), headerFields: fields))
        #expect(reply.status == .ok)
        return try JSON(parsing: reply.body)
    }

    private func ids(_ query: String) async throws -> [Int64] {
        try #require(try await get(query).array).compactMap { $0["ID"]?.integer }
    }

    @Test("refuses calls without a key, and takes it in either place")
    func keys() async throws {
        for (target, status, text) in [
            ("/v3/poi", 403, "REJECTED_APIKEY_MISSING"), ("/v3/poi?key=other", 403, "REJECTED_APIKEY_INVALID"),
            ("/v3/referencedata", 403, "REJECTED_APIKEY_MISSING"),
        ] {
            let reply = await simulator.respond(to: SimulatedRequest(.get, target))
            #expect(reply.status.code == status && String(decoding: reply.body, as: UTF8.self) == text)
        }
        let inQuery = await simulator.respond(to: SimulatedRequest(.get, "/v3/poi/?key=right-key"))
        #expect(inQuery.status == .ok)
        #expect(try await get("").array?.count == 12)
    }

    @Test("reads miles unless it is told kilometres, and says how far and in which unit")
    func units() async throws {
        let place = "latitude=52.0907&longitude=5.1214&distance=4"
        let miles = try #require(try await get(place).array)
        let kilometres = try #require(try await get(place + "&distanceunit=KM").array)
        #expect(miles.count == 4 && kilometres.count == 3)
        #expect(miles.allSatisfy { $0["AddressInfo"]?["DistanceUnit"] == 2 })
        #expect(kilometres.allSatisfy { $0["AddressInfo"]?["DistanceUnit"] == 1 })
    }

    @Test("drops reference objects when compact and nulls when not verbose, and writes small keys")
    func forms() async throws {
        let whole = try #require(try await get("chargepointid=7002").array?.first)
        #expect(whole["OperatorInfo"]?["Title"] == "Laadhaven" && whole["ParentChargePointID"] == .null)
        #expect(whole["Connections"]?.array?.first?["ConnectionType"]?["Title"] == "CCS (Type 2)")
        let compact = try #require(try await get("chargepointid=7002&compact=true&verbose=false").array?.first)
        for member in ["OperatorInfo", "StatusType", "DataProvider", "UsageType", "ParentChargePointID", "UsageCost"] {
            #expect(compact[member] == nil, "\(member)")
        }
        #expect(compact["OperatorID"] == 3302 && compact["AddressInfo"]?["Country"] == nil)
        #expect(compact["Connections"]?.array?.first?["ConnectionTypeID"] == 33)
        let small = try #require(try await get("chargepointid=7002&camelcase=true").array?.first)
        #expect(small["id"] == 7002 && small["uuid"] != nil && small["addressInfo"]?["country"]?["isoCode"] == "NL")
        #expect(small["connections"]?.array?.first?["powerKW"] == 150)
        #expect(small["addressInfo"]?["relatedURL"] == .null)
    }

    @Test("filters by box, country, operator, state and plug, and limits")
    func filters() async throws {
        #expect(try await ids("boundingbox=(52.08,5.10),(52.095,5.13)") == [7002, 7001])
        #expect(try await ids("boundingbox=(52.095,5.13),(52.08,5.10)") == [7002, 7001])
        #expect(try await ids("countrycode=fj&sortby=id_asc") == [7101, 7102, 7103])
        #expect(try await ids("operatorid=3302&sortby=id_asc") == [7002, 7006, 7008])
        #expect(try await ids("statustypeid=0,100&sortby=id_asc") == [7004, 7005])
        #expect(try await ids("connectiontypeid=2&sortby=id_asc") == [7002, 7009])
        #expect(try await ids("latitude=52.0907&longitude=5.1214&maxresults=2") == [7001, 7002])
        #expect(try await ids("opendata=false") == [])
        #expect(try await ids("modifiedsince=2025-11-05T13:00:00&sortby=modified_asc") == [7003, 7002, 7001])
    }

    @Test("is read page by page by growing ids")
    func pages() async throws {
        var found: [Int64] = []
        var last: Int64 = 0
        while true {
            let page = try await ids("sortby=id_asc&maxresults=5&greaterthanid=\(last)")
            guard let end = page.last else { break }
            found += page
            last = end
        }
        #expect(found == [7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008, 7009, 7101, 7102, 7103])
    }

    @Test("gives reference data and GeoJSON, and says what it does not simulate")
    func others() async throws {
        let references = try await get("", path: "/v3/referencedata")
        #expect(references["Operators"]?.array?.count == 4)
        #expect(references["StatusTypes"]?.array?.first?["IsOperational"] == .null)
        let features = try #require(try await get("output=geojson&chargepointid=7001")["features"]?.array)
        #expect(features.first?["geometry"]?["coordinates"] == [.number(5.126), .number(52.0905)])
        for query in ["output=xml", "polygon=x", "polyline=x"] {
            let reply = await simulator.respond(to: SimulatedRequest(.get, "/v3/poi?key=right-key&\(query)"))
            #expect(reply.status.code == 501)
        }
        let wrong = await simulator.respond(to: SimulatedRequest(.get, "/v3/poi?key=right-key&latitude=north"))
        #expect(wrong.status == .badRequest)
    }
}
