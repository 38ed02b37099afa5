// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Logbook

@Suite struct AddressesTests {
    @Test(arguments: TestDatabases.engines)
    func `the same corner is asked for once, whatever the answer`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let addresses = Addresses(database: bench.database)
            let service = AskedAddresses()
            let near = try #require(Position(latitude: 52.090_001, longitude: 5.120_004))
            for place in [Position.utrecht, near] {
                let found = try await addresses.address(at: place, language: "nl", asking: service, at: bench.now)
                #expect(found == AskedAddresses.address)
            }
            #expect(service.asked.withLock { $0 } == 1)
            _ = try await addresses.address(at: .utrecht, language: "de", asking: service, at: bench.now)
            #expect(service.asked.withLock { $0 } == 2)
            let sea = try #require(Position(latitude: -12, longitude: -31.5))
            for _ in 0..<2 {
                #expect(try await addresses.address(at: sea, language: "nl", asking: service, at: bench.now) == nil)
            }
            #expect(service.asked.withLock { $0 } == 3)
        }
    }

    @Test func `a place is written with five decimals`() throws {
        #expect(Addresses.place(.utrecht) == "52.09000,5.12000")
        #expect(Addresses.place(try #require(Position(latitude: -0.000_004, longitude: -0.5))) == "0.00000,-0.50000")
        #expect(Addresses.place(try #require(Position(latitude: 90, longitude: -180))) == "90.00000,-180.00000")
    }
}

/// Knows an address everywhere north of the equator.
final class AskedAddresses: PlaceNaming {
    static let address = StreetAddress(
        street: "Domplein", houseNumber: "29", postcode: "3512 JE", town: "Utrecht", country: "NL",
        text: "Domplein 29, 3512 JE Utrecht")
    let asked = Mutex(0)

    func address(at position: Position, language: String) async throws -> StreetAddress? {
        asked.withLock { $0 += 1 }
        return position.latitude > 0 ? Self.address : nil
    }
}
