// SPDX-License-Identifier: Apache-2.0
import StewardProcess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Program.Limits {
    /// A backup may take as long as it takes; whoever started it can stop it.
    static let unhurried = Program.Limits(time: .seconds(7 * 86_400))
}

extension PassFailure.Step {
    /// Runs the program of this step, and says in the words of a pass how it failed.
    /// - Throws: `PartFailure`.
    /// - Parameter output: what it writes to; closed here when it has not been handed over.
    func running(
        closing output: Descriptor, _ run: () async throws -> ProgramResult
    ) async throws {
        defer { output.close() }
        do {
            let result = try await run()
            guard !result.isSuccess else { return }
            let failure = failure(result)
            let isBroken = result.ending == .signalled(SIGPIPE) || result.errorText.contains("roken pipe")
            throw isBroken ? PartFailure.broken(failure) : .own(failure)
        } catch let failure as PartFailure {
            throw failure
        } catch is CancellationError {
            throw PartFailure.stopped
        } catch {
            throw PartFailure.own(PassFailure(step: self, reason: "\(error)"))
        }
    }

    /// What a program says of its failure; age adds a line about where to report errors, which says nothing.
    private func failure(_ result: ProgramResult) -> PassFailure {
        let line =
            result.errorText.split(whereSeparator: \.isNewline)
            .last { !$0.contains("report unexpected or unhelpful errors") }.map { ": \($0.prefix(300))" } ?? "."
        switch result.ending {
        case .exited(let status):
            return PassFailure(step: self, reason: "\(result.name) ended with status \(status)\(line)")
        case .signalled(let signal):
            return PassFailure(step: self, reason: "\(result.name) was ended by signal \(signal)\(line)")
        }
    }
}
