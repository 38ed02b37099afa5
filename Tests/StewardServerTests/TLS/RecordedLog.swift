// SPDX-License-Identifier: Apache-2.0
import Logging
import Synchronization

/// A log whose lines are looked at.
final class RecordedLog: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .info
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            let more = event.metadata.map { " \($0)" } ?? ""
            log.kept.withLock { $0.append("\(event.level) \(event.message)\(more)") }
        }
    }
}
