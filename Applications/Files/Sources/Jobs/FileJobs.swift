// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardJobs
import StewardIntegration
import StewardLedger

/// The jobs of this application: the command line and the server run the same.
///
/// | kind | payload |
/// |---|---|
/// | `files.upload` | `{connection, source, folder, existing?, contents_only?}` or `{connection, transfer}` |
/// | `files.download` | `{connection, files: [id], folder}` or `{connection, transfer}` |
/// | `files.mirror` | `{connection, mirror}`, `{connection, folder, target?, public?, documents?, book?}`, `wholly?` |
/// | `files.quota` | `{connection, threshold?}` |
/// | `files.clean` | `{connection, transfer}`: only a plan that somebody has seen |
///
/// Each may be attempted any number of times: the transfer of a job has the job's id.
package enum FileJobs {
    /// A handler for every kind.
    /// - Parameters:
    ///   - node: this machine's name, for locks.
    ///   - process: this process's id.
    ///   - alert: told when a measurement is above its threshold; sends it on.
    package static func handlers(
        _ files: Files, connecting: any FileConnecting, node: String, process: Int64,
        alert: @escaping @Sendable (QuotaReport) async -> Void = { _ in }
    ) -> [any JobHandler] {
        func job(_ kind: String, _ work: @escaping FileJob.Work) -> FileJob {
            FileJob(kind: kind, files: files, connecting: connecting, work: work)
        }
        return [
            job("files.upload", upload), job("files.download", download), job("files.mirror", mirror),
            job("files.quota") { job, files, connection, _ in
                let report = try await files.measure(
                    connection, threshold: number(job.payload["threshold"]) ?? 90, actor: actor(job))
                if report.alert != nil { await alert(report) }
                return [
                    "text": .string(report.reading.text), "above": .bool(report.reading.isAbove),
                    "crossed": .bool(report.hasCrossed), "alert": report.alert.map(JSON.string) ?? .null,
                ]
            },
            job("files.clean") { job, files, connection, context in
                guard let transfer = job.payload["transfer"]?.string else { throw missing("transfer") }
                let owner = LockOwner(run: job.id.description, node: node, pid: process)
                return try await files.cleanUp(
                    transfer, with: connection, owner: owner, actor: actor(job), progress: context.report
                ).json
            },
        ]
    }

    private static func upload(
        _ job: Job, _ files: Files, _ connection: FileConnection, _ context: JobContext
    ) async throws -> JSON {
        var transfer = job.payload["transfer"]?.string
        if transfer == nil {
            guard let source = job.payload["source"]?.string else { throw missing("source") }
            guard let folder = job.payload["folder"]?.string else { throw missing("folder") }
            transfer = try await files.planUpload(
                connection.name, source: source, folder: folder, options: UploadOptions(job.payload),
                id: job.id.description
            ).id
        }
        let counts = try await files.upload(
            transfer ?? "", with: connection, actor: actor(job), progress: context.report)
        return counts.json
    }

    private static func download(
        _ job: Job, _ files: Files, _ connection: FileConnection, _ context: JobContext
    ) async throws -> JSON {
        var transfer = job.payload["transfer"]?.string
        if transfer == nil {
            guard let ids = job.payload["files"]?.array?.compactMap(\.string) else { throw missing("files") }
            guard let folder = job.payload["folder"]?.string else { throw missing("folder") }
            transfer = try await files.planDownload(
                connection.name, files: ids, into: folder, id: job.id.description
            ).id
        }
        return try await files.download(transfer ?? "", with: connection, progress: context.report).json
    }

    private static func mirror(
        _ job: Job, _ files: Files, _ connection: FileConnection, _ context: JobContext
    ) async throws -> JSON {
        var mirror = job.payload["mirror"]?.string
        if mirror == nil {
            guard let folder = job.payload["folder"]?.string else { throw missing("folder") }
            mirror = try await files.planMirror(
                connection.name, folder: folder, options: MirrorOptions(job.payload),
                book: job.payload["book"]?.string.map { .init($0) }
            ).id
        }
        let run = try await files.mirror(
            mirror ?? "", with: connection, actor: actor(job), wholly: job.payload["wholly"]?.bool ?? false,
            progress: context.report)
        return run.json
    }

    private static func actor(_ job: Job) -> String { "job \(job.kind)" }

    private static func missing(_ member: String) -> FilesError {
        FilesError(.invalid, "The payload has no “\(member)”; add it.")
    }

    private static func number(_ json: JSON?) -> Double? {
        switch json {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
}

/// A job on one connection, named by the payload's `connection`.
struct FileJob: JobHandler {
    typealias Work = @Sendable (Job, Files, FileConnection, JobContext) async throws -> JSON
    let kind: String
    let files: Files
    let connecting: any FileConnecting
    let work: Work

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        guard let name = job.payload["connection"]?.string else {
            return .discard(reason: "The payload names no connection. Add {\"connection\": …}.")
        }
        do {
            return .done(try await work(job, files, try await connecting.connection(named: name), context))
        } catch {
            if let outcome = Self.outcome(of: error) { return outcome }
            throw error
        }
    }

    /// What an error means for a job; `nil`: what it means everywhere.
    static func outcome(of error: any Error) -> Outcome? {
        switch error {
        case let error as FilesError:
            error.isTransient
                ? .retry(after: .seconds(300), reason: error.description) : .discard(reason: error.description)
        case let error as IntegrationError:
            switch error.code {
            // A person has to act; running the job again goes on where it stopped.
            case .unauthorized, .forbidden, .storageFull, .notFound: .discard(reason: error.message)
            case .dailyLimit, .downloadQuota, .quotaExceeded:
                .retry(after: error.retryAfter ?? .seconds(3600), reason: error.message)
            default: nil
            }
        default: nil
        }
    }
}
