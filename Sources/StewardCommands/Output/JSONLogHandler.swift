// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardCore

/// Logs one JSON object a line to standard error, for programs that read logs.
struct JSONLogHandler: LogHandler {
    let label: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members: [JSON.Member] = [
            JSON.Member("time", .string(LogTime.now())),
            JSON.Member("level", .string(event.level.rawValue)), JSON.Member("label", .string(label)),
            JSON.Member("message", .string("\(event.message)")),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        for key in all.keys.sorted() { members.append(JSON.Member(key, .string("\(all[key] ?? "")"))) }
        guard let line = try? JSON.object(members).canonicalBytes() else { return }
        Printer.standardError(String(decoding: line, as: UTF8.self) + "\n")
    }
}
