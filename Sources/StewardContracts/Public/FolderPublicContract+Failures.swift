// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension FolderPublicContract {
    static let quota = rule(
        "public-quota-is-download-quota", "A file that too many people have read is downloadQuota."
    ) { bench in
        try await bench.expectFailure(.downloadQuota, fileWith: bench.places.overQuota)
    }

    static let privacy = rule(
        "public-private-is-forbidden", "What is not shared with everyone is forbidden, files and folders."
    ) { bench in
        try await bench.expectFailure(
            .forbidden, fileWith: bench.places.privateFile, folderWith: bench.places.privateFolder)
    }

    static let missing = rule("public-missing-is-not-found", "What does not exist is notFound, files and folders.") {
        bench in
        try await bench.expectFailure(.notFound, fileWith: bench.places.missing, folderWith: bench.places.missing)
    }

    /// A page that no version of a service has ever sent.
    private static let strangePage =
        "<!DOCTYPE html><html><head><title>Something new</title></head><body>"
        + String(repeating: "<p>A page that nobody has seen before.</p>", count: 2_000) + "</body></html>"

    static let unknownPage = rule(
        "public-unknown-page-is-malformed",
        "A page of an unknown form is malformedReply, with an excerpt that is short, and never taken for content."
    ) { bench in
        for status in [200, 203] {
            let reader = try bench.reader(.page(strangePage, status: status))
            let calls: [(String, () async throws -> Void)] = [
                ("readPublic", { _ = try await reader.readPublic(bench.places.files[0].id, from: 0, validator: nil) }),
                ("publicFolder", { _ = try await reader.publicFolder(bench.places.folders[0].id) }),
            ]
            for (name, call) in calls {
                var failure: (any Error)?
                do { try await call() } catch { failure = error }
                let error = failure as? IntegrationError
                try expect(
                    error?.code == .malformedReply, "\(name): expected malformedReply, found \(failure.shown).")
                let message = error?.message ?? ""
                try expect(message.contains("Something new"), "\(name): the message quotes nothing of the page.")
                try expect(message.utf8.count < 1_000, "\(name): the message has \(message.utf8.count) bytes.")
            }
        }
    }

    static let cutPage = rule(
        "public-cut-page-is-an-error", "A list that breaks off is an error, never a shorter list."
    ) { bench in
        guard let folder = bench.places.folders.max(by: { $0.items.count < $1.items.count }) else { return }
        for silently in [false, true] {
            for limit in [300, 1_000] {
                let reader = try bench.reader(.cutDownload(after: limit, silently: silently))
                let code = try await code { _ = try await reader.publicFolder(folder.id) }
                try expect(
                    code == .unavailable || code == .malformedReply,
                    "A list cut after \(limit) bytes: expected unavailable or malformedReply, found \(code.shown).")
            }
        }
    }

    static let cutContent = rule(
        "public-cut-content-throws", "Content that breaks off throws; it never just ends early."
    ) { bench in
        let file = bench.places.confirmed
        for silently in [false, true] {
            let whole = try await bench.reader.readPublic(file.id, from: 0, validator: nil)
            guard whole.size != nil || !silently else { continue }
            let half = file.bytes.count / 2
            let reader = try bench.reader(.cutContent(after: half, silently: silently))
            var count = 0
            let code = try await code {
                let content = try await reader.readPublic(file.id, from: 0, validator: nil)
                for try await piece in content.body { count += piece.count }
            }
            try expect(
                code == .unavailable,
                "Content that breaks off: expected unavailable, found \(code.shown) after \(count) of "
                    + "\(file.bytes.count) bytes.")
        }
    }

    static let resume = rule(
        "public-read-is-resumed",
        "With the validator of an earlier read, content goes on at the byte that is asked for."
    ) { bench in
        for file in bench.places.files + [bench.places.confirmed] where file.bytes.count > 1 {
            let first = try await bench.reader.readPublic(file.id, from: 0, validator: nil)
            try expect(first.validator != nil, "\(file.name) comes without a validator, so nobody can go on with it.")
            let half = file.bytes.count / 2
            for start in [half, file.bytes.count - 1] {
                let content = try await bench.reader.readPublic(
                    file.id, from: Int64(start), validator: first.validator)
                let rest = try await content.body.collect(upTo: file.bytes.count)
                try expect(
                    content.start == Int64(start), "Asked for byte \(start), content begins at \(content.start).")
                try expect(rest == Array(file.bytes[start...]), "The rest from \(start) came as other bytes.")
                let size = content.size ?? Int64(file.bytes.count)
                try expect(size == Int64(file.bytes.count), "A resumed read says that the size is \(size).")
            }
        }
    }

    static let changedContent = rule(
        "public-changed-content-starts-over", "When the content changed meanwhile, it comes from its beginning."
    ) { bench in
        for file in [bench.places.files[0], bench.places.confirmed] {
            let first = try await bench.reader.readPublic(file.id, from: 0, validator: nil)
            let other = made(file.bytes.count, seed: 77)
            try await bench.places.replace(file.id, other)
            let content = try await bench.reader.readPublic(
                file.id, from: Int64(file.bytes.count / 2), validator: first.validator)
            let bytes = try await content.body.collect(upTo: file.bytes.count)
            try expect(content.start == 0, "After a change, content begins at \(content.start), not at 0.")
            try expect(bytes == other, "After a change, other bytes came than the new ones.")
        }
    }

    static let pageOnResume = rule(
        "public-page-is-never-content", "A page in place of the rest of a file is an error, whatever its status."
    ) { bench in
        let file = bench.places.confirmed
        let first = try await bench.reader.readPublic(file.id, from: 0, validator: nil)
        for status in [200, 206, 403, 404, 429, 503] {
            let reader = try bench.reader(.page(strangePage, status: status))
            for (start, validator) in [(Int64(0), nil), (Int64(file.bytes.count / 2), first.validator)] {
                var count: Int?
                do {
                    let content = try await reader.readPublic(file.id, from: start, validator: validator)
                    count = try await content.body.collect(upTo: 1 << 20).count
                } catch is IntegrationError {}
                try expect(
                    count == nil, "A page with status \(status) was taken for \(count ?? 0) bytes from \(start).")
            }
        }
    }
}
