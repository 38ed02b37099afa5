// SPDX-License-Identifier: Apache-2.0
package import StewardStore

extension Access {
    /// The tables.
    package static let migrations = [
        Migration("access-0001-accounts", accounts), Migration("access-0002-ways-in", waysIn),
        Migration("access-0003-attempts", attempts),
        Migration("access-0004-theme", ["ALTER TABLE access_accounts ADD COLUMN theme TEXT"]),
    ]

    private static let accounts = [
        """
        CREATE TABLE access_accounts (
            id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
            email TEXT, language TEXT, time_zone TEXT, password TEXT, created_at BIGINT NOT NULL,
            is_disabled BIGINT NOT NULL)
        """,
        """
        CREATE TABLE access_identities (
            provider TEXT NOT NULL, subject TEXT NOT NULL, account TEXT NOT NULL, linked_at BIGINT NOT NULL,
            PRIMARY KEY (provider, subject))
        """,
        "CREATE INDEX access_identities_account ON access_identities (account)",
        """
        CREATE TABLE access_allowed (
            email TEXT NOT NULL PRIMARY KEY, role TEXT NOT NULL, added_at BIGINT NOT NULL, added_by TEXT NOT NULL)
        """,
        """
        CREATE TABLE access_unrecorded (
            id TEXT NOT NULL PRIMARY KEY, noted_at BIGINT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL,
            payload TEXT NOT NULL)
        """,
    ]

    private static let waysIn = [
        """
        CREATE TABLE access_sessions (
            id TEXT NOT NULL PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, account TEXT NOT NULL, method TEXT NOT NULL,
            begun_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, address TEXT NOT NULL, user_agent TEXT NOT NULL)
        """,
        "CREATE INDEX access_sessions_account ON access_sessions (account)",
        """
        CREATE TABLE access_tokens (
            id TEXT NOT NULL PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, account TEXT NOT NULL, name TEXT NOT NULL,
            scopes TEXT NOT NULL, made_at BIGINT NOT NULL, expires_at BIGINT, used_at BIGINT)
        """,
        "CREATE INDEX access_tokens_account ON access_tokens (account)",
        """
        CREATE TABLE access_links (
            id TEXT NOT NULL PRIMARY KEY, code_hash TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, role TEXT NOT NULL,
            account TEXT, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)
        """,
    ]

    private static let attempts = [
        """
        CREATE TABLE access_failures (
            key TEXT NOT NULL PRIMARY KEY, failures BIGINT NOT NULL, last_at BIGINT NOT NULL, until BIGINT NOT NULL)
        """,
        "CREATE INDEX access_failures_last ON access_failures (last_at)",
        """
        CREATE TABLE access_flows (
            ticket_hash TEXT NOT NULL PRIMARY KEY, redirect TEXT NOT NULL, account TEXT, expires_at BIGINT NOT NULL)
        """,
    ]
}
