// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import ElectionCommissionSimulator
import Foundation
import HTTPTypes
import StewardContracts
import StewardCore
import StewardIntegration
import StewardSimulation
import Testing

@Suite("Files that are not what they should be")
struct MalformedTests {
    static let fixtures: [String] = {
        let folder = Subject.folder + "/Tests/Fixtures/Malformed"
        return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    }()

    @Test("every kept malformed file is refused by every reader with the file's name", arguments: fixtures)
    func kept(name: String) throws {
        let url = URL(filePath: Subject.folder + "/Tests/Fixtures/Malformed/" + name)
        let bytes = [UInt8](try Data(contentsOf: url))
        for endpoint in Endpoint.allCases {
            let error = try #require(throws: IntegrationError.self) { try Decoder.check(bytes, endpoint) }
            #expect(error.code == .malformedReply)
            #expect(error.message.contains(endpoint.fileName))
        }
    }

    @Test("there are malformed files to try")
    func present() { #expect(Self.fixtures.count >= 10) }

    @Test("the message names line, column and member")
    func place() throws {
        let text = #"{"province": [{"province_id": "10"}], "total_vote_stations": "x"}"#
        let error = try #require(throws: IntegrationError.self) { try Decoder.provinces(Array(text.utf8)) }
        #expect(error.message.contains("info_province.json"))
        #expect(error.message.contains("line 1, column 62"))
        #expect(error.message.contains("total_vote_stations"))
    }

    @Test("a list in which every row is faulty is another format, and the first fault is shown")
    func everyRow() throws {
        let text = #"[{"id": 3, "party_no": "1", "name": "ก"}, {"id": 4, "party_no": "2", "name": "ข"}]"#
        let error = try #require(throws: IntegrationError.self) { try Decoder.parties(Array(text.utf8)) }
        #expect(error.code == .malformedReply)
        #expect(error.message.contains("info_party_overview.json"))
        #expect(error.message.contains("[0].id has 3 where text should be"))
    }

    @Test("a file full of faulty rows names the first hundred and counts the others")
    func manyFaults() throws {
        let bad = String(repeating: #"{"id": 3, "party_no": "1", "name": "ก"},"#, count: 20_000)
        let text = "[" + bad + ##"{"id": "4", "party_no": "2", "name": "ข", "color": "#fff"}]"##
        let decoded = try Decoder.parties(Array(text.utf8))
        #expect(decoded.wire.count == 1)
        #expect(decoded.faults.listed.count == 100)
        #expect(decoded.faults.unlisted == 19_900)
    }

    @Test("a web page in place of a file says that it may be a challenge")
    func challenge() async throws {
        try await Subject.with { subject, server in
            server.faults.add(Fault(.challenge(status: 200), path: "/data/records/stats_cons.json"))
            let reader = try #require(try subject.integration() as? any DatasetReading)
            let error = try await #require(throws: IntegrationError.self) { try await reader.dataset() }
            #expect(error.code == .malformedReply)
            #expect(error.message.contains("challenge"))
            #expect(error.message.contains("stats_cons.json"))
        }
    }

    @Test("any change of bytes is decoded or refused, never a crash, and a refusal is malformedReply")
    func fuzz() async throws {
        var random = Noise(seed: 20_260_208)
        var refused = 0
        var taken = 0
        for endpoint in Endpoint.allCases {
            let simulator = ElectionCommissionSimulator(
                GeneratedElection(.init(constituencies: 2, stations: 20, parties: 4), seed: 1), clock: RecordingClock())
            let whole = await simulator.respond(to: SimulatedRequest(.get, endpoint.path)).body
            for _ in 0..<400 {
                do {
                    try Decoder.check(random.damaged(whole), endpoint)
                    taken += 1
                } catch {
                    refused += 1
                    #expect(error.code == .malformedReply)
                }
            }
        }
        #expect(refused > 1000)
        #expect(taken > 0)
    }
}
