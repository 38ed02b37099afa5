// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Asks the person at the terminal for a passphrase, which is not shown.
enum PassphrasePrompt {
    /// Asks twice, because nobody sees what was typed.
    /// - Throws: `CommandError` without a terminal, for an empty passphrase, and when the two differ.
    static func askTwice() throws -> Secret {
        guard Terminal.isInteractive else {
            throw CommandError(.usage, "There is nobody to ask for a passphrase; use --passphrase-file.")
        }
        guard let first = Terminal.askHidden("Passphrase: "), !first.isEmpty else {
            throw CommandError(.failure, "No passphrase was given; nothing was changed.")
        }
        guard Terminal.askHidden("The same again: ") == first else {
            throw CommandError(.failure, "The two are not the same; nothing was changed.")
        }
        return Secret(first)
    }
}
