// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDrive
import StewardCore
import StewardIntegration
import Testing

@Suite("What the service sends")
struct WireTests {
    @Test(
        "times are read as RFC 3339 writes them",
        arguments: [
            ("1970-01-01T00:00:00.000Z", 0), ("2026-02-08T10:00:00.000Z", 1_770_544_800),
            ("2026-02-08T17:00:00+07:00", 1_770_544_800), ("2000-02-29T23:59:59.500Z", 951_868_799.5),
            ("1969-12-31T23:59:59Z", -1), ("2026-02-08t10:00:00z", 1_770_544_800),
        ])
    func times(text: String, seconds: Double) throws {
        let time = try #require(DriveTime.parse(text))
        #expect(abs(time.timeIntervalSince1970 - seconds) < 1e-6)
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "", "2026-02-08", "2026-02-08T10:00:00", "2026-13-08T10:00:00Z", "2026-02-08T25:00:00Z",
            "x026-02-08T10:00:00Z",
            "2026-02-08T10:00:00Zx", "2026-02-08T10:00:00+0700", "2026-02-08 10:00:00.000Z", "２026-02-08T10:00:00Z",
        ])
    func noTimes(text: String) { #expect(DriveTime.parse(text) == nil) }

    @Test("times are written and read back, over four centuries")
    func roundTrip() {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        for step in 0..<5_000 {
            let time = Date(timeIntervalSince1970: Double(step) * 2_524_607.389 - 6_000_000_000)
            let text = DriveTime.text(time)
            #expect(DriveTime.parse(text).map { abs($0.timeIntervalSince(time)) < 0.001 } == true, "\(text)")
            #expect(formatter.date(from: text).map { abs($0.timeIntervalSince(time)) < 0.002 } == true, "\(text)")
        }
    }

    private func file(_ text: String) throws -> DriveFile {
        try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in try DriveFile(&reader) }
    }

    @Test("a file without size, digests and times is a file")
    func bare() throws {
        let stored = try file(#"{"id":"1","name":"","mimeType":"text/plain","unknown":{"a":[1]}}"#).stored
        #expect(stored.kind == .file && stored.size == nil && stored.denied.isEmpty && stored.isOwned == nil)
    }

    @Test("documents have no size of their own and a revision by version; what is denied is told")
    func document() throws {
        let stored = try file(
            #"{"id":"1","name":"d","mimeType":"application/vnd.google-apps.document","size":"1024","version":"17","#
                + #""capabilities":{"canDownload":false,"canTrash":true,"canDelete":false}}"#
        ).stored
        #expect(stored.kind == .document && stored.size == nil && stored.revision == "version 17")
        #expect(stored.denied == [.download, .delete])
    }

    @Test(
        "what is no file is refused with its place",
        arguments: [
            "", "[]", "{}", #"{"id":"1"}"#, #"{"id":1,"name":"n","mimeType":"x"}"#,
            #"{"id":"1","name":"n","mimeType":"x","size":"many"}"#,
            #"{"id":"1","name":"n","mimeType":"x","modifiedTime":"yesterday"}"#,
            #"{"id":"1","name":"n","mimeType":"x","parents":"P"}"#,
            #"{"id":"1","name":"n","mimeType":"x","size":"99999999999999999999"}"#,
        ])
    func noFile(text: String) { #expect(throws: JSONError.self) { try file(text) } }

    @Test("paths are escaped to the last sign")
    func paths() {
        let path = DrivePath("/files").part("a/b?c").query("q", "'ก' in parents & x").flag("f").flag("g", false)
        #expect(path.text == "/files/a%2Fb%3Fc?q=%27%E0%B8%81%27%20in%20parents%20%26%20x&f=true")
    }
}
