// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A message about one picture, checked as the service checks it.
struct MessageQuestion {
    /// Why it is refused.
    struct Problem: Error {
        let status: Int
        let type: String
        let message: String
        init(_ message: String, status: Int = 400, type: String = "invalid_request_error") {
            self.status = status
            self.type = type
            self.message = message
        }
    }

    /// The picture, in Base64.
    let image: String
    /// The tool that must be used; `nil` when the model may say what it likes.
    private let tool: String?

    init(_ body: [UInt8]) throws(Problem) {
        guard let json = try? JSON(parsing: body) else { throw Problem("The request body is not valid JSON") }
        guard let model = json["model"]?.string else { throw Problem("model: Field required") }
        guard model == AnthropicSimulator.model else {
            throw Problem("model: \(model)", status: 404, type: "not_found_error")
        }
        guard let most = json["max_tokens"]?.integer, most >= 1 else { throw Problem("max_tokens: Field required") }
        tool = try Self.tool(json)
        image = try Self.image(json["messages"]?.array ?? [])
    }

    private static func tool(_ json: JSON) throws(Problem) -> String? {
        let tools = json["tools"]?.array ?? []
        for tool in tools where tool["name"]?.string == nil || tool["input_schema"]?["type"]?.string != "object" {
            throw Problem("tools.0.custom.input_schema.type: Field required")
        }
        guard let choice = json["tool_choice"] else { return nil }
        guard choice["type"]?.string == "tool" else { return nil }
        guard let name = choice["name"]?.string, tools.contains(where: { $0["name"]?.string == name }) else {
            throw Problem("tool_choice: Tool is not found in provided tools")
        }
        return name
    }

    private static func image(_ messages: [JSON]) throws(Problem) -> String {
        guard messages.first?["role"]?.string == "user" else { throw Problem("messages: at least one is required") }
        let blocks = messages.flatMap { $0["content"]?.array ?? [] }
        let sources = blocks.filter { $0["type"]?.string == "image" }.compactMap { $0["source"] }
        guard sources.count == 1, sources[0]["type"]?.string == "base64",
            sources[0]["media_type"]?.string == "image/png", let data = sources[0]["data"]?.string
        else { throw Problem("messages.0.content: this simulator takes one picture, as a PNG in Base64") }
        return data
    }

    /// The content with what the model says: what it gives to the tool, when it can be given.
    func content(_ text: String) -> JSON {
        guard let tool, let input = try? JSON(parsing: Array(text.utf8)), input.members != nil else {
            return text.isEmpty ? [] : [["type": "text", "text": .string(text)]]
        }
        return [["type": "tool_use", "id": "toolu_simulated", "name": .string(tool), "input": input]]
    }

    /// Why the model ended.
    func ending(_ text: String) -> String {
        let isGiven = tool != nil && (try? JSON(parsing: Array(text.utf8)))?.members != nil
        return isGiven ? "tool_use" : "end_turn"
    }
}
