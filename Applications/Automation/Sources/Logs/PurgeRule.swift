// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// One rule of a log purge: about one file, or about a folder.
///
/// ```json
/// {"file": "/srv/app/app.log", "retention_days": 30}
/// {"file": "/srv/app/app.log", "max_size_mb": 20}
/// {"file": "/srv/app/app.log", "truncate_if_larger": "500KB"}
/// {"file": "/srv/app/app.log", "truncate": true}
/// {"folder": "/srv/app/logs", "pattern": "*.log", "recurse": true,
///  "older_than_days": 30, "max_total_mb": 500, "max_count": 100}
/// ```
///
/// Of a file's members only the first given counts, in this order. A folder without a limit has the standard ones.
package enum PurgeRule: Sendable, Hashable {
    case file(String, LogStrategy)
    case folder(FolderRule)

    private static let fileKeys: Set<String> = ["retention_days", "max_size_mb", "truncate_if_larger", "truncate"]
    private static let folderKeys: Set<String> = ["pattern", "recurse", "older_than_days", "max_total_mb", "max_count"]

    /// - Throws: `AutomationError` with `invalid`, naming the member.
    package init(_ json: JSON) throws(AutomationError) {
        if json["folder"] == nil {
            let members = try PayloadReader(json, of: "a rule for a file", knowing: Self.fileKeys.union(["file"]))
            let path = try members.required("file")
            _ = try OpenDescriptor.names(path)
            self = .file(
                path,
                try LogStrategy(
                    retentionDays: try members.number("retention_days", in: 0...365_000).map { Int($0) },
                    maxSizeMB: try members.decimal("max_size_mb"),
                    truncateIfLarger: try members.textOrNumber("truncate_if_larger"),
                    truncateLog: try members.flag("truncate")))
            return
        }
        let members = try PayloadReader(json, of: "a rule for a folder", knowing: Self.folderKeys.union(["folder"]))
        var rule = FolderRule(folder: try members.required("folder"))
        guard try !OpenDescriptor.names(rule.folder).isEmpty else {
            throw AutomationError(.invalid, "Logs are not purged in / itself; name the folder of the logs.")
        }
        rule.pattern = try members.text("pattern") ?? rule.pattern
        rule.isRecursive = try members.flag("recurse")
        rule.days = try members.number("older_than_days", in: 0...365_000).map { Int($0) }
        rule.totalBytes = try members.decimal("max_total_mb").map { Int64($0 * 1_048_576) }
        rule.count = try members.number("max_count", in: 0...1_000_000_000).map { Int($0) }
        if rule.days == nil, rule.totalBytes == nil, rule.count == nil {
            (rule.days, rule.totalBytes) = (FolderRule.standardDays, FolderRule.standardTotalBytes)
        }
        self = .folder(rule)
    }

    /// What it is about.
    package var path: String {
        switch self {
        case .file(let path, _): path
        case .folder(let rule): rule.folder
        }
    }

    package var json: JSON {
        var members: [JSON.Member] = []
        func add(_ key: String, _ value: JSON?) { if let value { members.append(.init(key, value)) } }
        switch self {
        case .file(let path, let strategy):
            add("file", .string(path))
            switch strategy {
            case .retention(let days): add("retention_days", .integer(Int64(days)))
            case .largest(let bytes): add("max_size_mb", .megabytes(bytes))
            case .truncateIfLarger(let bytes): add("truncate_if_larger", .string(String(bytes)))
            case .truncate: add("truncate", true)
            case .nothing: break
            }
        case .folder(let rule):
            add("folder", .string(rule.folder))
            add("pattern", .string(rule.pattern))
            add("recurse", rule.isRecursive ? true : nil)
            add("older_than_days", rule.days.map { .integer(Int64($0)) })
            add("max_total_mb", rule.totalBytes.map(JSON.megabytes))
            add("max_count", rule.count.map { .integer(Int64($0)) })
        }
        return .object(members)
    }
}

extension JSON {
    fileprivate static func megabytes(_ bytes: Int64) -> JSON {
        bytes % 1_048_576 == 0 ? .integer(bytes / 1_048_576) : .number(Double(bytes) / 1_048_576)
    }
}
