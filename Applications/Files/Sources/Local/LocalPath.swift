// SPDX-License-Identifier: Apache-2.0

/// A place below a chosen folder: names that cannot lead out of it.
package struct LocalPath: Sendable, Hashable, CustomStringConvertible {
    /// The names from the top; never empty.
    package let names: [String]

    /// - Throws: `FilesError` with `invalid` for no name, an empty one, `.`, `..`, or one with `/` or NUL;
    ///   `nameTooLong` for one above 255 bytes.
    package init(_ names: [String]) throws(FilesError) {
        guard !names.isEmpty else { throw FilesError(.invalid, "A file needs a name.") }
        for name in names {
            guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(0x2F), !name.utf8.contains(0) else {
                throw FilesError(.invalid, "“\(name)” cannot be the name of a file; choose another.")
            }
            guard name.utf8.count <= SafeName.longest else {
                throw FilesError(.nameTooLong, "The name “\(name)” is longer than 255 bytes; choose a shorter one.")
            }
        }
        self.names = names
    }

    /// Reads `a/b/c`.
    package init(text: String) throws(FilesError) {
        try self.init(text.split(separator: "/", omittingEmptySubsequences: false).map(String.init))
    }

    /// The last name.
    package var name: String { names[names.count - 1] }
    /// The names above it.
    package var folders: ArraySlice<String> { names.dropLast() }
    /// As `a/b/c`.
    package var description: String { names.joined(separator: "/") }

    /// Another name beside it.
    func beside(_ name: String) throws(FilesError) -> LocalPath { try LocalPath(folders + [name]) }
}
