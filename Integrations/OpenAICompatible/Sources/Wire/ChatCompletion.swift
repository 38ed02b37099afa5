// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// An answer of `/chat/completions`: https://platform.openai.com/docs/api-reference/chat/object, 2026-11.
package struct ChatCompletion: Sendable {
    /// What the model said.
    package let text: ModelText
    /// The model that answered, and its fingerprint where the server tells one.
    package let version: String?
    /// What it cost.
    package let tokens: PageAnswer.TokenCount?

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        let json = try JSON(parsing: bytes)
        guard let choice = json["choices"]?.array?.first, let message = choice["message"], message.members != nil else {
            throw JSONError(.missingKey, "The list choices, or the message of its first element, is missing.")
        }
        text = Self.text(of: message, ended: choice["finish_reason"]?.string)
        let parts = [json["model"]?.string, json["system_fingerprint"]?.string].compactMap(\.self)
        version = parts.isEmpty ? nil : parts.filter { !$0.isEmpty }.joined(separator: " ")
        if let input = json["usage"]?["prompt_tokens"]?.integer,
            let output = json["usage"]?["completion_tokens"]?.integer
        {
            tokens = PageAnswer.TokenCount(input: Int(input), output: Int(output))
        } else {
            tokens = nil
        }
    }

    private static func text(of message: JSON, ended: String?) -> ModelText {
        if let refusal = message["refusal"]?.string, !refusal.isEmpty { return .refused(refusal) }
        switch ended {
        case "length": return .truncated
        case "content_filter": return .refused("The service's content filter held the answer back.")
        default: return message["content"]?.string.map { .text($0) } ?? .nothing
        }
    }
}
