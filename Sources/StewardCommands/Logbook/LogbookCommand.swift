// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `steward logbook …`
struct LogbookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logbook",
        abstract: "Cars, trips, tax reports, and the devices that report them.",
        discussion: """
            steward logbook cars add Golf --plate X-123-YZ --country NL --zone Europe/Amsterdam
            steward logbook devices add "My phone" --car Golf
            steward logbook trips Golf --month 2026-03
            steward logbook report Golf --year 2026
            steward logbook seal Golf --year 2026 --to sealed

            docs/phone.md tells how phones, chargers and cars report; docs/logbook.md what counts.
            """,
        subcommands: [
            LogbookCarsCommand.self, LogbookTripsCommand.self, LogbookPlacesCommand.self, LogbookImportCommand.self,
            LogbookReportCommand.self, LogbookSealCommand.self, LogbookRebuildCommand.self,
            LogbookDevicesCommand.self,
        ])
}
