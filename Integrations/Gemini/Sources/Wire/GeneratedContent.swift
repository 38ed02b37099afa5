// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// An answer of `generateContent`: https://ai.google.dev/api/generate-content#v1beta.GenerateContentResponse, 2026-11.
package struct GeneratedContent: Sendable {
    /// What the model said.
    package let text: ModelText
    /// The version that answered.
    package let modelVersion: String?
    /// What it cost, thinking included.
    package let tokens: PageAnswer.TokenCount?

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        let json = try JSON(parsing: bytes)
        if let candidate = json["candidates"]?.array?.first {
            text = Self.text(of: candidate)
        } else if let reason = json["promptFeedback"]?["blockReason"]?.string {
            text = .refused(reason)
        } else {
            throw JSONError(.missingKey, "There is neither a candidate nor a reason why there is none.")
        }
        modelVersion = json["modelVersion"]?.string
        tokens = json["usageMetadata"].flatMap(Self.tokens)
    }

    private static func text(of candidate: JSON) -> ModelText {
        let parts = (candidate["content"]?["parts"]?.array ?? []).filter { $0["thought"]?.bool != true }
        let said = parts.compactMap { $0["text"]?.string }.joined()
        switch candidate["finishReason"]?.string {
        case "MAX_TOKENS": return .truncated
        case "STOP", nil: return said.isEmpty ? .nothing : .text(said)
        // Every other reason is one for which the model did not finish: SAFETY, RECITATION, LANGUAGE and their like.
        case let reason?: return .refused(reason)
        }
    }

    private static func tokens(_ usage: JSON) -> PageAnswer.TokenCount? {
        guard let input = usage["promptTokenCount"]?.integer else { return nil }
        let output = (usage["candidatesTokenCount"]?.integer ?? 0) + (usage["thoughtsTokenCount"]?.integer ?? 0)
        return PageAnswer.TokenCount(input: Int(input), output: Int(output))
    }
}
