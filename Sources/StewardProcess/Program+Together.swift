// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import Subprocess

extension Program {
    /// Runs the program to its end with one pipe for both of its outputs, as a terminal has, and hands over what it
    /// writes piece by piece, in its order. It reads nothing.
    ///
    /// The limit of the output is not looked at, and the result has neither output nor error text. It is over when the
    /// program has ended and everybody who inherited the pipe has closed it.
    /// - Throws: `ProcessError`; `CancellationError`; what `receive` throws, which ends the program too.
    package func runTogether(
        limits: Limits = Limits(), clock: any Timekeeping = SystemClock(),
        receive: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> ProgramResult {
        try await bounded(limits, clock) {
            do {
                let outcome = try await Subprocess.run(
                    configuration(limits), input: .none, output: .sequence, error: .combinedWithOutput
                ) { execution in
                    for try await buffer in execution.standardOutput {
                        try await receive(buffer.withUnsafeBytes { [UInt8]($0) })
                    }
                }
                try Task.checkCancellation()
                return ProgramResult(
                    name: name, ending: ProgramResult.Ending(outcome.terminationStatus), output: [], errorText: "")
            } catch let error as SubprocessError {
                try Task.checkCancellation()
                throw ProcessError(error, name: name, path: path)
            }
        }
    }
}
