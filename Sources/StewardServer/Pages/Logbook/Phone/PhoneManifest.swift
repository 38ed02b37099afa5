// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What a phone has to know to put the page on its home screen (W3C Web Application Manifest). It is for everybody, and
/// so in English: what people read is on the page.
enum PhoneManifest {
    static let text = (try? json.canonicalBytes()).map { String(decoding: $0, as: UTF8.self) } ?? "{}"

    static let json: JSON = [
        "id": .string(PhonePages.path), "start_url": .string(PhonePages.path), "scope": "/logbook/",
        "name": "Steward: trips", "short_name": "Trips", "lang": "en", "dir": "ltr",
        "description": .string(Phrase.phonePurpose.english), "display": "standalone", "orientation": "any",
        "background_color": .string(Palette.color("ground")?.light ?? ""),
        "theme_color": .string(Palette.color("action")?.light ?? ""), "categories": ["travel", "utilities"],
        "icons": .array(PhoneIcon.pictures.map(icon) + [drawing]),
    ]

    private static func icon(_ picture: PhoneIcon.Picture) -> JSON {
        [
            "src": .string(picture.path), "sizes": .string("\(picture.size)x\(picture.size)"), "type": "image/png",
            "purpose": "any",
        ]
    }

    /// Its shape keeps within the middle, so that a phone may cut its edges to any form.
    private static let drawing: JSON = [
        "src": .string(PhoneIcon.path), "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable",
    ]
}
