// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCatalog
import StewardCore
import StewardIntegration
import StewardJobs

extension Doctor {
    /// Asks each service whether its connection works, all at once.
    func connections(_ installation: Installation) async throws -> [Checkup] {
        let all = try await installation.connections.list()
        guard !options.isOffline else {
            return [Checkup("connections", .skipped, "\(all.count) are kept; with --offline none is asked.")]
        }
        let patience = options.patience
        let found = await withTaskGroup(of: Checkup.self) { group in
            for saved in all { group.addTask { await Self.connection(saved.name, installation, patience) } }
            return await group.reduce(into: [Checkup]()) { $0.append($1) }
        }
        return found.sorted { $0.name < $1.name }
    }

    private static func connection(_ name: String, _ installation: Installation, _ patience: Duration) async -> Checkup
    {
        let title = "connection \(name)"
        let repair = "steward connections check \(name)"
        do {
            let connection = try await installation.connections.open(name)
            let health = try await TimeLimit.run(patience, clock: installation.clock) { await connection.health() }
            switch health {
            case .ok: return Checkup(title, .ok, "It works.")
            case .degraded(let why): return Checkup(title, .warning, why, repair: repair)
            case .failing(let error): return Checkup(title, .failing, error.message, repair: repair)
            case nil:
                return Checkup(
                    title, .failing, "It did not answer within \(patience.components.seconds) s.", repair: repair)
            }
        } catch {
            let sentence = (error as? IntegrationError)?.message ?? "\(error)"
            return Checkup(title, .failing, sentence, repair: repair)
        }
    }

    func schedules(_ installation: Installation) async throws -> [Checkup] {
        let schedules = Schedules(queue: installation.jobs)
        let missing = try await schedules.missing()
        guard !missing.isEmpty else {
            let count = try await schedules.list().count
            return [Checkup("schedules", .ok, "\(count) are kept, and no run is missing.")]
        }
        return missing.map { run in
            let due = run.dueAt.formatted(.iso8601)
            let sentence: String
            var repair = "steward schedules list"
            switch run.cause {
            case .notStarted: sentence = "The run due \(due) was never begun: no server ran."
            case .skipped: sentence = "The run due \(due) was left out, because the one before was not over."
            case .unfinished(let job):
                sentence = "The run due \(due) is not done yet."
                repair = "steward jobs show \(job)"
            case .failed(let job, _):
                sentence = "The run due \(due) failed."
                repair = "steward jobs show \(job)"
            }
            return Checkup("schedule \(run.schedule)", .warning, sentence, repair: repair)
        }
    }

    /// Whether anybody would be told.
    func alerts(_ installation: Installation) async throws -> Checkup {
        let channels = try await installation.connections.list().filter { saved in
            (try? Connections.entry(saved.integration).manifest)?.capabilities.contains(.notifying) ?? false
        }.map(\.name)
        let mail = (try? MailSettings(environment)) != nil ? ["mail"] : []
        guard !(channels + mail).isEmpty else {
            return Checkup(
                "alerts", .warning, "Nobody would be told of a matter that needs a person.",
                repair: "steward connect webhook, or set SMTP_SERVER and NOTIFICATION_EMAIL")
        }
        return Checkup("alerts", .ok, "They go to: \((channels + mail).joined(separator: ", ")). None was sent.")
    }
}
