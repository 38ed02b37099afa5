// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The state file of the recovery program that Steward takes over from, versions 0 to 3. It is read once; Steward's own
/// state is in its database.
package struct OldRecoveryState: Sendable, Equatable {
    /// The version that the file had.
    package let version: Int
    /// What was found when it was written.
    package let totalFound: Int
    /// What the run was about; `nil` before version 3.
    package let scope: RecoveryScope?
    /// The steps that each file had gone through, by id.
    package let done: [String: Set<RecoveryStep>]

    /// Said to the person who imports a file of version 0 to 2: its list of processed ids may hold failures.
    package var warning: String? {
        version >= 3
            ? nil
            : "The state file has version \(version): its \(done.count) processed ids count as done, although some may "
                + "have failed then. Check them, or start anew with --fresh-run."
    }

    /// Reads a state file. Unknown members are ignored.
    /// - Throws: `JSONError` for what is no JSON;
    ///   ``Malformed`` naming the member.
    package init(parsing bytes: [UInt8]) throws {
        let json = try JSON(parsing: bytes)
        guard json.members != nil else { throw Malformed(member: "the whole file", wanted: "an object") }
        let version = json["schema_version"]?.integer ?? 0
        guard (0...3).contains(version) else {
            throw Malformed(member: "schema_version", wanted: "a number from 0 to 3")
        }
        self.version = Int(version)
        totalFound = Int(json["total_found"]?.integer ?? 0)
        scope = try version == 3 ? Self.scope(json["scope"]) : nil
        done = try version == 3 ? Self.steps(json["processed_items"]) : Self.ids(json["processed_items"])
    }

    private static func scope(_ json: JSON?) throws -> RecoveryScope? {
        guard let json, json != .null else { return nil }
        guard let source = json["source"]?.string.flatMap(RecoveryScope.Source.init(rawValue:)) else {
            throw Malformed(member: "scope.source", wanted: "one of the known sources")
        }
        guard
            let command = json["command"]?.string.map({ $0.split(separator: "-").joined(separator: "_") })
                .flatMap(RecoveryCommand.init(rawValue:))
        else { throw Malformed(member: "scope.command", wanted: "recover_only or recover_and_download") }
        guard let key = json["key"]?.string else { throw Malformed(member: "scope.key", wanted: "text") }
        return RecoveryScope(source: source, command: command, key: key)
    }

    private static func steps(_ json: JSON?) throws -> [String: Set<RecoveryStep>] {
        guard let members = json?.members else {
            throw Malformed(member: "processed_items", wanted: "an object of ids")
        }
        var done: [String: Set<RecoveryStep>] = [:]
        for member in members {
            done[member.key] = Set(RecoveryStep.allCases.filter { member.value[$0.rawValue]?.bool == true })
        }
        return done
    }

    private static func ids(_ json: JSON?) throws -> [String: Set<RecoveryStep>] {
        guard let json, json != .null else { return [:] }
        guard let elements = json.array else { throw Malformed(member: "processed_items", wanted: "a list of ids") }
        var done: [String: Set<RecoveryStep>] = [:]
        for element in elements {
            guard let id = element.string else { throw Malformed(member: "processed_items", wanted: "a list of ids") }
            done[id] = Set(RecoveryStep.allCases)
        }
        return done
    }

    /// A member that is not what a state file has there.
    package struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
        package let member: String
        package let wanted: String

        package var description: String {
            "The state file cannot be read: \(member) must be \(wanted). Move the file away, or use --fresh-run."
        }
    }
}
