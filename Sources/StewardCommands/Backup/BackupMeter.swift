// SPDX-License-Identifier: Apache-2.0
import StewardJobs
import Synchronization

/// The progress of backups as bars by bytes, one for each thing that is done.
final class BackupMeter: Sendable {
    private struct State {
        var bar: ProgressBar?
        var message = ""
        var kilobytes = 0
    }
    private let printer: Printer
    private let state = Mutex(State())

    init(_ printer: Printer) { self.printer = printer }

    func show(_ progress: JobProgress) {
        guard let bytes = progress.bytes else { return }
        let message = progress.message ?? "Working"
        state.withLock { state in
            if state.message != message {
                Self.end(&state)
                state.message = message
                let total = progress.totalBytes.map { Int($0 >> 10) }
                state.bar = printer.progress("\(message), kB", total: total.flatMap { $0 > 0 ? $0 : nil })
            }
            state.kilobytes = Int(bytes >> 10)
            state.bar?.update(state.kilobytes)
        }
    }

    /// Ends the line, if one was begun.
    func finish() { state.withLock { Self.end(&$0) } }

    private static func end(_ state: inout State) {
        state.bar?.finish(state.kilobytes)
        state = State()
    }
}
