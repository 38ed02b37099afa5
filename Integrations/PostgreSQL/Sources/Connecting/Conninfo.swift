// SPDX-License-Identifier: Apache-2.0

/// A connection string of keywords (PostgreSQL documentation, “Keyword/Value Connection Strings”). It stands in
/// arguments, so it never holds a password.
enum Conninfo {
    /// `host='db' port='5432'`, in alphabetical order.
    static func text(_ keywords: [String: String]) -> String {
        keywords.keys.sorted().filter { $0 != "password" && $0 != "sslpassword" }
            .map { "\($0)=\(quoted(keywords[$0] ?? ""))" }.joined(separator: " ")
    }

    private static func quoted(_ text: String) -> String {
        var result = "'"
        for character in text {
            if character == "'" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result + "'"
    }
}
