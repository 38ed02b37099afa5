// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What every store that tells what changed promises.
public enum ChangeFollowingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] { [quiet, tells, complete] }

    private static func follower(of bench: FileBench) throws -> any ChangeFollowing {
        guard let follower = bench.store as? any ChangeFollowing else {
            throw RuleViolation("\(bench.subject.type) does not conform to ChangeFollowing.")
        }
        return follower
    }

    /// Everything since a token, page after page, and the token of the end.
    private static func changes(
        _ bench: FileBench, since token: String
    ) async throws -> (changes: [ChangePage.Change], token: String) {
        let follower = try follower(of: bench)
        var found: [ChangePage.Change] = []
        var token = token
        for _ in 1...1000 {
            let page = try await follower.changes(since: token)
            found += page.changes
            token = page.next
            if page.isLast { return (found, token) }
        }
        throw RuleViolation("The changes did not end after 1,000 pages.")
    }

    static let quiet = FileStoringContract.rule(
        "changes-are-quiet-when-nothing-changes", "Since now nothing has changed, and the next token knows it."
    ) { bench in
        try await bench.write([1])
        let now = try await follower(of: bench).changeToken()
        for _ in 1...2 {
            let (found, _) = try await changes(bench, since: now)
            try expect(found.isEmpty, "Since now \(found.count) changes are told.")
        }
        try await bench.write([2], named: "second")
        let (first, next) = try await changes(bench, since: now)
        let (second, _) = try await changes(bench, since: next)
        try expect(!first.isEmpty, "A new file is not told.")
        try expect(second.isEmpty, "\(second.count) changes are told twice.")
    }

    static let tells = FileStoringContract.rule(
        "changes-tell-what-happened", "A new, a changed and a deleted file are told as they are now."
    ) { bench in
        let changed = try await bench.write([1], named: "changed")
        let gone = try await bench.write([1], named: "gone")
        let now = try await follower(of: bench).changeToken()
        let new = try await bench.write([1, 2], named: "new")
        _ = try await bench.store.write(.bytes([1, 2, 3]), to: .replacing(id: changed.id), keeper: UploadMemory())
        _ = try await bench.store.delete(gone.id)
        var last: [String: ChangePage.Change] = [:]
        for change in try await changes(bench, since: now).changes { last[change.id] = change }
        try expect(last[new.id]?.file?.size == 2, "The new file is not told, or not as it is.")
        try expect(last[changed.id]?.file?.size == 3, "The changed file is not told, or not as it is.")
        guard let change = last[gone.id] else { throw RuleViolation("The deleted file is not told.") }
        try expect(change.file == nil, "The deleted file is told as if it were there.")
    }

    static let complete = FileStoringContract.rule(
        "changes-are-complete", "Many changes come page after page, and none is left out."
    ) { bench in
        let now = try await follower(of: bench).changeToken()
        var wanted: Set<String> = []
        for number in 0...(2 * bench.traits.pageSize) {
            wanted.insert(try await bench.write([1], named: "\(number)").id)
        }
        let found = Set(try await changes(bench, since: now).changes.map(\.id))
        try expect(
            wanted.isSubset(of: found), "\(wanted.subtracting(found).count) of \(wanted.count) changes are missing.")
    }
}
