// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardProcess

/// Starts and stops a server through systemd or Debian's pg_ctlcluster.
struct ServerController: Sendable {
    /// The unit or the cluster, for sentences.
    let name: String
    private let path: String
    private let asking: [String]
    private let starting: [String]
    private let stopping: [String]
    private let session: ClientSession

    /// `nil` when the server is not to be started from here.
    init?(_ control: ServerControl, _ session: ClientSession) {
        self.session = session
        switch control {
        case .none, .windowsService: return nil
        case .systemd(let unit, let program):
            (name, path) = (unit, program)
            asking = ["is-active", "--quiet", "--", unit]
            starting = ["start", "--no-ask-password", "--", unit]
            stopping = ["stop", "--no-ask-password", "--", unit]
        case .cluster(let version, let cluster, let program):
            (name, path) = ("cluster \(version) \(cluster)", program)
            asking = [version, cluster, "status"]
            starting = [version, cluster, "start"]
            stopping = [version, cluster, "stop", "--mode", "fast"]
        }
    }

    /// Whether it is stopped, and not just starting or failing to answer.
    func isStopped() async throws(IntegrationError) -> Bool {
        let result = try await run(asking, "Asking about \(name)")
        switch result.ending {
        case .exited(0): return false
        // Both programs give 3 for a server that is not running.
        case .exited(3): return true
        default: throw failure("told nothing about", result)
        }
    }

    func start() async throws(IntegrationError) {
        let result = try await run(starting, "Starting \(name)")
        guard result.isSuccess else { throw failure("could not start", result) }
    }

    func stop() async throws(IntegrationError) {
        let result = try await run(stopping, "Stopping \(name)")
        guard result.isSuccess else { throw failure("could not stop", result) }
    }

    private func run(_ arguments: [String], _ what: String) async throws(IntegrationError) -> ProgramResult {
        let program = Program(path, arguments, environment: ["LC_ALL": "C", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
        return try await session.run(what) {
            try await program.run(limits: Program.Limits(time: .seconds(300), output: 1 << 20), clock: session.clock)
        }
    }

    private func failure(_ what: String, _ result: ProgramResult) -> IntegrationError {
        let line = ClientSession.telling(result.errorText).map { ": " + $0 } ?? ""
        return IntegrationError(
            .unavailable, "\(result.name) \(what) \(name)\(line); check server-name, and that Steward may do this.")
    }
}
