// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import StewardCore
import Synchronization

/// Writes the log of a run and the list of the files that failed.
final class RecoverReport: Sendable {
    /// Where the log is; `nil` for none.
    let logPath: String?
    private let failedPath: String?
    private let clock: any Timekeeping
    private let writing = Mutex(())

    init(_ options: DriveRecoverOptions, clock: any Timekeeping = SystemClock()) throws {
        let stamp = options.timestampedOutput ? Self.stamp(clock.now) : ""
        logPath = options.logFile.isEmpty ? nil : Self.stamped(options.logFile, stamp)
        failedPath = options.failedFile.map { Self.stamped($0, stamp) }
        self.clock = clock
        for path in [logPath, failedPath].compactMap({ $0 }) where !FileManager.default.fileExists(atPath: path) {
            guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CommandError(.arguments, "\(path) cannot be written; name another file.") }
        }
    }

    func note(_ event: Recovery.Event) {
        switch event {
        case .failed(let file, let reason):
            log("ERROR", "\(file.id) \(reason)")
            guard let failedPath else { return }
            let isEmpty = (try? FileManager.default.attributesOfItem(atPath: failedPath)[.size] as? Int) == 0
            append((isEmpty ? FailedFilesList.header : "") + FailedFilesList.line(file), to: failedPath)
        case .skipped(let skipped): log("INFO", skipped.description)
        case .warning(let sentence): log("WARN", sentence)
        case .found, .done: break
        }
    }

    func finish(_ summary: RecoverySummary, _ command: RecoveryCommand) {
        let mode = command.rawValue
        log(
            "INFO",
            "Run complete: mode=\(mode) found=\(summary.found) recovered=\(summary.recovered) "
                + "downloaded=\(summary.downloaded) errors=\(summary.errors)")
    }

    private func log(_ level: String, _ text: String) {
        guard let logPath else { return }
        append("\(clock.now.formatted(.iso8601)) \(level) \(text)\n", to: logPath)
    }

    private func append(_ text: String, to path: String) {
        // One writer at a time; a line is never torn.
        writing.withLock { _ in
            guard let file = FileHandle(forWritingAtPath: path) else { return }
            defer { try? file.close() }
            _ = try? file.seekToEnd()
            try? file.write(contentsOf: Data(text.utf8))
        }
    }

    /// `_YYYYMMDD_HHMMSS_ffffff` in UTC.
    private static func stamp(_ date: Date) -> String {
        let digits = date.formatted(.iso8601).filter(\.isNumber)
        let micro = Int(date.timeIntervalSince1970.truncatingRemainder(dividingBy: 1) * 1_000_000)
        let text = String(micro)
        return "_\(digits.prefix(8))_\(digits.dropFirst(8).prefix(6))_" + String(repeating: "0", count: 6 - text.count)
            + text
    }

    /// The stamp goes before the last extension.
    private static func stamped(_ path: String, _ stamp: String) -> String {
        let url = URL(filePath: path)
        guard !stamp.isEmpty else { return path }
        let ending = url.pathExtension
        let stem = ending.isEmpty ? path : String(path.dropLast(ending.count + 1))
        return stem + stamp + (ending.isEmpty ? "" : "." + ending)
    }
}
