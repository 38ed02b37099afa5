// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Logbook
import StewardCore

/// What can report, with what its owner has to fill in there.
enum DeviceKind: String, Sendable, CaseIterable {
    case shortcuts, owntracks, osmand, overland, home, teslamate, evcc, torque, other

    var phrase: Phrase {
        switch self {
        case .shortcuts: .deviceShortcuts
        case .owntracks: .deviceOwnTracks
        case .osmand: .deviceOsmAnd
        case .overland: .deviceOverland
        case .home: .deviceHome
        case .teslamate: .deviceTeslaMate
        case .evcc: .deviceEvcc
        case .torque: .deviceTorque
        case .other: .deviceOther
        }
    }

    /// Whether its token has to stand in an address, because it can set no header.
    var needsAddress: Bool { self == .osmand || self == .torque }

    /// What is to be filled in, in order: what it is called there, and the value.
    /// - Parameters:
    ///   - base: how this server is reached, as `https://steward.example`.
    ///   - car: the vehicle's name for CarPlay or Bluetooth; empty when nobody said.
    ///   - isInAddress: whether the token stands in addresses.
    func steps(
        base: String, token: String, car: String, isInAddress: Bool
    ) -> [(label: Phrase, value: String)] {
        let device = car.isEmpty ? "" : "?device_id=\(HTML.pathComponent(car))"
        let header: [(label: Phrase, value: String)] =
            isInAddress ? [] : [(.deviceHeader, "Authorization: Bearer \(token)")]
        let start = isInAddress ? "\(base)/in/\(token)" : base
        let intake = isInAddress ? start : "\(base)/in"
        switch self {
        case .shortcuts:
            return [
                (.deviceOnConnect, "POST \(start)/webhook/start\(device)"),
                (.deviceOnMinute, "POST \(start)/webhook/ping\(device)"),
                (.deviceOnDisconnect, "POST \(start)/webhook/end\(device)"),
            ] + header + [(.deviceBody, "{\"lat\": …, \"lng\": …}")]
        case .owntracks:
            return [
                (.deviceMode, "HTTP"), (.deviceAddress, "\(base)/in/owntracks"), (.deviceUser, "steward"),
                (.devicePassword, token),
            ]
        case .osmand:
            return [
                (.deviceTraccar, "\(base)/in/osmand"), (.deviceIdentifier, token),
                (
                    .deviceOnline,
                    "\(base)/in/osmand?id=\(token)&lat={0}&lon={1}&timestamp={2}&hdop={3}&altitude={4}&speed={5}"
                ),
            ]
        case .overland:
            return [
                (.deviceAddress, "\(base)/in/overland"), (.deviceAccessToken, token),
                (
                    .deviceSetupLink,
                    "overland://setup?url=" + HTML.pathComponent(base + "/in/overland")
                        + "&token=" + HTML.pathComponent(token)
                ),
            ]
        case .home, .other:
            return [(.deviceAddress, "POST \(intake)/report")] + header
                + [(.deviceBody, "{\"odometer\": 50010, \"unit\": \"km\"}")]
        case .teslamate, .evcc: return [(.deviceAddress, "POST \(intake)/\(rawValue)")] + header
        case .torque: return [(.deviceAddress, "\(base)/in/\(token)/torque")]
        }
    }
}

/// The one page that shows a device token.
struct DeviceTokenPage {
    let secret: Secret
    let token: DeviceToken
    let kind: DeviceKind
    /// The name for CarPlay or Bluetooth of the car that it is for; empty for any.
    let bluetooth: String
    let base: String
    /// Where one goes on from here.
    let back: String
    let words: Words

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    var title: String { say(.tokenMade) }

    var body: HTML {
        let known = kind.steps(
            base: base, token: secret.reveal(), car: bluetooth, isInAddress: token.isUsableInAddress)
        let steps = known.map { step -> HTML in
            "<dt>\(say(step.label))</dt><dd class=\"secret\">\(step.value)</dd>"
        }
        return """
            <h1>\(say(.tokenMade))</h1>
            \(NoticeBox(.warn, isAnswer: true, "<p>\(say(.deviceShownOnce))</p>"))
            <h2>\(say(kind.phrase))</h2>
            <p>\(say(.deviceFillIn))</p>
            <dl class="pairs card">\(steps)</dl>
            <h2>\(say(.deviceToken))</h2>
            <p class="secret">\(secret.reveal())</p>
            <p><a class="button" href="\(back)">\(say(.deviceBack))</a></p>
            """
    }

    /// How this server is reached by whoever asks.
    static func base(_ request: Request, _ context: PageContext) -> String {
        let host = request.head.authority ?? "localhost"
        return (context.isSecure ? "https://" : "http://") + host
    }
}
