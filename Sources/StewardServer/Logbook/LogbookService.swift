// SPDX-License-Identifier: Apache-2.0
import Logbook
import ServiceLifecycle

/// The work of logbooks beside answering, for as long as the server runs.
struct LogbookService: Service {
    private let work: LogbookWork

    init(_ work: LogbookWork) { self.work = work }

    func run() async throws {
        let work = work
        await cancelWhenGracefulShutdown { await work.run() }
    }
}
