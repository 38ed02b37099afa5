// SPDX-License-Identifier: Apache-2.0
import Files

/// What the addresses of transfers, mirrors, recoveries and storages give.
enum FileSchemas {
    private static let bytes = Schema.count

    static let transfer = Schema.named(
        "Transfer",
        .object([
            .required("id", .text, "The transfer's id"),
            .required("kind", .one(of: Transfer.Kind.self), "What it does"),
            .required("connection", .text, "The connection's name"), .required("source", .text, "From where"),
            .required("target", .text, "To where"),
            .required("state", .one(of: Transfer.State.self), "Where it stands"),
            .required("reason", .text.orNull, "Why it stopped"),
            .required("created_at", .time, "When it was made"),
            .required("finished_at", .time.orNull, "When it was over"),
            .required("counts", counts, "How many things stand where"),
            .required("progress", progress, "How far it is"),
            .required("job", WorkSchemas.job.orNull, "The job that does it, while there is one"),
        ]))

    private static let counts = Schema.named(
        "TransferCounts",
        .object([
            .required("total", .count, "All"), .required("done", .count, "Done"),
            .required("skipped", .count, "Skipped, each with its reason"),
            .required("failed", .count, "Failed, each with its reason"),
            .required("waiting", .count, "Not dealt with yet"), .required("bytes", bytes, "Bytes of all"),
            .required("bytes_done", bytes, "Bytes of what is done or skipped"),
        ]))

    private static let progress = Schema.named(
        "AmountDone",
        .object([
            .required("done", .count, "How much is done"), .required("total", .count, "How much there is"),
            .required("unit", .one(of: ["bytes", "items"]), "What is counted"),
        ]))

    static let items = Schema.named(
        "TransferItems",
        .object([
            .required("failed", .array(of: item), "What failed; with the first part only"),
            .required("items", .array(of: item), "A part of all, in order"),
            .required("next", .count.orNull, "What “after” takes for the next part"),
        ]))

    private static let item = Schema.named(
        "TransferItem",
        .object([
            .required("number", .count, "Ascending within the transfer"),
            .required("kind", .one(of: ["file", "folder", "document", "shortcut", "replacement"]), "What it is"),
            .required("path", .text, "Its path below what is transferred"), .required("name", .text, "Its name"),
            .required("file", .text.orNull, "Its id at the service"), .required("size", bytes.orNull, "Bytes"),
            .required("md5", .text.orNull, "The MD5 of its content"),
            .required("sha256", .text.orNull, "The SHA-256 of its content"),
            .required("state", .one(of: TransferItem.State.self), "Where it stands"),
            .required("reason", .text.orNull, "Why it failed or was skipped"),
        ]))

    private static let mirrorMembers: [Schema.Member] = [
        .required("id", .text, "The mirror's id"), .required("connection", .text, "The connection's name"),
        .required("folder", .text, "The folder at the service"),
        .required("target", .text.orNull, "The folder on disk; none where files are kept by their hash alone"),
        .required("public", .boolean, "Whether the folder is shared with everyone, and read without an account"),
        .required("documents", .boolean, "Whether the service's own documents are exported"),
        .required("book", .text, "The book of the ledger"),
        .required("generation", .count, "How often it was looked at"),
        .required("is_listed", .boolean, "Whether the last look saw everything"),
        .required("listed_at", .time.orNull, "When the last whole look was over"),
        .required("finished_at", .time.orNull, "When the last run was over"),
        .required("coverage", coverage, "How complete it is"),
    ]

    static let mirror = Schema.named("Mirror", .object(mirrorMembers))

    private static let coverage = Schema.named(
        "Coverage",
        .object([
            .required("expected", .count, "Files in the tree now"),
            .required("present", .count, "Files of which the newest version is kept"),
            .required("missing", .count, "Files of which nothing is kept"),
            .required("changed", .count, "Files of which an older version is kept"),
            .required("skipped", .count, "Files that cannot be fetched"),
            .required("vanished", .count, "Files that are in the tree no longer"),
            .required("bytes", bytes, "Bytes of what is kept"),
        ]))

