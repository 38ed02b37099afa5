// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What repairs each kind of failure; the README's troubleshooting is made of it.
extension OpenAICompatible {
    static let remedies = ModelConnection.remedies(own: [
        .unauthorized:
            "The key is missing, wrong or was withdrawn. Set a good one with `key`; a server at home may need none.",
        .invalidRequest:
            "A setting or the picture is wrong, or the server does not take a part of the question: try another "
            + "`token-limit-name` or `answer-format`, and a model that takes pictures.",
    ])
}
