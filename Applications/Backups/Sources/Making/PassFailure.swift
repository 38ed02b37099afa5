// SPDX-License-Identifier: Apache-2.0

/// Where making a backup failed, and why.
package struct PassFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// In the order in which a dump passes them.
    package enum Step: String, Sendable, Comparable, CaseIterable {
        case settings, lock, space, server, dump, compress, encrypt, write, record, offsite

        package static func < (left: Self, right: Self) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }
    package let step: Step
    /// One sentence for a person.
    package let reason: String
    package var description: String { reason }

    /// Somebody stopped it.
    static let stopped = PassFailure(step: .dump, reason: "The run was stopped.")
}

/// How one part of a pass ended, when not well.
enum PartFailure: Error, Sendable {
    /// By its own fault.
    case own(PassFailure)
    /// Because whatever it writes to reads no more.
    case broken(PassFailure)
    /// Because the pass was stopped.
    case stopped

    /// The failure that explains the others: what fails takes down what comes before it, so it is the last one that
    /// failed by itself. `nil` when somebody stopped the pass.
    static func root(of failures: [PartFailure]) -> PassFailure? {
        var own: [PassFailure] = []
        var broken: [PassFailure] = []
        for failure in failures {
            switch failure {
            case .own(let failure): own.append(failure)
            case .broken(let failure): broken.append(failure)
            case .stopped: break
            }
        }
        return own.max { $0.step < $1.step } ?? broken.max { $0.step < $1.step }
    }
}
