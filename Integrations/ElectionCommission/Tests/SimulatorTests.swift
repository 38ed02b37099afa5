// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import ElectionCommissionSimulator
import HTTPTypes
import StewardCore
import StewardIntegration
import StewardSimulation
import Testing

@Suite("The simulated commission")
struct SimulatorTests {
    private func dataset(_ simulator: ElectionCommissionSimulator) async throws -> Dataset {
        var bytes: [[UInt8]] = []
        for endpoint in Endpoint.allCases {
            bytes.append(await simulator.respond(to: SimulatedRequest(.get, endpoint.path)).body)
        }
        return ElectionDataset.make(try ElectionFiles(decoding: bytes), from: [])
    }

    private func count(_ dataset: Dataset) throws -> (votes: [Int?], counted: Int, percent: Double) {
        let progress = try #require(dataset.tables["progress"])
        let votes = try #require(dataset.tables["candidate_votes"]).integers("votes")
        let lists = try #require(dataset.tables["party_list_votes"]).integers("votes")
        return (
            votes + lists, try #require(try progress.integers("stations_counted")[0]),
            try #require(try progress.reals("percent_counted")[0])
        )
    }

    @Test("moves from nothing over 94.33 % to everything; no figure ever falls, no sum ever breaks")
    func moves() async throws {
        let clock = RecordingClock()
        let election = GeneratedElection(.init(constituencies: 10, stations: 2000), seed: 3)
        let simulator = ElectionCommissionSimulator(election, progress: .whole, clock: clock)
        var last: [Int?] = []
        var percents: [Double] = []
        for _ in 0..<3 {
            let dataset = try await dataset(simulator)
            #expect(dataset.defects.filter { $0.rule != "official-count" } == [])
            let now = try count(dataset)
            percents.append(now.percent)
            if last.isEmpty { #expect(now.votes.allSatisfy { $0 == 0 } && now.counted == 0) }
            for (before, after) in zip(last, now.votes) { #expect((before ?? 0) <= (after ?? 0)) }
            last = now.votes
            _ = await simulator.respond(to: SimulatedRequest(.post, "/_simulator/progress"))
        }
        #expect(percents[0] == 0)
        #expect((93...94.33).contains(percents[1]))
        #expect(percents[2] == 100)
    }

    @Test("moves by itself on its clock, and to a percentage on request")
    func byClock() async throws {
        let clock = RecordingClock()
        let election = GeneratedElection(.init(constituencies: 3, stations: 100), seed: 3)
        let progress = CountingProgress([0, 50, 100], hold: .seconds(60))
        let simulator = ElectionCommissionSimulator(election, progress: progress, clock: clock)
        #expect(try count(try await dataset(simulator)).percent == 0)
        clock.advance(by: .seconds(61))
        #expect((40...50).contains(try count(try await dataset(simulator)).percent))
        clock.advance(by: .seconds(6000))
        #expect(try count(try await dataset(simulator)).percent == 100)
        let body = Array(#"{"percent": 12.5}"#.utf8)
        let moved = await simulator.respond(to: SimulatedRequest(.post, "/_simulator/progress", body: body))
        #expect(String(decoding: moved.body, as: UTF8.self) == #"{"percent":12.5}"#)
        #expect(try count(try await dataset(simulator)).percent < 12.5)
    }

    @Test("is the same for the same seed, and another for another")
    func seeds() async throws {
        func bytes(_ seed: UInt64) async -> [UInt8] {
            let election = GeneratedElection(.init(constituencies: 5), seed: seed)
            let simulator = ElectionCommissionSimulator(election, clock: RecordingClock())
            return await simulator.respond(to: SimulatedRequest(.get, Endpoint.constituencyResults.path)).body
        }
        let first = await bytes(1)
        #expect(first == (await bytes(1)))
        #expect(first != (await bytes(2)))
    }

    @Test("can be as large as the real election: 400 constituencies, 101,331 stations, 57 parties")
    func large() async throws {
        let election = GeneratedElection(.init(constituencies: 400, stations: 101_236), seed: 2569)
        let simulator = ElectionCommissionSimulator(election, clock: RecordingClock())
        let dataset = try await dataset(simulator)
        #expect(dataset.tables["constituencies"]?.rowCount == 400)
        #expect(dataset.tables["provinces"]?.rowCount == 77)
        #expect(dataset.tables["party_list_votes"]?.rowCount == 22800)
        #expect(try dataset.tables["progress"]?.integers("stations") == [101_331])
        #expect(dataset.defects.filter { $0.rule != "official-count" } == [])
    }

    @Test("answers 304 to a known entity tag or date, and writes two files in lines that end in CRLF")
    func conditions() async {
        let election = GeneratedElection(.init(constituencies: 2), seed: 1)
        let simulator = ElectionCommissionSimulator(election, clock: RecordingClock())
        for endpoint in Endpoint.allCases {
            let reply = await simulator.respond(to: SimulatedRequest(.get, endpoint.path))
            #expect(reply.status == .ok)
            let hasLines = [Endpoint.partyOverview, .candidates].contains(endpoint)
            #expect(reply.body.starts(with: hasLines ? Array("[\r\n    {\r\n".utf8) : Array(reply.body.prefix(1))))
            #expect(reply.body.contains(0x0D) == hasLines)
            let tag = HTTPFields([HTTPField(name: .ifNoneMatch, value: reply.headerFields[.eTag] ?? "")])
            let date = HTTPFields([HTTPField(name: .ifModifiedSince, value: reply.headerFields[.lastModified] ?? "")])
            for fields in [tag, date] {
                let again = await simulator.respond(to: SimulatedRequest(.get, endpoint.path, headerFields: fields))
                #expect(again.status == .notModified)
                #expect(again.body.isEmpty)
            }
            let other = HTTPFields([HTTPField(name: .ifNoneMatch, value: "\"other\"")])
            let changed = await simulator.respond(to: SimulatedRequest(.get, endpoint.path, headerFields: other))
            #expect(changed.status == .ok)
        }
    }
}
