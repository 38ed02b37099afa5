// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation
import Testing

@Suite("Delivery")
struct DeliveryTests {
    static let trace = Scenario.twoCars.trace(devices: [.phone, .stream], services: [.plain])

    @Test("whatever the way, the set of reports is the same", arguments: Delivery.all)
    func sameSet(delivery: Delivery) {
        let batches = delivery.deliver(Self.trace.reports)
        #expect(Set(batches.flatMap(\.reports)) == Set(Self.trace.reports))
        #expect(batches == delivery.deliver(Self.trace.reports))
        #expect(zip(batches, batches.dropFirst()).allSatisfy { $0.arrival <= $1.arrival })
        for batch in batches {
            #expect(Set(batch.reports.map(\.device)).count == 1)
            #expect(batch.reports.allSatisfy { $0.trueTime < batch.arrival })
        }
    }

    @Test("each way has what its name says")
    func properties() throws {
        func batches(_ delivery: Delivery) -> [Delivery.Batch] { delivery.deliver(Self.trace.reports) }
        func isOrdered(_ batches: [Delivery.Batch]) -> Bool {
            Dictionary(grouping: batches.flatMap(\.reports), by: \.device).values.allSatisfy { reports in
                zip(reports, reports.dropFirst()).allSatisfy { $0.sequence < $1.sequence }
            }
        }
        let count = Self.trace.reports.count
        let phones = Self.trace.reports.filter { $0.kind != .carStatus }
        #expect(batches(.immediate).count == count)
        #expect(isOrdered(Delivery.immediate.deliver(phones)))
        #expect(batches(.batches).count < count / 4)
        #expect(batches(.batches).flatMap(\.reports).count == count)
        #expect(batches(.duplicated).flatMap(\.reports).count > count * 11 / 10)
        #expect(!isOrdered(batches(.reordered)))
        #expect(batches(.reordered).flatMap(\.reports).count == count)
        #expect(!isOrdered(batches(.chaos)))
        let first = try #require(Self.trace.reports.first).trueTime
        #expect(try #require(batches(.offlineForADay).first).arrival > first + 86_400)
        let devices = Delivery.immediate.deliver(phones).map { $0.reports[0].device }
        #expect(zip(devices, devices.dropFirst()).filter { $0 != $1 }.count > 50)
    }

    @Test("nothing to deliver is no batch")
    func empty() { #expect(Delivery.chaos.deliver([]).isEmpty) }
}
