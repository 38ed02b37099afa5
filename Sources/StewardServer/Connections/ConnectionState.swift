// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
package import StewardIntegration
import StewardStore

/// What is known of how a connection does, without asking its service.
package struct ConnectionState: Sendable, Hashable {
    /// Its health when it was last asked for; `nil` when it never was.
    package var check: Check?
    /// Its last call; `nil` when there was none that is known.
    package var use: Use?

    package init(check: Check? = nil, use: Use? = nil) {
        self.check = check
        self.use = use
    }

    /// An answer to whether it works.
    package struct Check: Sendable, Hashable {
        package let at: Date
        package let health: Health
        /// Who asked.
        package let by: String

        package init(at: Date, health: Health, by: String) {
            self.at = at
            self.health = health
            self.by = by
        }
    }

    /// A call of the service.
    package struct Use: Sendable, Hashable {
        /// What a call that worked is written as.
        package static let worked = "ok"
        package let at: Date
        /// ``worked``; `http_403`; or the code of the error.
        package let outcome: String

        package init(at: Date, outcome: String) {
            self.at = at
            self.outcome = outcome
        }
        package var hasWorked: Bool { outcome == Self.worked }
    }

    /// What a person wants to know first.
    package enum Verdict: String, Sendable {
        case good, restricted, failing, unknown
    }

    /// By the last answer to whether it works; a call that worked after a failure says that it is over.
    package var verdict: Verdict {
        guard let check else { return (use?.hasWorked ?? false) ? .good : .unknown }
        switch check.health {
        case .ok: return .good
        case .degraded: return .restricted
        case .failing: return use.map { $0.hasWorked && $0.at > check.at } ?? false ? .good : .failing
        }
    }
}

extension ConnectionState {
    init(_ row: SQLRow) throws {
        check = try row.dateOrNil("checked_at").map { date in
            Check(at: date, health: try Self.health(row), by: try row.textOrNil("checked_by") ?? "")
        }
        use = try row.dateOrNil("used_at").map { Use(at: $0, outcome: try row.textOrNil("used_outcome") ?? "") }
    }

    private static func health(_ row: SQLRow) throws -> Health {
        let message = try row.textOrNil("message") ?? ""
        switch try row.textOrNil("health") {
        case "ok": return .ok
        case "degraded": return .degraded(message)
        default:
            let code = try row.textOrNil("code")
            // A code of a newer version means no more to this one than that it does not work.
            let known = IntegrationError.Code.all.first { $0.description == code } ?? .unavailable
            return .failing(IntegrationError(known, message))
        }
    }
}

extension Health {
    /// What is kept of it.
    var columns: (health: String, code: String?, message: String?) {
        switch self {
        case .ok: ("ok", nil, nil)
        case .degraded(let why): ("degraded", nil, why)
        case .failing(let error): ("failing", error.code.description, error.message)
        }
    }
}
