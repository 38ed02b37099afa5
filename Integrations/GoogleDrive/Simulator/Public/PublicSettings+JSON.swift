// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension PublicSettings {
    /// Changes what the members name; all else stays.
    ///
    /// - Throws: `invalidRequest` naming a member that is unknown or has another type.
    mutating func apply(_ json: JSON) throws(IntegrationError) {
        guard let members = json.members else {
            throw IntegrationError(.invalidRequest, "Settings are a JSON object, as {\"scanLimit\": 1000}.")
        }
        for member in members {
            guard try set(member.key, member.value) else {
                throw IntegrationError(.invalidRequest, "The setting \(member.key) cannot be \(member.value).")
            }
        }
    }

    /// The settings in the form that ``apply(_:)`` reads.
    var json: JSON {
        [
            "scanLimit": .integer(scanLimit), "sendsETag": .bool(sendsETag), "sendsAt": .bool(sendsAt),
            "requiresCookie": .bool(requiresCookie),
            "longestDownloadSeconds": .integer(longestDownload.components.seconds),
            "base": base.map { .string($0) } ?? .null,
        ]
    }

    private mutating func set(_ key: String, _ value: JSON) throws(IntegrationError) -> Bool {
        switch key {
        case "scanLimit": if let number = value.integer { scanLimit = number } else { return false }
        case "sendsETag": if let truth = value.bool { sendsETag = truth } else { return false }
        case "sendsAt": if let truth = value.bool { sendsAt = truth } else { return false }
        case "requiresCookie": if let truth = value.bool { requiresCookie = truth } else { return false }
        case "longestDownloadSeconds":
            if let number = value.integer { longestDownload = .seconds(number) } else { return false }
        case "base":
            guard value == .null || value.string != nil else { return false }
            base = value.string
        default:
            throw IntegrationError(
                .invalidRequest,
                "There is no setting \(key); known are scanLimit, sendsETag, sendsAt, requiresCookie, "
                    + "longestDownloadSeconds and base.")
        }
        return true
    }
}
