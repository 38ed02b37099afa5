// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Automation

@Suite("Automation")
struct AutomationTests {
    @Test("entries have names of their own")
    func kinds() {
        #expect(AutomationEntry.commandEnded == "command.ended")
    }
}
