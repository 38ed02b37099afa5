// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardServer
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

    @Test("a request's line looks like every other line", arguments: [nil, "k3f9"])
    func request(account: String?) {
        let record = RequestRecord(
            id: "00ff", method: "GET", route: "/jobs/{job}", status: 200, milliseconds: 1234, account: account)
        var bytes = Array("T".utf8)
        RequestLines.write(record, Array(" info steward: request".utf8), to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == line(record.metadata))
    }

    @Test("lines are written in their order, the urgent ones at once, and none is lost")
    func order() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let lines = LogLines(descriptor: ends[1])
        lines.add { $0 += "one\n".utf8 }
        lines.add(isUrgent: true) { $0 += "two\n".utf8 }
        lines.add { $0 += "three\n".utf8 }
        lines.flush()
        close(ends[1])
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = read(ends[0], &bytes, bytes.count)
        close(ends[0])
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "one\ntwo\nthree\n")
    }
}
