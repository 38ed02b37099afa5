// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// An answer of `/v1/messages`: https://platform.claude.com/docs/en/api/messages, 2026-11.
package struct MessageReply: Sendable {
    /// What the model gave to the tool, or said instead.
    package let text: ModelText
    /// The model that answered, with its date.
    package let model: String?
    /// What it cost.
    package let tokens: PageAnswer.TokenCount?

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        let json = try JSON(parsing: bytes)
        guard json["type"]?.string == "message", let content = json["content"]?.array else {
            throw JSONError(.missingKey, "The answer is no message, or has no content.")
        }
        text = try Self.text(of: content, ended: json["stop_reason"]?.string)
        model = json["model"]?.string
        if let input = json["usage"]?["input_tokens"]?.integer, let output = json["usage"]?["output_tokens"]?.integer {
            tokens = PageAnswer.TokenCount(input: Int(input), output: Int(output))
        } else {
            tokens = nil
        }
    }

    private static func text(of content: [JSON], ended: String?) throws(JSONError) -> ModelText {
        let said = content.compactMap { $0["type"]?.string == "text" ? $0["text"]?.string : nil }.joined()
        switch ended {
        case "max_tokens", "model_context_window_exceeded": return .truncated
        case "refusal": return .refused(said)
        default: break
        }
        let uses = content.filter { $0["type"]?.string == "tool_use" }
        // Two answers are none.
        guard uses.count <= 1 else { return .text("") }
        guard let input = uses.first?["input"] else { return said.isEmpty ? .nothing : .text(said) }
        return .text(String(decoding: try input.canonicalBytes(), as: UTF8.self))
    }
}
