// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardJobs
import StewardServer

/// `steward jobs list`
struct JobsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List jobs, the newest first.")

    @Option(name: .long, help: "Only jobs in this state: waiting, running, done, cancelled or discarded.")
    var state: String?

    @Option(name: .long, help: "Only jobs of this kind, as tally.check.")
    var kind: String?

    @Option(name: .long, help: "At most so many.")
    var limit = 50

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var filter = JobFilter()
        if let state {
            guard let state = JobState(rawValue: state) else {
                let known = JobState.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandError(.usage, "“\(state)” is no state of a job; there are \(known).")
            }
            filter.states = [state]
        }
        if let kind { filter.kinds = [kind] }
        let page = try await installation.with { [filter] installation in
            try await installation.jobs.list(filter, limit: limit)
        }
        output.printer.show(Listing(JobsCommand.columns, empty: "No job.", rows: page.items.map(JobsCommand.row)))
    }
}
