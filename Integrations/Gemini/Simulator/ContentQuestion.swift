// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A request to generate content about one picture, checked as the service checks it.
struct ContentQuestion {
    /// Why it is refused.
    struct Problem: Error {
        let message: String
        init(_ message: String) { self.message = message }
    }

    /// The picture, in Base64.
    let image: String

    init(_ body: [UInt8]) throws(Problem) {
        guard let json = try? JSON(parsing: body) else { throw Problem("Invalid JSON payload received.") }
        guard let contents = json["contents"]?.array, !contents.isEmpty else {
            throw Problem("* GenerateContentRequest.contents: contents is not specified")
        }
        for member in json.members ?? [] where !Self.known.contains(member.key) {
            throw Problem("Invalid JSON payload received. Unknown name \"\(member.key)\": Cannot find field.")
        }
        let parts = contents.flatMap { $0["parts"]?.array ?? [] }
        let pictures = parts.compactMap { $0["inlineData"] ?? $0["inline_data"] }
        guard pictures.count == 1, let data = pictures[0]["data"]?.string,
            (pictures[0]["mimeType"] ?? pictures[0]["mime_type"])?.string == "image/png"
        else { throw Problem("This simulator takes one picture, as inline data with a PNG.") }
        // Base64 of either alphabet is taken, as everywhere in protocol buffers' JSON.
        image = data.replacing("-", with: "+").replacing("_", with: "/")
        if let format = json["generationConfig"] { try Self.check(format) }
    }

    private static let known = [
        "contents", "generationConfig", "safetySettings", "systemInstruction", "tools", "toolConfig", "cachedContent",
    ]

    private static func check(_ format: JSON) throws(Problem) {
        guard let schema = format["responseSchema"] else { return }
        guard format["responseMimeType"]?.string == "application/json" else {
            throw Problem("Response schema is only supported with the MIME type application/json.")
        }
        try check(schema: schema)
    }

    /// https://ai.google.dev/api/caching#Schema, 2026-11: it knows no `additionalProperties`.
    private static func check(schema: JSON) throws(Problem) {
        guard ["OBJECT", "ARRAY", "STRING", "INTEGER", "NUMBER", "BOOLEAN"].contains(schema["type"]?.string) else {
            throw Problem("Invalid value at 'generation_config.response_schema.type'.")
        }
        guard schema["additionalProperties"] == nil else {
            throw Problem("Invalid JSON payload received. Unknown name \"additionalProperties\".")
        }
        for property in schema["properties"]?.members ?? [] { try check(schema: property.value) }
        if let items = schema["items"] { try check(schema: items) }
    }
}
