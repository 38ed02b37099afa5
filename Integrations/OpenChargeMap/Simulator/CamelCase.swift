// SPDX-License-Identifier: Apache-2.0

/// Keys that begin small: `ID` as `id`, `AddressInfo` as `addressInfo`, `ISOCode` as `isoCode`.
enum CamelCase {
    /// The capitals at the beginning become small, but for the last of several when a small letter follows it.
    static func key(_ key: String) -> String {
        var letters = Array(key)
        for index in letters.indices {
            guard letters[index].isUppercase else { break }
            let next = index + 1 < letters.count ? letters[index + 1] : "A"
            if index > 0, !next.isUppercase { break }
            letters[index] = Character(letters[index].lowercased())
        }
        return String(letters)
    }
}
