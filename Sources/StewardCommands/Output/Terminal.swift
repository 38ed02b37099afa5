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
}
