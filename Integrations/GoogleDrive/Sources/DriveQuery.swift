// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardIntegration

/// Writes queries in the grammar of `files.list`. Source: Drive API v3, "Search query terms and operators", 2026-11.
package enum DriveQuery {
    /// Text in quotes.
    package static func quoted(_ text: String) -> String {
        var out = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "\\" { out.unicodeScalars.append("\\") }
            out.unicodeScalars.append(scalar)
        }
        return out + "'"
    }

    /// What is directly in one of these folders and not in the trash.
    package static func children(of folders: [String]) -> String {
        let parents = folders.map { "\(quoted($0)) in parents" }.joined(separator: " or ")
        return folders.count == 1 ? "\(parents) and trashed = false" : "(\(parents)) and trashed = false"
    }

    /// What the service can filter of a query. It takes upper and lower case of names as one: compare again.
    package static func text(_ query: FileQuery) -> String {
        var terms: [String] = []
        if let folder = query.folder { terms.append("\(quoted(folder)) in parents") }
        if let isTrashed = query.isTrashed { terms.append("trashed = \(isTrashed)") }
        if !query.mediaTypes.isEmpty {
            let types = query.mediaTypes.map { "mimeType = \(quoted($0))" }.joined(separator: " or ")
            terms.append(query.mediaTypes.count == 1 ? types : "(\(types))")
        }
        if let type = query.exceptMediaType { terms.append("mimeType != \(quoted(type))") }
        if let time = query.modifiedAfter { terms.append("modifiedTime > \(quoted(DriveTime.text(time)))") }
        if let name = query.name { terms.append("name = \(quoted(name))") }
        return terms.joined(separator: " and ")
    }
}
