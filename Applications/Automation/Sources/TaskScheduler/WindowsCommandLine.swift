// SPDX-License-Identifier: Apache-2.0

/// A command line as programs of Windows split theirs into arguments (the rules of `CommandLineToArgvW`).
enum WindowsCommandLine {
    /// The arguments; `nil` when a quotation mark is open at the end.
    static func split(_ text: String) -> [String]? {
        var found: [String] = []
        var (current, isOpen, isQuoted, backslashes) = ("", false, false, 0)
        func flushed(_ count: Int) -> String { String(repeating: "\\", count: count) }
        for character in text {
            if character == "\\" {
                backslashes += 1
                isOpen = true
            } else if character == "\"" {
                current += flushed(backslashes / 2)
                if backslashes % 2 == 0 { isQuoted.toggle() } else { current.append("\"") }
                backslashes = 0
                isOpen = true
            } else {
                current += flushed(backslashes)
                backslashes = 0
                if !isQuoted, character == " " || character == "\t" {
                    if isOpen { found.append(current) }
                    (current, isOpen) = ("", false)
                } else {
                    current.append(character)
                    isOpen = true
                }
            }
        }
        guard !isQuoted else { return nil }
        current += flushed(backslashes)
        return isOpen ? found + [current] : found
    }

    /// The text that ``split(_:)`` makes these arguments of.
    static func join(_ arguments: [String]) -> String { arguments.map(quoted).joined(separator: " ") }

    private static func quoted(_ argument: String) -> String {
        guard argument.isEmpty || argument.contains(where: { " \t\"".contains($0) }) else { return argument }
        var (text, backslashes) = ("\"", 0)
        for character in argument {
            if character == "\\" {
                backslashes += 1
                continue
            }
            // Backslashes stand for themselves except before a quotation mark.
            text += String(repeating: "\\", count: character == "\"" ? backslashes * 2 + 1 : backslashes)
            backslashes = 0
            text.append(character)
        }
        return text + String(repeating: "\\", count: backslashes * 2) + "\""
    }
}
