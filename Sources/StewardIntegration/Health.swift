// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Whether a connection works.
public enum Health: Sendable, Hashable {
    /// It works.
    case ok
    /// It works with a restriction, said in one sentence.
    case degraded(String)
    /// It does not work. The error's code decides whether to wait, to ask a person or to give up.
    case failing(IntegrationError)

    /// Two failures are the same when their codes are.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .ok: hasher.combine(0)
        case .degraded(let why): hasher.combine(why)
        case .failing(let error): hasher.combine(error.code)
        }
    }

    /// What should happen next.
    public enum Action: String, Sendable {
        /// Nothing.
        case none
        /// Try again later, without a person.
        case wait
        /// A person has to act: sign in again, correct a setting, free space.
        case askPerson
        /// Nothing will help until the service or Steward changes.
        case giveUp
    }

    /// What should happen next, decided by the error's code.
    public var action: Action {
        guard case .failing(let error) = self else { return .none }
        if error.code.isTransient || error.code == .cancelled { return .wait }
        if error.code == .dailyLimit || error.code == .downloadQuota { return .wait }
        let personal: [IntegrationError.Code] = [
            .unauthorized, .forbidden, .quotaExceeded, .notFound, .conflict, .invalidRequest, .storageFull,
            .flaggedAsAbuse,
        ]
        return personal.contains(error.code) ? .askPerson : .giveUp
    }

    /// As `--json` prints it: `status`, `action`, and for a failure `code` and `message`.
    public var json: JSON {
        let next = JSON.Member("action", .string(action.rawValue))
        switch self {
        case .ok: return .object([.init("status", "ok"), next])
        case .degraded(let why): return .object([.init("status", "degraded"), next, .init("message", .string(why))])
        case .failing(let error):
            return .object([
                .init("status", "failing"), next, .init("code", .string(error.code.description)),
                .init("message", .string(error.message)),
            ])
        }
    }
}
