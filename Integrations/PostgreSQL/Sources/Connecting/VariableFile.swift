// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// A file with lines `NAME=value`: comments and empty lines are passed over, one pair of quotes is taken off.
enum VariableFile {
    /// - Throws: `invalidRequest` when it cannot be read or a line is none; no value stands in the message.
    static func read(_ path: String) throws(IntegrationError) -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path), data.count < 1 << 20 else {
            throw IntegrationError(.invalidRequest, "The environment file \(path) cannot be read; correct the setting.")
        }
        var variables: [String: String] = [:]
        let lines = String(decoding: data, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            let line = trimmed(line)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let sign = line.firstIndex(of: "="), sign > line.startIndex else {
                throw IntegrationError(.invalidRequest, "Line \(number + 1) of \(path) is not NAME=value.")
            }
            variables[String(trimmed(line[..<sign]))] = unquoted(trimmed(line[line.index(after: sign)...]))
        }
        return variables
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, let mark = text.first, mark == "\"" || mark == "'", text.last == mark else {
            return String(text)
        }
        return String(text.dropFirst().dropLast())
    }
}

/// libpq's service file: the keywords of one service (PostgreSQL documentation, “The Connection Service File”).
enum ServiceFile {
    /// The keywords of a service in the first of these files that has it; `nil` when none has.
    static func keywords(of service: String, in paths: [String]) -> [String: String]? {
        for path in paths {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            if let found = keywords(of: service, text: String(decoding: data, as: UTF8.self)) { return found }
        }
        return nil
    }

    private static func keywords(of service: String, text: String) -> [String: String]? {
        var found: [String: String]?
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("[") {
                guard found == nil else { return found }
                if line.dropFirst().prefix(while: { $0 != "]" }) == service { found = [:] }
            } else if !line.hasPrefix("#"), let sign = line.firstIndex(of: "=") {
                found?[String(line[..<sign])] = String(line[line.index(after: sign)...])
            }
        }
        return found
    }
}
