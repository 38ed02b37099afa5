// SPDX-License-Identifier: Apache-2.0
import Backups
import StewardIntegration

/// What the addresses of backups give.
enum BackupSchemas {
    static let set = Schema.named("BackupSet", .object(setMembers))

    static let setWithBackups = Schema.named(
        "BackupSetWithBackups",
        .object(
            setMembers + [.required("backups", .array(of: backup), "Those whose files are there, the newest first")]))

    private static let setMembers: [Schema.Member] = [
        .required("name", .text, "The set's name"), .required("connection", .text, "The connection that dumps"),
        .required("folder", .text, "Where its files are"),
        .required("format", .one(of: DumpFormat.self), "The form of the dumps"),
        .required("compression", .integer(min: 0, max: 22), "zstd's level; 0: none"),
        .required("encryption", .one(of: ["none", "recipients", "passphrase"]), "How it is encrypted"),
        .required("retention", .text, "How long backups are kept, in words"),
        .required("offsite", .text.orNull, "The connection that keeps copies"),
        .required("state", state, "The gravest state of its databases"),
        .required("databases", .array(of: database), "Its databases, and those it had"),
        .required("jobs", .array(of: WorkSchemas.job), "Its jobs that are not over"),
    ]

    private static let state = Schema.one(of: BackupDatabaseView.State.names)

    private static let database = Schema.named(
        "BackupDatabase",
        .object([
            .required("name", .text, "Its name"), .required("current", .boolean, "Whether it is still backed up"),
            .required("state", state, "How it stands"),
            .required("backups", .count, "How many backups of it are there"),
            .required("newest", .text.orNull, "The id of the newest"),
            .required("newest_at", .time.orNull, "When the newest was made"),
            .required("bytes", .count.orNull, "The size of the newest"),
            .required("proved_at", .time.orNull, "When one was last restored with success"),
            .required("proof_due", .boolean, "Whether the rule asks for a proof now"),
            .required("failure", .text.orNull, "Why the last run or proof failed"),
        ]))

    static let backup = Schema.named(
        "Backup",
        .object([
            .required("id", .text, "Its id"), .required("database", .text, "The database; empty: the server's roles"),
            .required("globals", .boolean, "Whether it is the server's roles"),
            .required("file", .text, "Its path in the set's folder"), .required("made_at", .time, "When it began"),
            .required("bytes", .count, "The file's size"), .required("sha256", .string(.sha256), "Of the file"),
            .required("dump_bytes", .count, "The size of the dump inside"),
            .required("format", .one(of: DumpFormat.self), "The form of the dump"),
            .required("encrypted", .boolean, "Whether a key is needed to read it"),
            .required("adopted", .boolean, "Whether another program made it"),
            .required("pinned", .boolean, "Whether it is kept whatever the rule says"),
            .required("proved_at", .time.orNull, "When it was last restored with success"),
            .required("proof_failure", .text.orNull, "Why the last proof failed"),
            .required("copies", .array(of: .text), "The connections that keep a copy"),
            .required("copy_failure", .text.orNull, "Why the last copying failed"),
        ]))
}
