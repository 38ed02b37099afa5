// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Reads scanned pages. Steward starts it as a child with limits, because images from outside are decoded here.
@main
struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steward-read", abstract: "Read scanned tally forms.",
        subcommands: [FormsCommand.self, LayoutCommand.self])
}