    static let status = Schema.one(of: Coverage.Status.self)

    static let mirrorFiles = Schema.named(
        "MirrorWithFiles",
        .object(
            mirrorMembers + [
                .required("files", .array(of: coveredFile), "What is missing or changed first, then a part of all"),
                .required("unread_folders", .array(of: unreadFolder, most: 100), "Folders that could not be read"),
                .required("next", .text.orNull, "What “after” takes for the next part"),
            ]))

    private static let unreadFolder = Schema.object([
        .required("path", .text, "Its path"), .required("reason", .text, "Why"),
    ])

    private static let coveredFile = Schema.named(
        "MirrorFile",
        .object([
            .required("item", .text, "Its id in the tree; of a shortcut the shortcut's own"),
            .required("file", .text, "The id of its content"),
            .required("path", .text, "The names from the top, joined by “/”"), .required("name", .text, "Its name"),
            .required("status", status, "Where it stands"),
            .required("reason", .text.orNull, "Why it is missing, changed or skipped"),
            .required("size", bytes.orNull, "Bytes"), .required("sha256", .string(.sha256).orNull, "Of what is kept"),
            .required("local", .text.orNull, "Where it lies below the mirror's folder"),
            .required("versions", .count, "Versions that were fetched"),
            .required("fetched_at", .time.orNull, "When the newest was fetched"),
            .required("modified_at", .time.orNull, "When the service says it was changed"),
        ]))

    private static let recoveryMembers: [Schema.Member] = [
        .required("id", .text, "The recovery's id"), .required("connection", .text, "The connection's name"),
        .required("name", .text, "Its name"), .required("source", .text, "What it looks through"),
        .required("command", .text, "What it does"),
        .required("policy", .text, "What becomes of what was brought back"),
        .required("folder", .text.orNull, "Where it is downloaded to"),
        .required("started_at", .time, "When it began"), .required("finished_at", .time.orNull, "When it was over"),
        .required("found", .count, "Files of its plan"), .required("done", .count, "Files that are done"),
        .required("failed", .count, "Files that failed"), .required("waiting", .count, "Files that wait"),
        .required("bytes", bytes, "Bytes of the plan"), .required("progress", progress, "How far it is"),
    ]

    static let recovery = Schema.named("Recovery", .object(recoveryMembers))

    static let recoveryFiles = Schema.named(
        "RecoveryWithFiles",
        .object(
            recoveryMembers + [
                .optional("files", .array(of: recoveredFile, most: 1000), "What failed first; left out on request")
            ]))

    private static let recoveredFile = Schema.named(
        "RecoveredFile",
        .object([
            .required("file", .text, "Its id at the service"), .required("name", .text, "Its name"),
            .required("size", bytes.orNull, "Bytes"), .required("target", .text.orNull, "Where it is written"),
            .required("steps", .array(of: .one(of: RecoveryStep.self)), "What was done"),
            .required("done", .boolean, "Whether everything was done"),
            .required("reason", .text.orNull, "Why it failed"),
        ]))

    private static let quotaMembers: [Schema.Member] = [
        .required("measured_at", .time, "When it was measured"), .required("used", bytes, "Bytes in use"),
        .required("limit", bytes.orNull, "Bytes there are; none: without limit"),
        .required("used_by_files", bytes.orNull, "Bytes in use by files"),
        .required("used_in_trash", bytes.orNull, "Bytes in use by what is in the trash"),
        .required("percent", .number(min: 0).orNull, "Per cent in use"),
        .required("threshold", .number(), "Per cent above which somebody is told"),
        .required("above", .boolean, "Whether it is above that"), .required("text", .text, "The same as a sentence"),
    ]

    static let quota = Schema.named("Quota", .object(quotaMembers))
    static let newestQuota = Schema.named(
        "ConnectionQuota", .object([.required("connection", .text, "The connection's name")] + quotaMembers))
}
