// SPDX-License-Identifier: Apache-2.0

/// What is said of light and dark pages.
extension Phrase {
    static let themeName = Phrase("Colours", "โทนสี", "Kleuren")
    static let themeUnknown = Phrase(
        "Choose system, light or dark.", "เลือกตามระบบ สว่าง หรือมืด", "Kies systeem, licht of donker.")
}

extension Theme {
    var phrase: Phrase {
        switch self {
        case .system: Phrase("As the system", "ตามระบบ", "Zoals het systeem")
        case .light: Phrase("Light", "สว่าง", "Licht")
        case .dark: Phrase("Dark", "มืด", "Donker")
        }
    }
}
