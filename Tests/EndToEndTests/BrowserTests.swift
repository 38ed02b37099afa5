// SPDX-License-Identifier: Apache-2.0
import Testing

/// What people do, in headless Chromium. Each flow is a script of `Tests/Browser`.
@Suite(.enabled(if: BrowserFlow.isReady, BrowserFlow.missing))
struct BrowserTests {
    @Test("the set-up link makes the owner's account, once")
    func firstVisit() async throws { try await BrowserFlow.withDemonstration("first_visit") }

    @Test("a wrong password is told, guessing is slowed down, and signing out ends sessions here and everywhere")
    func signingIn() async throws { try await BrowserFlow.withDemonstration("signing_in") }

    @Test("an API token is shown once, works within its scopes, and ends when it is revoked")
    func tokens() async throws { try await BrowserFlow.withDemonstration("tokens") }

    @Test("two reviewers answer by keyboard without seeing each other's answer, and what they agree on is settled")
    func review() async throws { try await BrowserFlow.withDemonstration("review") }

    @Test("the progress of a job moves on the open page, and by reloading where scripts are off")
    func progress() async throws {
        let slow = #"{"kind": "delay", "milliseconds": 900, "path": "/upload/*"}"#
        try await SimulatedDrive.with(simulator: ["--faults", slow]) { drive in
            let data = drive.steward.data
            try await RunningServer.with(drive.steward, ["serve"], data: data) { server in
                try await BrowserFlow.run("progress", on: server)
            }
        }
    }

    @Test("every page fits and is accessible: light and dark, Thai, Dutch and English, on a wide screen and a phone")
    func pages() async throws { try await BrowserFlow.withDemonstration("pages") }

    @Test("set-up, sign-in, the review, jobs and the choice of a language work with scripts off")
    func noScript() async throws { try await BrowserFlow.withDemonstration("no_script") }

    @Test("the keyboard reaches every stop of every page, shows where it is, and can skip the navigation")
    func keyboard() async throws { try await BrowserFlow.withDemonstration("keyboard") }

    @Test("a book is verified in the page, and its bundle away from the server; the records know the files they hold")
    func ledger() async throws { try await BrowserFlow.withDemonstration("ledger") }

    @Test("a phone's browser records a trip: offline, through a crash, a sign-out, a lost answer, an update")
    func phone() async throws { try await BrowserFlow.withDemonstration("phone") }

    @Test("a driver walks the logbook by keyboard, says a purpose, and prints a report on A4 with nothing cut off")
    func logbook() async throws { try await BrowserFlow.withDemonstration("logbook") }

    @Test("charging stations, an employer's view, tiles below maps, a broker's test and what came of a file are there")
    func logbookAround() async throws { try await BrowserFlow.withDemonstration("logbook_around") }

    @Test("a schedule's times are seen before it is saved; it is changed, run and removed")
    func schedules() async throws { try await BrowserFlow.withDemonstration("schedules") }

    @Test("a connection is set up, tested and removed on pages; a failing one says what repairs it")
    func connections() async throws { try await BrowserFlow.withDemonstration("connections") }

    @Test("light or dark is the system's, or what the person chose; paper is always light")
    func appearance() async throws { try await BrowserFlow.withDemonstration("appearance") }

    @Test("the map of an election is filtered, zoomed and read, and its charts are drawn, with and without scripts")
    func tally() async throws { try await BrowserFlow.withDemonstration("tally") }
}
