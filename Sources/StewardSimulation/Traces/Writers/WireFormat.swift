// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// How an application on a phone sends what its phone reports.
///
/// The forms are written from the applications' documentation as of 2026-11, not from what Steward reads.
public enum WireFormat: String, Sendable, Hashable, CaseIterable {
    /// iPhone Shortcuts with the bare actions of the compatible API: `/webhook/start`, `/webhook/ping` and
    /// `/webhook/end`, position only, no time. Late delivery loses the time, as it does in reality.
    case shortcuts
    /// The same calls with the optional members `timestamp`, `accuracy` and `speed`.
    case timedShortcuts = "timed shortcuts"
    /// OwnTracks in HTTP mode (OwnTracks Booklet, JSON): one location a message.
    case ownTracks = "owntracks"
    /// The OsmAnd protocol as Traccar documents it: one position a request, in the query, speed in knots.
    case osmAnd = "osmand"
    /// Traccar Client from 9.0.0: one location a message, JSON.
    case traccarClient = "traccar client"
    /// Overland (its read-me, "API"): a batch of GeoJSON features a message.
    case overland
}

extension WireFormat {
    /// Whether it can tell what a report tells. What it cannot, such as a car's status, is left out of the messages.
    public func carries(_ kind: Report.Kind) -> Bool {
        switch (self, kind) {
        case (_, .fix): true
        case (.shortcuts, .connected), (.shortcuts, .disconnected): true
        case (.timedShortcuts, .connected), (.timedShortcuts, .disconnected): true
        default: false
        }
    }

    /// The requests that bring a batch, in order.
    /// - Parameters:
    ///   - reports: the batch.
    ///   - path: where the receiver listens; for the shortcuts the folder above `webhook`.
    /// - Throws: `JSONError` when a report holds a number that JSON has not, which no ``Trace`` has.
    public func messages(_ reports: [Report], path: String = "/") throws(JSONError) -> [WireMessage] {
        let carried = reports.filter { carries($0.kind) && $0.position != nil }
        guard !carried.isEmpty else { return [] }
        if self == .overland {
            let body = JSON.object([JSON.Member("locations", .array(carried.compactMap(\.overlandFeature)))])
            return [try WireMessage(post: body, to: path, reports: carried)]
        }
        var messages: [WireMessage] = []
        for report in carried {
            if let message = try message(report, path: path) { messages.append(message) }
        }
        return messages
    }

    private func message(_ report: Report, path: String) throws(JSONError) -> WireMessage? {
        guard let place = report.position else { return nil }
        switch self {
        case .shortcuts, .timedShortcuts:
            let action =
                switch report.kind {
                case .connected: "start"
                case .disconnected: "end"
                default: "ping"
                }
            let device = report.car.map { "?device_id=" + $0.queryEscaped } ?? ""
            return try WireMessage(
                post: report.webhookBody(place, isTimed: self == .timedShortcuts),
                to: (path.hasSuffix("/") ? path : path + "/") + "webhook/" + action + device, reports: [report])
        case .ownTracks:
            return try WireMessage(
                post: report.ownTracksLocation(place), to: path,
                headers: ["X-Limit-U": "driver", "X-Limit-D": report.device], reports: [report])
        case .osmAnd:
            return WireMessage(
                method: "POST", target: path + "?" + report.osmAndQuery(place), headers: [:], body: [],
                reports: [report])
        case .traccarClient: return try WireMessage(post: report.traccarLocation(place), to: path, reports: [report])
        case .overland: return nil
        }
    }
}

extension WireMessage {
    fileprivate init(
        post json: JSON, to target: String, headers: [String: String] = [:], reports: [Report]
    ) throws(JSONError) {
        method = "POST"
        self.target = target
        self.headers = headers.merging(["Content-Type": "application/json"]) { first, _ in first }
        body = try json.canonicalBytes()
        self.reports = reports
    }
}

extension String {
    /// Percent-encoded for a value in a query.
    var queryEscaped: String {
        var text = ""
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return text
    }
}
