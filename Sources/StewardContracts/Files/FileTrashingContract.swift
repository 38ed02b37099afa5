// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What every store with a trash promises on top of ``FileStoringContract``.
public enum FileTrashingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] { [trash, untrash, errors, emptyTrash] }

    static func trash(of bench: FileBench) throws -> any FileTrashing {
        guard let trash = bench.store as? any FileTrashing else {
            throw RuleViolation("\(bench.subject.type) does not conform to FileTrashing.")
        }
        return trash
    }

    static let trash = FileStoringContract.rule(
        "trashed-files-leave-lists",
        "A file in the trash is in no list, says that it is trashed, and keeps its content."
    ) { bench in
        let file = try await bench.write([1, 2, 3], named: "trashed")
        let kept = try await bench.write([4], named: "kept")
        for _ in 1...2 {
            let failures = try await trash(of: bench).setTrashed(true, [file.id])
            try expect(failures == [nil], "Trashing a file gave \(failures).")
        }
        let listed = try await bench.list().map(\.id)
        try expect(listed == [kept.id], "With one of 2 files in the trash the list shows \(listed.count).")
        let isTrashed = try await bench.store.file(file.id).isTrashed
        try expect(isTrashed, "The file in the trash does not say so.")
        try await bench.expectContent([1, 2, 3], of: file.id, called: "The file in the trash")
    }

    static let untrash = FileStoringContract.rule(
        "untrashed-files-come-back",
        "A file out of the trash is where it was, with its name and content; twice is no error."
    ) { bench in
        let file = try await bench.write([1, 2, 3], named: "back")
        let store = try trash(of: bench)
        _ = try await store.setTrashed(true, [file.id])
        for _ in 1...2 {
            let failures = try await store.setTrashed(false, [file.id])
            try expect(failures == [nil], "Taking a file out of the trash gave \(failures).")
        }
        let found = try await bench.list()
        try expect(found.map(\.id) == [file.id], "The file did not come back into its folder.")
        try expect(found.first?.name == "back" && found.first?.isTrashed == false, "The file came back changed.")
        try await bench.expectContent([1, 2, 3], of: file.id, called: "The file out of the trash")
    }

    static let errors = FileStoringContract.rule(
        "trashing-tells-each-failure", "Of several files each gets its own outcome, in order; none stops the others."
    ) { bench in
        var ids: [String] = []
        for number in 0..<5 { ids.append(try await bench.write([UInt8(number)], named: "\(number)").id) }
        _ = try await bench.store.delete(ids[1])
        let failures = try await trash(of: bench).setTrashed(true, ids)
        try expect(
            failures.map { $0?.code } == [nil, .notFound, nil, nil, nil],
            "Of 5 files the second is gone, but the outcomes are \(failures.map { ($0?.code).shown }).")
        let left = try await bench.list()
        try expect(left.isEmpty, "\(left.count) files were not trashed because another was gone.")
        let none = try await trash(of: bench).setTrashed(true, [])
        try expect(none.isEmpty, "Trashing nothing gave \(none.count) outcomes.")
    }

    static let emptyTrash = FileStoringContract.rule(
        "empty-trash-removes-only-trash", "Emptying the trash removes what is in it, and nothing else."
    ) { bench in
        let gone = try await bench.write([1], named: "gone")
        let kept = try await bench.write([2], named: "kept")
        let store = try trash(of: bench)
        _ = try await store.setTrashed(true, [gone.id])
        try await store.emptyTrash()
        let code = try await code { _ = try await bench.store.file(gone.id) }
        try expect(code == .notFound, "A file of the emptied trash: expected notFound, found \(code.shown).")
        let left = try await bench.list().map(\.id)
        try expect(left == [kept.id], "Of one file that was not in the trash, \(left.count) are left.")
        try await bench.expectContent([2], of: kept.id, called: "The file that was not in the trash")
    }
}
