// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Logbook

@Suite struct TripIDTests {
    @Test func `names sort as text`() {
        #expect(TripID("20260112-0830-aaaaaa") < TripID("20260112-0831-aaaaaa"))
    }
}
