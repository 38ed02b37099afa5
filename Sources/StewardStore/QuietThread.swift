// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A thread for work that can wait, one piece after another: what answers people gets the processor first.
///
/// The thread ends when nobody holds this any more and its work is done.
final class QuietThread: Sendable {
    private final class Line: Sendable {
        let work = Mutex<(pieces: [@Sendable () -> Void], isOver: Bool)>(([], false))
        let news = DispatchSemaphore(value: 0)
    }
    private let line = Line()

    init(_ name: String) {
        let thread = Thread { [line] in
            #if canImport(Glibc)
                // Of this thread alone, as Linux has it. Where it is refused, the work is as urgent as any.
                _ = setpriority(__priority_which_t(0), 0, 10)
            #endif
            while true {
                line.news.wait()
                let (piece, isOver) = line.work.withLock { work in
                    (work.pieces.isEmpty ? nil : work.pieces.removeFirst(), work.isOver)
                }
                if let piece { piece() } else if isOver { return }
            }
        }
        thread.name = name
        thread.start()
    }

    deinit {
        line.work.withLock { $0.isOver = true }
        line.news.signal()
    }

    /// Has something done when everything before is.
    func add(_ piece: @escaping @Sendable () -> Void) {
        line.work.withLock { $0.pieces.append(piece) }
        line.news.signal()
    }
}
