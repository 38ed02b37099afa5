// SPDX-License-Identifier: Apache-2.0
import Files
import Synchronization

/// The progress of a recovery on standard error.
final class RecoverMeter: Sendable {
    private let printer: Printer
    private let bar = Mutex<(bar: ProgressBar, done: Int)?>(nil)

    init(_ printer: Printer) { self.printer = printer }

    func show(_ event: Recovery.Event) {
        guard case .done(let done, of: let all) = event else { return }
        bar.withLock { state in
            var next = state?.bar ?? printer.progress("Recovering", total: all)
            next.update(done)
            state = (next, done)
        }
    }

    func finish() {
        bar.withLock { state in
            guard let (current, done) = state else { return }
            var last = current
            last.finish(done)
            state = nil
        }
    }
}
