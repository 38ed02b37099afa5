// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension PostgreSQL {
    static let capabilities: [Capability] = [.databaseDumping, .databaseRestoring, .databaseProving]

    static let limits: [Manifest.Limit] = [
        .init(
            "A dump is a logical one: between two dumps there is no way back to a moment.",
            link: "https://www.postgresql.org/docs/15/backup-dump.html"),
        .init(
            "pg_dump refuses a server that is newer than itself.",
            link: "https://www.postgresql.org/docs/15/app-pgdump.html#PG-DUMP-NOTES"),
        .init(
            "A server behind a pooler that shares sessions between transactions cannot be dumped through it.",
            link: "https://www.pgbouncer.org/features.html"),
        .init(
            "The name of a Windows service is kept; the service cannot be started from here.",
            link: "../../Integrations/PostgreSQL/README.md#limits"),
    ]

    /// What repairs each kind of failure; the README's troubleshooting is made of it.
    static let remedies: [Remedy] = [
        Remedy(
            .unauthorized,
            text: "The role or its password is wrong, or the password file was ignored: it must be of mode 0600."),
        Remedy(
            .forbidden,
            text: "The role may not do this. `steward backup doctor` prints the GRANT statements that it lacks."),
        Remedy(.rateLimited, text: "Does not occur."),
        Remedy(.quotaExceeded, text: "Does not occur."),
        Remedy(.dailyLimit, text: "Does not occur."),
        Remedy(.storageFull, text: "The server's disk, or the folder of the dump, is full. Free some of it."),
        Remedy(.downloadQuota, text: "Does not occur."),
        Remedy(.flaggedAsAbuse, text: "Does not occur."),
        Remedy(
            .unavailable,
            text: "The server does not answer, went away, or a table stayed locked. Steward tries again."),
        Remedy(.malformedReply, text: "A program answered otherwise than documented; the message says where."),
        Remedy(.notFound, text: "There is no database of this name."),
        Remedy(.conflict, text: "The database or the folder is there already; choose another name."),
        Remedy(
            .invalidRequest,
            text: "A setting is wrong, a program is missing or TLS does not work; the message says which."),
        Remedy(
            .unsupported,
            text:
                "`pg_dump` is older than the server: install the server's `postgresql-client`."
        ),
        Remedy(.cancelled, text: "The work was stopped by its caller."),
    ]
}
