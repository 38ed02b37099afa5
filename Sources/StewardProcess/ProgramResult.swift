// SPDX-License-Identifier: Apache-2.0

/// How a program ended, and what it wrote.
package struct ProgramResult: Sendable, Equatable {
    /// How a program ended.
    package enum Ending: Sendable, Equatable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case signalled(Int32)
    }

    /// The program's file name, for messages.
    package let name: String
    package let ending: Ending
    /// What it wrote to standard output; empty when the output was handed over piece by piece.
    package let output: [UInt8]
    /// The end of what it wrote to standard error, as text.
    package let errorText: String

    /// Whether it ended by itself with status 0.
    package var isSuccess: Bool { ending == .exited(0) }

    /// Standard output as text.
    package var text: String { String(decoding: output, as: UTF8.self) }

    /// This result, if the program succeeded.
    /// - Throws: `ProcessError` with `failed`, naming the status and the last line of standard error.
    @discardableResult
    package func checked() throws(ProcessError) -> Self {
        let how: String
        switch ending {
        case .exited(0): return self
        case .exited(let status): how = "ended with status \(status)"
        case .signalled(let signal): how = "was ended by signal \(signal)"
        }
        let line = errorText.split(whereSeparator: \.isNewline).last.map { ": \($0.prefix(300))" } ?? "."
        throw ProcessError(.failed, "\(name) \(how)\(line)")
    }
}
