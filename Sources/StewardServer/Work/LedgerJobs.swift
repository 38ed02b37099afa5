// SPDX-License-Identifier: Apache-2.0
import Logging
import Logging
import StewardCore
import StewardJobs
import StewardLedger

/// The jobs about books, whatever is in them.
extension Handlers {
    static func ledger(_ installation: Installation) -> [any JobHandler] {
        [LedgerVerifyJob(installation: installation)]
    }
}

/// Verifies the book that the payload names: every entry, the chain, the tree, every checkpoint with its signature. It
/// changes nothing but the note of what was found, so an attempt whose node died is simply made again.
///
/// The walk runs on the database's own threads, never on those that tasks share.
private struct LedgerVerifyJob: JobHandler {
    let kind = BookVerifications.kind
    let installation: Installation

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        guard let book = job.payload["book"]?.string.map({ BookID($0) }) else {
            return .discard(reason: "The payload names no book. Add {\"book\": …}.")
        }
        let report: VerificationReport
        do {
            report = try await installation.ledger.verify(book, everyCheckpoint: true) { entries, total in
                context.report(JobProgress(items: entries, of: total))
            }
        } catch let error as LedgerError where error.code == .notFound {
            return .discard(reason: error.message)
        }
        let found = BookVerification(
            report, of: book, at: context.clock.now, job: job.id.description,
            actor: job.payload["by"]?.string ?? "job \(kind)")
        try await BookVerifications(installation).record(found)
        if let first = found.problems.first {
            context.logger.warning(
                "\(found.problemCount) problems. The first: \(first.fault) Probably: \(first.cause)")
        }
        return .done(found.json)
    }
}
