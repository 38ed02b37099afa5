// SPDX-License-Identifier: Apache-2.0
import Logging

/// Puts what a handler logs into the log of its run, and passes it on to the worker's log.
struct RunLogHandler: LogHandler {
    let log: RunLog
    var logger: Logger
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    /// What is below does not reach the run's log; the worker's log has its own level.
    var logLevel = Logger.Level.info

    init(_ log: RunLog, passingOnTo logger: Logger) {
        self.log = log
        self.logger = logger
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let values = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        log.add("\(event.message)\(values)", Self.level(event.level))
        logger.log(level: event.level, event.message, metadata: all)
    }

    private static func level(_ level: Logger.Level) -> RunLine.Level {
        switch level {
        case .trace, .debug, .info, .notice: .info
        case .warning: .warning
        case .error, .critical: .error
        }
    }
}
