// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation

/// Reads scanned pages. Steward starts it as a child with limits, because images from outside are decoded here.
@main
struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steward-read", abstract: "Read scanned tally forms.",
        subcommands: [FormsCommand.self, LayoutCommand.self])

    static func main() async {
        useOneThread()
        await main(nil)
    }

    /// The text recogniser would use a thread for each processor, and be many times slower for it on a busy machine.
    /// Its limit is read from the environment before a program begins, so the program begins once more with it.
    private static func useOneThread() {
        guard getenv("OMP_THREAD_LIMIT") == nil, setenv("OMP_THREAD_LIMIT", "1", 1) == 0 else { return }
        var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
        execv("/proc/self/exe", &arguments)
        // Where that is not possible it goes on, only slower.
    }
}
