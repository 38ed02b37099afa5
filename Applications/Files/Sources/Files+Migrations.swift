// SPDX-License-Identifier: Apache-2.0
package import StewardStore

extension Files {
    /// The tables; run these with `Database.migrate` before anything else. Names that services gave are kept as bytes,
    /// because they may hold any character.
    package static let migrations = [
        Migration("files-0001-transfers", transfers), Migration("files-0002-mirrors", mirrors),
        Migration(
            "files-0003-quota",
            [
                """
                CREATE TABLE files_quota (
                    connection TEXT NOT NULL, measured_at BIGINT NOT NULL, used BIGINT NOT NULL, storage_limit BIGINT,
                    used_by_files BIGINT, used_in_trash BIGINT, is_above BIGINT NOT NULL,
                    threshold DOUBLE PRECISION NOT NULL, PRIMARY KEY (connection, measured_at))
                """,
                """
                CREATE TABLE files_locks (
                    connection TEXT PRIMARY KEY, purpose TEXT NOT NULL, owner TEXT NOT NULL, node TEXT NOT NULL,
                    pid BIGINT NOT NULL, taken_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)
                """,
            ]),
        RecoveryRecords.migration,
        Migration("files-0005-whole-looks", ["ALTER TABLE files_mirrors ADD COLUMN whole_at BIGINT"]),
    ]

    private static let transfers = [
        """
        CREATE TABLE files_transfers (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, connection TEXT NOT NULL, source TEXT NOT NULL,
            target TEXT NOT NULL, options TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
            created_at BIGINT NOT NULL, finished_at BIGINT)
        """,
        "CREATE INDEX files_transfers_made ON files_transfers (created_at, id)",
        """
        CREATE TABLE files_items (
            transfer TEXT NOT NULL REFERENCES files_transfers (id) ON DELETE CASCADE, number BIGINT NOT NULL,
            parent BIGINT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL, name BYTEA NOT NULL, file_id TEXT,
            size BIGINT, stamp TEXT, md5 TEXT, sha256 TEXT, has_session BIGINT NOT NULL, state TEXT NOT NULL,
            reason TEXT, changed_at BIGINT NOT NULL, PRIMARY KEY (transfer, number))
        """,
        "CREATE INDEX files_items_state ON files_items (transfer, state, number)",
    ]

    private static let mirrors = [
        """
        CREATE TABLE files_mirrors (
            id TEXT PRIMARY KEY, connection TEXT NOT NULL, folder TEXT NOT NULL, options TEXT NOT NULL,
            book TEXT NOT NULL, token TEXT, next_token TEXT, generation BIGINT NOT NULL, is_listed BIGINT NOT NULL,
            batch BIGINT NOT NULL, recorded BIGINT NOT NULL, created_at BIGINT NOT NULL, listed_at BIGINT,
            finished_at BIGINT)
        """,
        """
        CREATE TABLE files_entries (
            mirror TEXT NOT NULL REFERENCES files_mirrors (id) ON DELETE CASCADE, item TEXT NOT NULL,
            parent TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, name BYTEA NOT NULL,
            name_key TEXT NOT NULL, path TEXT NOT NULL, local_name TEXT, local TEXT, media_type TEXT NOT NULL,
            size BIGINT, md5 TEXT, sha256 TEXT, revision TEXT, modified_at BIGINT, shown TEXT, denied BIGINT NOT NULL,
            has_key BIGINT NOT NULL, content TEXT NOT NULL, seen BIGINT NOT NULL, listed BIGINT NOT NULL,
            state TEXT NOT NULL, reason TEXT, version BIGINT NOT NULL, kept_content TEXT, kept_sha256 TEXT,
            kept_size BIGINT, kept_local TEXT, kept_stamp TEXT, kept_shown TEXT, validator TEXT, fetched_at BIGINT,
            PRIMARY KEY (mirror, item))
        """,
        "CREATE INDEX files_entries_parent ON files_entries (mirror, parent, name_key, item)",
        "CREATE INDEX files_entries_target ON files_entries (mirror, target)",
        "CREATE INDEX files_entries_state ON files_entries (mirror, state, item)",
        "CREATE INDEX files_entries_listed ON files_entries (mirror, listed, item) WHERE kind = 'folder'",
        """
        CREATE TABLE files_versions (
            mirror TEXT NOT NULL REFERENCES files_mirrors (id) ON DELETE CASCADE, item TEXT NOT NULL,
            number BIGINT NOT NULL, file_id TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
            size BIGINT NOT NULL, fetched_at BIGINT NOT NULL, modified_at BIGINT, batch BIGINT NOT NULL,
            PRIMARY KEY (mirror, item, number))
        """,
        "CREATE INDEX files_versions_batch ON files_versions (mirror, batch)",
    ]
}
