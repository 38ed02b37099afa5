// SPDX-License-Identifier: Apache-2.0

/// Does the jobs of one kind.
package protocol JobHandler: Sendable {
    /// The kind it does, as `tally.import`.
    var kind: String { get }

    /// Makes one attempt at a job.
    ///
    /// It may be called again for the same job, in another process, while an attempt that was believed dead still
    /// runs: effects must be repeatable or go through ``JobContext/once(_:_:)``. The task is cancelled when the job is
    /// to stop (on request, by its time limit, because the lease was lost, or because the node stops); the handler
    /// should then end soon. Whatever it throws becomes an outcome by ``Outcome/init(thrown:)``.
    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome
}
