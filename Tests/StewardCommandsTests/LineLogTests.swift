// SPDX-License-Identifier: Apache-2.0
import Logging
import Testing

@testable import StewardCommands

@Suite("Log lines") struct LineLogTests {
    private func line(_ metadata: Logger.Metadata) -> String {
        LineLogHandler(label: "steward").line(.info, "request", metadata, at: "T")
    }

    @Test("a line has time, level, program, message, and the metadata in order")
    func shape() {
        #expect(line(["status": "200", "ms": "3"]) == "T info steward: request ms=3 status=200\n")
    }

    @Test("a value cannot begin a new line or look like another one")
    func hostile() {
        let text = line(["path": "a\nT info steward: request", "name": "x status=500", "empty": "", "mark": "\"\\"])
        #expect(text.split(separator: "\n").count == 1)
        #expect(text.contains(#"name="x status=500""#))
        #expect(text.contains(#"empty="""#))
        #expect(text.contains(#"mark="\"\\""#))
        #expect(text.contains("ก") == false)
        #expect(line(["place": "กรุงเทพ"]).contains("place=กรุงเทพ"))
    }

    @Test(
        "the time is written as ISO 8601 in universal time",
        arguments: [(0, 0, "1970-01-01T00:00:00.000Z"), (1_770_570_005, 45, "2026-02-08T17:00:05.045Z")])
    func time(seconds: Int, milliseconds: Int, text: String) {
        #expect(LogTime.text(seconds: seconds, milliseconds: milliseconds) == text)
    }
}
