// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What became of a command.
package struct CommandRun: Sendable, Hashable {
    /// How it ended.
    package enum Ending: Sendable, Hashable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case signalled(Int32)
        /// It, and all that it started, were ended because it ran longer than this.
        case timedOut(Duration)
        /// It never ran; one sentence.
        case notStarted(String)
    }
    package let ending: Ending
    package let seconds: Double
    /// How much it wrote, on both outputs together.
    package let outputBytes: Int64
    /// The SHA-256 of all that it wrote, as hex.
    package let outputSHA256: String
    /// The last part of what it wrote, without its secrets.
    package let output: String

    /// Whether it ended by itself with status 0.
    package var isSuccess: Bool { ending == .exited(0) }

    /// The last line that says something.
    package var lastLine: String? {
        output.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }.map { String($0.prefix(300)) }
    }

    /// One sentence: how it ended, and the last thing it said when it failed.
    package func sentence(_ name: String) -> String {
        let said = lastLine.map { ": \($0)" } ?? "."
        switch ending {
        case .exited(0): return "\(name) ended well."
        case .exited(let status): return "\(name) ended with status \(status)\(said)"
        case .signalled(let signal): return "\(name) was ended by signal \(signal)\(said)"
        case .timedOut(let limit):
            return "\(name) ran longer than its \(limit.components.seconds) s and was ended\(said)"
        case .notStarted(let reason): return reason
        }
    }

    /// The members that the ledger and a job's result have in common; the output itself is not among them.
    var facts: [JSON.Member] {
        var members: [JSON.Member] = []
        switch ending {
        case .exited(let status): members.append(.init("status", .integer(Int64(status))))
        case .signalled(let signal): members.append(.init("signal", .integer(Int64(signal))))
        case .timedOut(let limit): members.append(.init("time_limit_seconds", .integer(limit.components.seconds)))
        case .notStarted(let reason): members.append(.init("not_started", .string(reason)))
        }
        return members + [
            .init("milliseconds", .integer(Int64((seconds * 1000).rounded()))),
            .init("output_bytes", .integer(outputBytes)), .init("output_sha256", .string(outputSHA256)),
        ]
    }

    /// A job's result.
    package var json: JSON { .object(facts + [.init("output", .string(output))]) }
}
