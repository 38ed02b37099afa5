// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardJobs
import StewardStore

/// The jobs of this application.
///
/// | kind | payload |
/// |---|---|
/// | `timeline.import` | `{file, elevation?: folder, reprocess?, reprocess_elevation?}`; paths on the server |
///
/// It may be attempted any number of times: an import that was cut short changed nothing, and one that was not finds
/// nothing new. A phone that saves its export to the same place is read each night by a schedule.
package enum TimelineJobs {
    /// The kind of job that imports a file.
    package static let importing = "timeline.import"

    /// A handler for every kind.
    /// - Parameter opening: opens the timeline; it is closed after each job.
    package static func handlers(opening: @escaping @Sendable () async throws -> Timeline) -> [any JobHandler] {
        [TimelineImportJob(opening: opening)]
    }
}

/// Imports the file of its payload.
struct TimelineImportJob: JobHandler {
    let opening: @Sendable () async throws -> Timeline
    var kind: String { TimelineJobs.importing }

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        guard let path = job.payload["file"]?.string else {
            return .discard(reason: "The payload names no file. Add {\"file\": …}.")
        }
        do {
            var options = TimelineImportOptions()
            options.reprocess = job.payload["reprocess"]?.bool ?? false
            options.reprocessElevation = job.payload["reprocess_elevation"]?.bool ?? false
            options.tiles = try job.payload["elevation"]?.string.map { try ElevationTiles(folder: $0) }
            let file = try ExportFile(path)
            let timeline = try await opening()
            do {
                let outcome = try await timeline.importExport(file, options) { progress in
                    context.report(JobProgress(bytes: Int64(progress.bytes), ofBytes: Int64(progress.total)))
                }
                await timeline.close()
                return .done(outcome.json)
            } catch {
                await timeline.close()
                throw error
            }
        } catch let error as TimelineError {
            // A file that is written at this moment is complete at the next attempt.
            return error.code == .changed
                ? .retry(after: .seconds(300), reason: error.description) : .discard(reason: error.description)
        }
    }
}
