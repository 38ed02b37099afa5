// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Synchronization

/// Logs one line of text to standard error: time in universal time, level, what it is about, and the metadata in order.
///
/// A busy server writes a line for every request, so a line is put together without formatters and written at once.
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
        var line = line(event.level, "\(event.message)", event.metadata ?? [:], at: LogTime.now())
        Self.write(&line)
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

    /// In one piece, so that lines of several threads and processes do not mix.
    private static func write(_ line: inout String) {
        line.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let start = rest.baseAddress, !rest.isEmpty {
                let count = Foundation.write(STDERR_FILENO, start, rest.count)
                if count < 0 && errno != EINTR { return }
                if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
            }
        }
    }
}

/// The time of a log line, `2026-02-08T17:00:00.123Z`. The part down to the second is kept until the next one.
enum LogTime {
    private static let kept = Mutex<(second: Int, text: String)>((.min, ""))

    static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return text(seconds: time.tv_sec, milliseconds: time.tv_nsec / 1_000_000)
    }

    static func text(seconds: Int, milliseconds: Int) -> String {
        var text = kept.withLock { kept in
            if kept.second != seconds { kept = (seconds, written(seconds)) }
            return kept.text
        }
        let digits = String(milliseconds)
        text += digits.count == 1 ? ".00" : digits.count == 2 ? ".0" : "."
        text += digits
        text += "Z"
        return text
    }

    private static func written(_ seconds: Int) -> String {
        var (seconds, parts) = (time_t(seconds), tm())
        gmtime_r(&seconds, &parts)
        return [
            "\(parts.tm_year + 1900)-", two(parts.tm_mon + 1), "-", two(parts.tm_mday), "T", two(parts.tm_hour), ":",
            two(parts.tm_min), ":", two(parts.tm_sec),
        ].joined()
    }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
