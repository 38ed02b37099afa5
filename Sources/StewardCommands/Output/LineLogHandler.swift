// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Synchronization

/// Logs one line of text to standard error: time in universal time, level, what it is about, and the metadata in order.
struct LineLogHandler: LogHandler {
    let label: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = line(event.level, event.message.description, event.metadata ?? [:], at: LogTime.now())
        LogLines.standardError.add(isUrgent: true) { $0 += line.utf8 }
    }

    /// The line for an event, its end included.
    func line(_ level: Logger.Level, _ message: String, _ own: Logger.Metadata, at time: String) -> String {
        var line = time
        line += " "
        line += level.rawValue
        line += " "
        line += label
        line += ": "
        line += message
        append(metadata, &line)
        append(own, &line)
        line += "\n"
        return line
    }

    private func append(_ metadata: Logger.Metadata, _ line: inout String) {
        guard !metadata.isEmpty else { return }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " "
            line += key
            line += "="
            switch value {
            case .string(let text): line += Self.quoted(text)
            default: line += Self.quoted("\(value)")
            }
        }
    }

    /// Text that could be taken for something else, or would begin a new line, in quotation marks.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
        return isPlain && !text.isEmpty ? text : text.debugDescription
    }
}

/// The time of a log line, `2026-02-08T17:00:00.123Z`. The part down to the second is kept until the next one.
enum LogTime {
    private static let kept = Mutex<(second: Int, text: [UInt8])>((.min, []))

    static func now() -> String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func text(seconds: Int, milliseconds: Int) -> String {
        var bytes: [UInt8] = []
        append(seconds: seconds, milliseconds: milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the time of now.
    static func append(to bytes: inout [UInt8]) {
        let time = Date().timeIntervalSince1970
        let seconds = time.rounded(.down)
        append(seconds: Int(seconds), milliseconds: Int((time - seconds) * 1000), to: &bytes)
    }

    private static func append(seconds: Int, milliseconds: Int, to bytes: inout [UInt8]) {
        kept.withLock { kept in
            if kept.second != seconds { kept = (seconds, Array(written(seconds).utf8)) }
            bytes += kept.text
        }
        bytes.append(UInt8(ascii: "."))
        for divisor in [100, 10, 1] { bytes.append(UInt8(ascii: "0") + UInt8(milliseconds / divisor % 10)) }
        bytes.append(UInt8(ascii: "Z"))
    }

    /// Without the “Z” at its end.
    private static func written(_ seconds: Int) -> String {
        String(Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601).dropLast())
    }
}
