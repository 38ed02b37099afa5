// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore

/// A request for a chat completion about one picture, checked as the service checks it.
struct ChatQuestion {
    /// Why it is refused.
    struct Problem: Error {
        let status: HTTPResponse.Status
        let message: String
        let code: String?
    }

    let model: String
    /// The picture, in Base64.
    let image: String

    init(_ body: [UInt8]) throws(Problem) {
        guard let json = try? JSON(parsing: body) else {
            throw Self.wrong("We could not parse the JSON body of your request.")
        }
        guard let model = json["model"]?.string else { throw Self.wrong("you must provide a model parameter") }
        guard [OpenAICompatibleSimulator.model, OpenAICompatibleSimulator.thinkingModel].contains(model) else {
            throw Problem(
                status: .notFound, message: "The model `\(model)` does not exist or you do not have access to it.",
                code: "model_not_found")
        }
        if model == OpenAICompatibleSimulator.thinkingModel, json["max_tokens"] != nil {
            throw Self.wrong(
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' "
                    + "instead.", "unsupported_parameter")
        }
        self.model = model
        image = try Self.image(json["messages"]?.array ?? [])
        if let format = json["response_format"] { try Self.check(format) }
    }

    private static func wrong(_ message: String, _ code: String? = nil) -> Problem {
        Problem(status: .badRequest, message: message, code: code)
    }

    private static func image(_ messages: [JSON]) throws(Problem) -> String {
        let parts = messages.flatMap { $0["content"]?.array ?? [] }
        for part in parts {
            let isText = part["type"]?.string == "text" && part["text"]?.string != nil
            let isImage = part["type"]?.string == "image_url" && part["image_url"]?["url"]?.string != nil
            guard isText || isImage else { throw wrong("Invalid value in 'messages': unknown content part.") }
        }
        let addresses = parts.compactMap { $0["image_url"]?["url"]?.string }
        let start = "data:image/png;base64,"
        guard addresses.count == 1, addresses[0].hasPrefix(start) else {
            throw wrong("This simulator takes one picture, as a data URL with a PNG.", "invalid_image_url")
        }
        return String(addresses[0].dropFirst(start.count))
    }

    /// In strict mode every object names all of its properties as required, and allows no other.
    private static func check(_ format: JSON) throws(Problem) {
        guard format["type"]?.string == "json_schema" else { return }
        guard let wrapped = format["json_schema"], wrapped["name"]?.string != nil, let schema = wrapped["schema"] else {
            throw wrong("Missing required parameter: 'response_format.json_schema'.")
        }
        guard wrapped["strict"]?.bool != true || isClosed(schema) else {
            throw wrong(
                "Invalid schema for response_format: 'additionalProperties' is required to be supplied and to be "
                    + "false, and 'required' to name every property.")
        }
    }

    private static func isClosed(_ schema: JSON) -> Bool {
        switch schema["type"]?.string {
        case "object":
            let properties = schema["properties"]?.members ?? []
            let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
            return schema["additionalProperties"]?.bool == false && required == Set(properties.map(\.key))
                && properties.allSatisfy { isClosed($0.value) }
        case "array": return schema["items"].map(isClosed) ?? false
        default: return true
        }
    }
}
