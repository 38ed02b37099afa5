// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs

/// `steward jobs …`
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "See, run and steer durable work.",
        subcommands: [
            JobsListCommand.self, JobsShowCommand.self, JobsRunCommand.self, JobsPauseCommand.self,
            JobsResumeCommand.self, JobsCancelCommand.self,
        ])

    static let columns: [(key: String, heading: String?)] = [
        ("id", "Job"), ("kind", "Kind"), ("state", "State"), ("created_at", "Made"), ("run_at", nil),
        ("attempt", "Attempt"), ("progress", "Progress"), ("reason", "Why"), ("result", nil), ("payload", nil),
    ]

    static func row(_ job: Job) -> [JSON] {
        [
            .string(job.id.description), .string(job.kind), .string(job.state.rawValue),
            .string(job.createdAt.formatted(.iso8601)), .string(job.runAt.formatted(.iso8601)),
            .integer(Int64(job.attempt)), progress(job), job.reason.map(JSON.string) ?? .null, job.result ?? .null,
            job.payload,
        ]
    }

    private static func progress(_ job: Job) -> JSON {
        guard let progress = job.progress else { return .null }
        if let fraction = progress.fraction { return .string("\(Int(fraction * 100)) %") }
        return progress.items.map { .string(String($0)) } ?? .null
    }
}
