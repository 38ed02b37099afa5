// SPDX-License-Identifier: Apache-2.0

/// Media types by the ends of names, and the ends that exported documents get.
package enum MediaType {
    /// The media type that the end of a name stands for; `application/octet-stream` for one that is not known.
    package static func of(_ name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return unknown }
        return byEnding[name[name.index(after: dot)...].lowercased()] ?? unknown
    }

    /// The end of a name for a media type, without a dot.
    package static func ending(of type: String) -> String? { endings[type] }

    static let unknown = "application/octet-stream"

    private static let byEnding: [String: String] = [
        "avi": "video/x-msvideo", "bmp": "image/bmp", "bz2": "application/x-bzip2", "csv": "text/csv",
        "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "dump": unknown, "epub": "application/epub+zip", "flac": "audio/flac", "gif": "image/gif",
        "gz": "application/gzip", "heic": "image/heic", "htm": "text/html", "html": "text/html",
        "jpeg": "image/jpeg", "jpg": "image/jpeg", "json": "application/json", "m4a": "audio/mp4",
        "md": "text/markdown", "mkv": "video/x-matroska", "mov": "video/quicktime", "mp3": "audio/mpeg",
        "mp4": "video/mp4", "odp": "application/vnd.oasis.opendocument.presentation",
        "ods": "application/vnd.oasis.opendocument.spreadsheet", "odt": "application/vnd.oasis.opendocument.text",
        "ogg": "audio/ogg", "pdf": "application/pdf", "png": "image/png",
        "ppt": "application/vnd.ms-powerpoint",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "rar": "application/vnd.rar", "rtf": "application/rtf", "sql": "application/sql", "svg": "image/svg+xml",
        "tar": "application/x-tar", "tif": "image/tiff", "tiff": "image/tiff", "tsv": "text/tab-separated-values",
        "txt": "text/plain", "wav": "audio/wav", "webm": "video/webm", "webp": "image/webp",
        "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xml": "application/xml",
        "zip": "application/zip", "zst": "application/zstd", "7z": "application/x-7z-compressed",
    ]

    private static let endings: [String: String] = {
        var endings = Dictionary(byEnding.filter { $0.value != unknown }.map { ($0.value, $0.key) }) { min($0, $1) }
        endings["image/jpeg"] = "jpg"
        endings["text/html"] = "html"
        endings["image/tiff"] = "tiff"
        return endings
    }()
}
