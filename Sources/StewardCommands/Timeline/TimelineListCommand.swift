// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import Timeline

/// How many rows a command shows.
struct TimelineLimitOptions: ParsableArguments {
    @Option(name: .long, help: "The most rows to show.")
    var limit = 100

    func validate() throws {
        guard (1...10_000_000).contains(limit) else {
            throw ValidationError("--limit is a number from 1 to 10000000.")
        }
    }
}

/// `steward timeline list`
struct TimelineListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List where you were in a span of time, the oldest first.")

    @OptionGroup var days: TimelineSpanOptions
    @OptionGroup var most: TimelineLimitOptions
    @OptionGroup var own: TimelineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let span = try days.span()
        let query = LocationQuery(from: span.from, until: span.until, limit: most.limit + 1)
        let found = try await own.with { try await $0.locations(query) }
        TimelineListing.show(found, limit: most.limit, output.printer)
    }
}

/// `steward timeline heights`
struct TimelineHeightsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heights", abstract: "List rows whose elevation is known, the highest first.")

    @OptionGroup var days: TimelineSpanOptions
    @OptionGroup var most: TimelineLimitOptions
    @OptionGroup var own: TimelineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let span = try days.span()
        let query = LocationQuery(from: span.from, until: span.until, order: .height, limit: most.limit + 1)
        let found = try await own.with { try await $0.locations(query) }
        TimelineListing.show(found, limit: most.limit, output.printer)
    }
}

/// `steward timeline near`
struct TimelineNearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "near", abstract: "List when you were near a place, the nearest first.")

    @Option(name: .long, parsing: .unconditional, help: "Latitude and longitude in degrees: 52.0907,5.1214.")
    var at: String

    @Option(name: .long, help: "How near, in metres.")
    var within = 100.0

    @OptionGroup var days: TimelineSpanOptions
    @OptionGroup var most: TimelineLimitOptions
    @OptionGroup var own: TimelineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let numbers = at.split(separator: ",", omittingEmptySubsequences: false).map {
            Double($0.filter { !$0.isWhitespace })
        }
        guard numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1],
            let centre = Position(latitude: latitude, longitude: longitude)
        else { throw CommandError(.usage, "“\(at)” is no place; write --at 52.0907,5.1214.") }
        guard let circle = Circle(centre, metres: within) else {
            throw CommandError(.usage, "--within is a number of metres above 0, and half of the way around the earth.")
        }
        let span = try days.span()
        let query = LocationQuery(from: span.from, until: span.until, circle: circle, limit: most.limit + 1)
        let found = try await own.with { try await $0.locations(query) }
        TimelineListing.show(found, limit: most.limit, distance: true, output.printer)
    }
}
