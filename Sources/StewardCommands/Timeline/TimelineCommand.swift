// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `steward timeline …`
struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Where you were: the Timeline that your phone exports, kept by you.",
        discussion: """
            steward timeline import Timeline.json --elevation srtm
            steward timeline list --from 2026-03-01 --until 2026-03-07
            steward timeline near --at 52.0907,5.1214 --within 200
            steward timeline export --from 2026-03-01 --until 2026-03-01 --to day.gpx

            Rows are in timeline.sqlite of the data folder, or in PostgreSQL with PostGIS when \
            STEWARD_TIMELINE_DATABASE has a connection string, or with --postgres. docs/timeline.md tells more.
            """,
        subcommands: [
            TimelineImportCommand.self, TimelineListCommand.self, TimelineNearCommand.self, TimelineHeightsCommand.self,
            TimelineExportCommand.self, TimelineCSVToGPXCommand.self, TimelineSchemaCommand.self,
            TimelineStatusCommand.self,
        ])
}
