// SPDX-License-Identifier: Apache-2.0
import Dispatch
package import Foundation
package import StewardCore
package import StewardJobs

/// A purge of logs: rules, done one after the other.
package struct LogPurge: Sendable, Hashable {
    /// The kind of job that does it.
    package static let kind = "automation.purge"

    package var rules: [PurgeRule]
    package var isDryRun: Bool
    /// Where stamps that name no zone were written.
    package var zone: LocalZone

    package init(_ rules: [PurgeRule], isDryRun: Bool = false, zone: LocalZone = .utc) {
        self.rules = rules
        self.isDryRun = isDryRun
        self.zone = zone
    }

    /// Reads `{"rules": […], "dry_run"?, "zone"?}`.
    /// - Throws: `AutomationError` with `invalid`, naming the rule and the member.
    package init(_ json: JSON) throws(AutomationError) {
        let payload = try PayloadReader(json, of: "automation.purge", knowing: ["rules", "dry_run", "zone"])
        var rules: [PurgeRule] = []
        for rule in try payload.list("rules") { rules.append(try PurgeRule(rule)) }
        self.init(rules, isDryRun: try payload.flag("dry_run"))
        guard let name = try payload.text("zone") else { return }
        do throws(JobsError) { zone = try LocalZone(name) } catch { throw AutomationError(.invalid, error.message) }
    }

    package var json: JSON {
        var members: [JSON.Member] = [.init("rules", .array(rules.map(\.json)))]
        if isDryRun { members.append(.init("dry_run", true)) }
        if zone != .utc { members.append(.init("zone", .string(zone.identifier))) }
        return .object(members)
    }

    /// What became of one rule.
    package enum Done: Sendable, Hashable {
        case file(LogPurgeReport)
        case folder(FolderPurgeReport)
        /// It could not be done; one sentence.
        case failed(path: String, reason: String)

        /// One sentence.
        package var sentence: String {
            switch self {
            case .file(let report): report.sentence
            case .folder(let report): report.sentence
            case .failed(_, let reason): reason
            }
        }

        package var json: JSON {
            switch self {
            case .file(let report): report.json
            case .folder(let report): report.json
            case .failed(let path, let reason): ["path": .string(path), "problem": .string(reason)]
            }
        }

        /// Whether all of it was done.
        package var isWhole: Bool {
            switch self {
            case .file: true
            case .folder(let report): report.failed.isEmpty
            case .failed: false
            }
        }

        /// Whether anything is gone now.
        package var tookAway: Bool {
            switch self {
            case .file(let report): !report.isDryRun && (report.purgedLines > 0 || freedBytes > 0)
            case .folder(let report): !report.isDryRun && !report.removed.isEmpty
            case .failed: false
            }
        }

        package var freedBytes: Int64 {
            switch self {
            case .file(let report): report.bytesBefore - report.finalBytes
            case .folder(let report): report.freedBytes
            case .failed: 0
            }
        }
    }

    /// Does every rule, beside Swift's own few threads. One that fails stops no other. Cancelling stops between two.
    /// - Parameters:
    ///   - protected: folders of which nothing may go, as Steward's own; a rule for a folder above passes them by.
    ///   - told: told of each rule when it is done.
    /// - Throws: `CancellationError`.
    package func run(
        now: Date, protecting protected: [String] = [],
        told: @Sendable (PurgeRule, Done) async -> Void = { _, _ in }
    ) async throws -> [Done] {
        var all: [Done] = []
        // Rules name folders without links on the way, and are compared with what is named in the same way.
        let kept = protected.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        for rule in rules {
            try Task.checkCancellation()
            let done = await Self.beside { perform(rule, now, kept) }
            await told(rule, done)
            all.append(done)
        }
        return all
    }

    private func perform(_ rule: PurgeRule, _ now: Date, _ protected: [String]) -> Done {
        do throws(AutomationError) {
            let path = "/" + (try OpenDescriptor.names(rule.path)).joined(separator: "/")
            for folder in protected where (path + "/").hasPrefix(folder + "/") {
                throw AutomationError(.denied, "\(rule.path) belongs to Steward’s own data, of which no purge is done.")
            }
            switch rule {
            case .file(let path, let strategy):
                return .file(try LogFile(path, strategy, zone: zone, now: now, isDryRun: isDryRun).purge())
            case .folder(let rule):
                return .folder(try FolderPurge(rule, now: now, isDryRun: isDryRun, sparing: protected).purge())
            }
        } catch { return .failed(path: rule.path, reason: error.description) }
    }

    private static func beside(_ work: @escaping @Sendable () -> Done) async -> Done {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }
}
