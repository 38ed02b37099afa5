// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What every store that says how full it is promises.
public enum StorageMeasuringContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] { [sane, grows, trash] }

    private static func use(of bench: FileBench) async throws -> StorageUse {
        guard let store = bench.store as? any StorageMeasuring else {
            throw RuleViolation("\(bench.subject.type) does not conform to StorageMeasuring.")
        }
        return try await store.storageUse()
    }

    static let sane = FileStoringContract.rule(
        "storage-parts-fit", "The trash is part of what files use, and files are part of what is used."
    ) { bench in
        try await bench.write(made(1_000))
        let use = try await use(of: bench)
        let files = use.usedByFiles ?? use.used
        try expect(use.usedInTrash ?? 0 >= 0, "The trash uses \(use.usedInTrash.shown) bytes.")
        try expect(
            use.usedInTrash ?? 0 <= files, "The trash uses \(use.usedInTrash.shown) of the files' \(files) bytes.")
        try expect(files <= use.used, "Files use \(files) of \(use.used) bytes.")
        try expect(use.limit ?? 1 > 0, "The limit is \(use.limit.shown); no limit is nil.")
    }

    static let grows = FileStoringContract.rule(
        "storage-counts-bytes", "What is used grows by what is written, and shrinks by what is deleted."
    ) { bench in
        let before = try await use(of: bench).used
        let file = try await bench.write(made(10_000))
        let full = try await use(of: bench).used
        try expect(full - before == 10_000, "Writing 10,000 bytes used \(full - before).")
        _ = try await bench.store.delete(file.id)
        let after = try await use(of: bench).used
        try expect(after == before, "After deleting, \(after - before) bytes are still used.")
    }

    static let trash = FileStoringContract.rule(
        "storage-counts-the-trash", "What is in the trash is still used, and counted as trash where that is said.",
        exemption: FileStoringContract.noTrash
    ) { bench in
        let trash = try FileTrashingContract.trash(of: bench)
        let file = try await bench.write(made(10_000))
        let before = try await use(of: bench)
        _ = try await trash.setTrashed(true, [file.id])
        let after = try await use(of: bench)
        try expect(after.used == before.used, "Trashing changed what is used by \(after.used - before.used) bytes.")
        guard let old = before.usedInTrash, let new = after.usedInTrash else { return }
        try expect(new - old == 10_000, "Trashing 10,000 bytes put \(new - old) into the trash.")
    }
}
