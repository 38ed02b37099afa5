// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore

/// How much is printed, shared by every command.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print JSON instead of a table.")
    var json = false

    @Flag(name: [.short, .long], help: "Print nothing but errors and results asked for by --json.")
    var quiet = false

    var printer: Printer { Printer(json: json, quiet: quiet) }
}

/// The one place that writes to standard output and standard error.
struct Printer {
    let json: Bool
    let quiet: Bool

    func show(_ listing: Listing) {
        if json { write(listing.json) } else if !quiet { write(listing.text) }
    }
    func show(_ record: Record) {
        if json { write(record.json) } else if !quiet { write(record.text) }
    }
    /// A sentence for people; not in `--json` output, which has `value`.
    func show(_ sentence: String, json value: JSON) {
        if json { write(value) } else if !quiet { write(sentence + "\n") }
    }
    /// A remark on standard error, silent with `--quiet` and `--json`.
    func note(_ sentence: String) {
        if !quiet && !json { Self.standardError(sentence + "\n") }
    }
    /// Something that failed, on standard error, whatever was asked for.
    func problem(_ sentence: String) { Self.standardError(sentence + "\n") }
    /// Progress on standard error: a bar on a terminal, plain lines otherwise, nothing with `--quiet` or `--json`.
    func progress(_ label: String, total: Int?) -> ProgressBar {
        ProgressBar(label: label, total: total, isOn: !quiet && !json, isTerminal: isatty(2) == 1)
    }

    /// Begins a listing that comes in pages; `listing` has its columns.
    func pages(_ listing: Listing) -> PagedListing {
        PagedListing(listing, json: json) { text in
            if json || !quiet { write(text) }
        }
    }

    private func write(_ value: JSON) {
        write(PrettyJSON.text(value) + "\n")
    }
    private func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
    static func standardError(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
