// SPDX-License-Identifier: Apache-2.0
package import StewardStore

/// The tables of jobs and schedules.
package enum Jobs {
    /// Run these with `Database.migrate` before anything else of this module.
    package static let migrations = [
        Migration(
            "jobs-0001-queue",
            [
                """
                CREATE TABLE jobs (
                    id TEXT PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, idempotency_key TEXT,
                    priority BIGINT NOT NULL, state TEXT NOT NULL, run_at BIGINT NOT NULL, created_at BIGINT NOT NULL,
                    attempt BIGINT NOT NULL, failures BIGINT NOT NULL, max_attempts BIGINT NOT NULL,
                    time_limit BIGINT, schedule TEXT, due_at BIGINT, node TEXT, lease_until BIGINT,
                    cancel_requested BIGINT NOT NULL, finished_at BIGINT, reason TEXT, result TEXT, progress TEXT,
                    UNIQUE (kind, idempotency_key))
                """,
                """
                CREATE INDEX jobs_waiting ON jobs (priority DESC, run_at, id, kind) WHERE state = 'waiting'
                """,
                "CREATE INDEX jobs_waiting_of_kind ON jobs (kind, run_at) WHERE state = 'waiting'",
                "CREATE INDEX jobs_running ON jobs (lease_until) WHERE state = 'running'",
                "CREATE INDEX jobs_running_of_kind ON jobs (kind) WHERE state = 'running'",
                "CREATE INDEX jobs_of_schedule ON jobs (schedule, due_at) WHERE schedule IS NOT NULL",
                "CREATE INDEX jobs_unfinished ON jobs (schedule) WHERE finished_at IS NULL",
                "CREATE INDEX jobs_made ON jobs (created_at, id)",
                "CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL",
                """
                CREATE TABLE job_attempts (
                    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, number BIGINT NOT NULL,
                    node TEXT NOT NULL, started_at BIGINT NOT NULL, finished_at BIGINT, ending TEXT, reason TEXT,
                    PRIMARY KEY (job_id, number))
                """,
                """
                CREATE TABLE job_effects (
                    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, effect_key TEXT NOT NULL,
                    attempt BIGINT NOT NULL, recorded_at BIGINT NOT NULL, PRIMARY KEY (job_id, effect_key))
                """,
                """
                CREATE TABLE job_kinds (
                    kind TEXT PRIMARY KEY, paused_at BIGINT, paused_reason TEXT, concurrency_limit BIGINT)
                """,
            ]),
        Migration(
            "jobs-0002-schedules",
            [
                """
                CREATE TABLE schedules (
                    name TEXT PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, due TEXT NOT NULL,
                    zone TEXT NOT NULL, priority BIGINT NOT NULL, max_attempts BIGINT NOT NULL, time_limit BIGINT,
                    grace BIGINT NOT NULL, random_delay BIGINT NOT NULL, paused_at BIGINT, since BIGINT NOT NULL,
                    next_at BIGINT, last_due_at BIGINT, last_job TEXT, last_skipped_at BIGINT,
                    last_success_due_at BIGINT, last_success_at BIGINT)
                """,
                "CREATE INDEX schedules_next ON schedules (next_at) WHERE next_at IS NOT NULL",
            ]),
        Migration(
            "jobs-0003-logs",
            [
                """
                CREATE TABLE job_logs (
                    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, attempt BIGINT NOT NULL,
                    number BIGINT NOT NULL, logged_at BIGINT NOT NULL, level TEXT NOT NULL, line TEXT NOT NULL,
                    PRIMARY KEY (job_id, attempt, number))
                """,
                "ALTER TABLE jobs ADD COLUMN settled_at BIGINT",
                "CREATE INDEX jobs_discarded ON jobs (created_at, id) WHERE state = 'discarded'",
            ]),
        Migration(
            "jobs-0004-schedule-rules",
            [
                "ALTER TABLE schedules ADD COLUMN rules TEXT", "ALTER TABLE schedules ADD COLUMN task TEXT",
                "ALTER TABLE schedules ADD COLUMN obstacle TEXT", "ALTER TABLE schedules ADD COLUMN held_since BIGINT",
                "CREATE INDEX schedules_task ON schedules (task) WHERE task IS NOT NULL",
            ]),
    ]
}
