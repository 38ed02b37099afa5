// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Logbook
import StewardCore

/// What can report, with what its owner has to fill in there.
enum DeviceKind: String, Sendable, CaseIterable {
    case shortcuts, owntracks, osmand, overland, home, other

    var phrase: Phrase {
        switch self {
        case .shortcuts: .deviceShortcuts
        case .owntracks: .deviceOwnTracks
        case .osmand: .deviceOsmAnd
        case .overland: .deviceOverland
        case .home: .deviceHome
        case .other: .deviceOther
        }
    }

    /// Whether its token has to stand in an address, because it can set no header.
    var needsAddress: Bool { self == .osmand }

    /// What is to be filled in, in order: what it is called there, and the value.
    /// - Parameters:
    ///   - base: how this server is reached, as `https://steward.example`.
    ///   - car: the vehicle's name for CarPlay or Bluetooth; empty when nobody said.
    func steps(base: String, token: String, car: String) -> [(label: Phrase, value: String)] {
        let device = car.isEmpty ? "" : "?device_id=\(HTML.pathComponent(car))"
        switch self {
        case .shortcuts:
            return [
                (.deviceOnConnect, "POST \(base)/webhook/start\(device)"),
                (.deviceOnMinute, "POST \(base)/webhook/ping\(device)"),
                (.deviceOnDisconnect, "POST \(base)/webhook/end\(device)"),
                (.deviceHeader, "Authorization: Bearer \(token)"),
                (.deviceBody, "{\"lat\": …, \"lng\": …}"),
            ]
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
        case .home:
            return [
                (.deviceAddress, "POST \(base)/in/report"),
                (.deviceHeader, "Authorization: Bearer \(token)"),
                (.deviceBody, "{\"odometer\": 50010, \"unit\": \"km\"}"),
            ]
        case .other: return [(.deviceHeader, "Authorization: Bearer \(token)")]
        }
    }
}

/// The one page that shows a device token.
struct DeviceTokenPage {
    let secret: Secret
    let token: DeviceToken
    let kind: DeviceKind
    let car: LogbookCar
    let base: String

    private var words: Words { car.parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    var title: String { say(.tokenMade) }

    var body: HTML {
        let steps = kind.steps(base: base, token: secret.reveal(), car: car.vehicle.bluetooth).map {
            step -> HTML in
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
            <p><a class="button" href="\(LogbookPages.car(car.id))#devices">\(say(.deviceBack))</a></p>
            """
    }

    /// How this server is reached by whoever asks.
    static func base(_ request: Request, _ context: PageContext) -> String {
        let host = request.head.authority ?? "localhost"
        return (context.isSecure ? "https://" : "http://") + host
    }
}
