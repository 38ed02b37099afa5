// SPDX-License-Identifier: Apache-2.0

/// Links between the pages of this repository.
enum Links {
    /// Every relative link of a page that leads nowhere. `exists` answers for a path from the package's root.
    static func violations(in files: [SourceFile], exists: (String) -> Bool) -> [Violation] {
        files.filter { $0.path.hasSuffix(".md") && !$0.path.contains(".docc/") }.flatMap { file in
            file.text.matches(of: /\]\((?<target>[^)\s]+)\)/).compactMap { match -> Violation? in
                guard let path = path(of: match.target, from: file.path), !exists(path) else { return nil }
                let line = file.text[..<match.range.lowerBound].utf8.count { $0 == 0x0A } + 1
                return Violation(file.path, line: line, "links to \(match.target), which is not there.")
            }
        }
    }

    /// The target from the package's root; `nil` for addresses and for places in the same page.
    private static func path(of target: Substring, from page: String) -> String? {
        let file = target.prefix { $0 != "#" }
        guard !file.isEmpty, !target.contains("://"), !target.hasPrefix("mailto:") else { return nil }
        var parts = page.split(separator: "/").dropLast()
        for part in file.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": parts = parts.dropLast()
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
