// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The person at the terminal, if there is one.
enum Terminal {
    /// Whether somebody can be asked.
    static var isInteractive: Bool { isatty(0) == 1 && isatty(2) == 1 }

    /// Asks on standard error and reads a line; `nil` at the end of the input.
    static func ask(_ question: String) -> String? {
        Printer.standardError(question)
        return readLine()
    }

    /// The same for what nobody else shall read: it is not shown while it is typed. `nil` without a terminal, too.
    static func askHidden(_ question: String) -> String? {
        var before = termios()
        guard tcgetattr(0, &before) == 0 else { return nil }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(0, TCSAFLUSH, &before)
            Printer.standardError("\n")
        }
        return ask(question)
    }
}
