// SPDX-License-Identifier: Apache-2.0
import Crypto
package import StewardCore

/// As JSON:
///
/// ```json
/// {"program": "/usr/bin/rsync", "arguments": ["-a", "/srv/", "/mnt/copy/"], "folder": "/srv",
///  "environment": {"LANG": "C.UTF-8"}, "secrets": {"RSYNC_PASSWORD": "rsync.password"},
///  "time_limit_seconds": 3600, "output_limit": 65536, "shell": false,
///  "restart": {"count": 3, "after_seconds": 300}}
/// ```
///
/// Only `program` must be there. A `time_limit_seconds` of 0 is no limit.
extension CommandAction {
    private static let keys: Set<String> = [
        "program", "arguments", "folder", "environment", "secrets", "time_limit_seconds", "output_limit", "shell",
        "restart",
    ]
    /// The longest limit or pause that can be asked for: ten years.
    private static let longest: Int64 = 315_360_000

    /// Reads a payload.
    /// - Throws: `AutomationError` with `invalid`, naming the member.
    package init(_ json: JSON) throws(AutomationError) {
        let payload = try PayloadReader(json, of: "automation.command", knowing: Self.keys)
        self.init(
            program: try payload.required("program"), arguments: try payload.texts("arguments"),
            folder: try payload.text("folder"), environment: try payload.pairs("environment"),
            secrets: try payload.pairs("secrets"), usesShell: try payload.flag("shell"))
        if let seconds = try payload.number("time_limit_seconds", in: 0...Self.longest) {
            timeLimit = seconds == 0 ? nil : .seconds(seconds)
        }
        if let limit = try payload.number("output_limit", in: 0...Int64(Self.largestOutputLimit)) {
            outputLimit = Int(limit)
        }
        if let object = payload.object("restart") {
            let again = try PayloadReader(object, of: "restart", knowing: ["count", "after_seconds"])
            restart = Restart(
                count: Int(try again.number("count", in: 1...1000) ?? 1),
                interval: .seconds(try again.number("after_seconds", in: 0...Self.longest) ?? 60))
        }
        try validate()
    }

    /// The payload. What has its standard value is left out.
    package var json: JSON {
        var members: [JSON.Member] = [.init("program", .string(program))]
        func add(_ key: String, _ value: JSON?) { if let value { members.append(.init(key, value)) } }
        add("arguments", arguments.isEmpty ? nil : .array(arguments.map(JSON.string)))
        add("folder", folder.map(JSON.string))
        add("environment", Self.object(environment))
        add("secrets", Self.object(secrets))
        if timeLimit != Self.standardTimeLimit {
            add("time_limit_seconds", .integer(timeLimit?.components.seconds ?? 0))
        }
        add("output_limit", outputLimit == Self.standardOutputLimit ? nil : .integer(Int64(outputLimit)))
        add("shell", usesShell ? true : nil)
        add(
            "restart",
            restart.map {
                ["count": .integer(Int64($0.count)), "after_seconds": .integer($0.interval.components.seconds)]
            })
        return .object(members)
    }

    /// The SHA-256 of the payload as hex: tells whether two runs were of the same command.
    var digest: String {
        var hash = SHA256()
        hash.update(data: (try? json.canonicalBytes()) ?? [])
        return Hex.text(hash.finalize())
    }

    private static func object(_ pairs: [String: String]) -> JSON? {
        pairs.isEmpty ? nil : .object(pairs.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
    }

    /// Whether it can be run at all, apart from what is on the disk.
    /// - Throws: `AutomationError` with `invalid`.
    package func validate() throws(AutomationError) {
        func refuse(_ sentence: String) -> AutomationError { AutomationError(.invalid, sentence) }
        guard usesShell || program.hasPrefix("/") else {
            throw refuse("“\(program)” is not an absolute path; write the program’s path from the root on.")
        }
        if let folder, !folder.hasPrefix("/") {
            throw refuse("“\(folder)” is not an absolute path; write the folder’s path from the root on.")
        }
        guard ([program, folder ?? ""] + arguments + environment.values).allSatisfy({ !$0.utf8.contains(0) }) else {
            throw refuse("A program, folder, argument or variable holds a zero byte; take it out.")
        }
        for name in Array(environment.keys) + secrets.keys where !Self.isVariable(name) {
            throw refuse("“\(name)” is no name of a variable; use letters, digits and underscores.")
        }
        if let both = environment.keys.sorted().first(where: { secrets[$0] != nil }) {
            throw refuse("“\(both)” is both a variable and a secret; leave one out.")
        }
    }

    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy {
            $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        }
    }
}
