// SPDX-License-Identifier: Apache-2.0

/// The kinds of documents that Google's editors make; the raw value is their part of an address.
enum DocumentKind: String, Sendable, CaseIterable {
    case document
    case spreadsheets
    case presentation
    case drawings
    case forms

    /// The kind with this media type.
    init?(mimeType: String) {
        guard let kind = Self.allCases.first(where: { $0.mimeType == mimeType }) else { return nil }
        self = kind
    }

    /// The media type in Drive.
    var mimeType: String {
        switch self {
        case .document: "application/vnd.google-apps.document"
        case .spreadsheets: "application/vnd.google-apps.spreadsheet"
        case .presentation: "application/vnd.google-apps.presentation"
        case .drawings: "application/vnd.google-apps.drawing"
        case .forms: "application/vnd.google-apps.form"
        }
    }

    /// The product's name, as titles have it.
    var product: String {
        switch self {
        case .document: "Google Docs"
        case .spreadsheets: "Google Sheets"
        case .presentation: "Google Slides"
        case .drawings: "Google Drawings"
        case .forms: "Google Forms"
        }
    }

    /// What it can be exported as: the end of a name, and the media type.
    ///
    /// Source: Drive API guide "Export MIME types for Google Workspace documents", 2026-11.
    var formats: [(ending: String, type: String)] {
        let office = "application/vnd.openxmlformats-officedocument."
        let open = "application/vnd.oasis.opendocument."
        return switch self {
        case .document:
            [
                ("docx", office + "wordprocessingml.document"), ("odt", open + "text"), ("rtf", "application/rtf"),
                ("pdf", "application/pdf"), ("txt", "text/plain"), ("zip", "application/zip"),
                ("epub", "application/epub+zip"), ("md", "text/markdown"), ("html", "text/html"),
            ]
        case .spreadsheets:
            [
                ("xlsx", office + "spreadsheetml.sheet"), ("ods", "application/x-vnd.oasis.opendocument.spreadsheet"),
                ("pdf", "application/pdf"), ("zip", "application/zip"), ("csv", "text/csv"),
                ("tsv", "text/tab-separated-values"),
            ]
        case .presentation:
            [
                ("pptx", office + "presentationml.presentation"), ("odp", open + "presentation"),
                ("pdf", "application/pdf"), ("txt", "text/plain"), ("jpg", "image/jpeg"), ("png", "image/png"),
                ("svg", "image/svg+xml"),
            ]
        case .drawings:
            [
                ("pdf", "application/pdf"), ("jpg", "image/jpeg"), ("png", "image/png"), ("svg", "image/svg+xml"),
            ]
        case .forms: [("zip", "application/zip")]
        }
    }
}
