// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import Testing

@Suite("The demonstration's logbook", .timeLimit(.minutes(3)))
struct DemoLogbookTests {
    @Test("has weeks of trips of an invented driver, made once, and goes away with the demonstration")
    func logbook() async throws {
        let steward = try StewardProgram()
        for _ in 0..<2 { #expect(try await steward.run("demo", "start").status == 0) }
        let demo = steward.data + "/demo"
        let cars = try await steward.json("logbook", "cars", "--for", "demo-driver", "--data", demo).array ?? []
        #expect(cars.count == 1)
        guard case .integer(let trips) = cars.first?["trips"] else {
            Issue.record("no trips: \(cars)")
            return
        }
        #expect((50...90).contains(trips), "\(trips)")
        #expect(try await steward.run("ledger", "verify", "--data", demo).status == 0)
        #expect(try await steward.run("demo", "reset", "--yes").status == 0)
        #expect(!FileManager.default.fileExists(atPath: demo))
    }
}
