// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import StewardCore
import StewardJobs
import StewardServer
import Synchronization

/// Runs a transfer in this process, with its progress, and says how it ended.
struct TransferRunner {
    let installation: Installation
    let printer: Printer

    /// A transfer that was begun with the same words and is not done: a command that is given again goes on.
    func open(
        _ kind: Transfer.Kind, _ connection: String, source: String, target: String
    ) async throws -> Transfer? {
        try await installation.files.transfers(connection, limit: 200).first {
            $0.kind == kind && $0.state != .done && $0.source == source && $0.target == target
        }
    }

    /// Runs `work`, shows its progress, and then what failed.
    /// - Throws: exit status 1 when something failed.
    func run(
        _ transfer: Transfer, label: String, _ work: (@escaping ProgressReport) async throws -> TransferCounts
    ) async throws {
        let meter = TransferProgress(printer, label: label)
        let counts: TransferCounts
        do {
            counts = try await Self.goingOn { try await work { meter.show($0) } }
        } catch is CancellationError {
            throw CommandError(.failure, "Stopped; the same command goes on from here.")
        }
        meter.finish()
        try await report(transfer, counts)
    }

    /// Does `body`; what may pass by itself is said with what to do then.
    static func goingOn<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as IntegrationError where error.code.isTransient {
            throw CommandError(.unavailable, "\(error.message) Later, the same command goes on from here.")
        }
    }

    private func report(_ transfer: Transfer, _ counts: TransferCounts) async throws {
        let failed = try await installation.files.items(of: transfer.id, state: .failed, limit: 20)
        for item in failed {
            printer.problem("ERROR \(item.path.isEmpty ? item.name : item.path): \(item.reason ?? "it failed")")
        }
        if counts.failed > Int64(failed.count) {
            printer.problem("ERROR and \(counts.failed - Int64(failed.count)) more.")
        }
        var members = counts.json.members ?? []
        members.insert(.init("transfer", .string(transfer.id)), at: 0)
        printer.show(
            "Done \(counts.done), already there or left \(counts.skipped), failed \(counts.failed); "
                + "\(ByteCount(counts.bytesDone)).", json: .object(members))
        if counts.failed > 0 { throw ExitStatus.failure.code }
    }
}

/// The progress of a transfer as a bar.
final class TransferProgress: Sendable {
    private let printer: Printer
    private let label: String
    private let state = Mutex<(bar: ProgressBar, done: Int)?>(nil)

    init(_ printer: Printer, label: String) {
        self.printer = printer
        self.label = label
    }

    func show(_ progress: JobProgress) {
        guard let items = progress.items else { return }
        state.withLock { state in
            var bar = state?.bar ?? printer.progress(label, total: progress.totalItems.map(Int.init))
            bar.update(Int(items))
            state = (bar, Int(items))
        }
    }

    func finish() {
        state.withLock { state in
            guard var (bar, done) = state else { return }
            bar.finish(done)
            state = nil
            done = 0
        }
    }
}
