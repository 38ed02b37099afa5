// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

/// A call that was let in: who asks, and what the request says, read with the service's rules.
struct DriveCall: Sendable {
    /// The name in the reference, as `files.list`.
    let name: String
    let request: SimulatedRequest
    /// The query's parameters; those of the form for a GET that came as a POST.
    let parameters: [String: String]
    let grant: BearerGrant
    let simulator: GoogleDriveSimulator
    /// Milliseconds since 1970 by the service's clock.
    let now: Int64
    let viewer: DriveViewer

    init(
        _ name: String, _ request: SimulatedRequest, _ parameters: [String: String], _ grant: BearerGrant,
        _ simulator: GoogleDriveSimulator, scopes: [String] = []
    ) {
        self.name = name
        self.request = request
        self.parameters = parameters
        self.grant = grant
        self.simulator = simulator
        now = simulator.now
        let supports = parameters["supportsAllDrives"] == "true" || parameters["supportsTeamDrives"] == "true"
        var keys: [String: String] = [:]
        if let header = request.headerFields[DriveHeader.resourceKeys] {
            for pair in header.split(separator: ",") {
                let parts = pair.split(separator: "/", maxSplits: 1)
                guard parts.count == 2 else { continue }
                keys[parts[0].filter { $0 != " " }] = parts[1].filter { $0 != " " }
            }
        }
        let origin = RequestOrigin(request, configured: simulator.transfers.publicSettings.base)
        viewer = DriveViewer(
            account: grant.account, supportsAllDrives: supports, resourceKeys: keys, origin: origin,
            reach: DriveReach(grant.scopes, needed: scopes), now: now)
    }

    var state: DriveState { simulator.state }
    /// The file of the path; empty where the path names none.
    var fileId: String { request.parameters["fileId"] ?? "" }

    /// A parameter's text; `nil` when it is missing or empty.
    func text(_ name: String) -> String? {
        guard let text = parameters[name], !text.isEmpty else { return nil }
        return text
    }

    /// - Throws: 400 for what is neither `true` nor `false`.
    func truth(_ name: String, default missing: Bool = false) throws(DriveError) -> Bool {
        switch text(name)?.lowercased() {
        case nil: return missing
        case "true": return true
        case "false": return false
        default: throw .invalid(name, "Invalid value '\(text(name) ?? "")'. Value must be a boolean.")
        }
    }

    /// A whole number; one over the range counts as its end, one below it is refused.
    /// - Throws: 400.
    func number(_ name: String, in range: ClosedRange<Int>, default missing: Int) throws(DriveError) -> Int {
        guard let text = text(name) else { return missing }
        guard let value = Int(text), value >= range.lowerBound else {
            throw .invalid(
                name,
                "Invalid value '\(text)'. Values must be within the range: [\(range.lowerBound), \(range.upperBound)]")
        }
        return min(value, range.upperBound)
    }

    /// Ids joined by commas.
    func list(_ name: String) -> [String] { text(name)?.split(separator: ",").map(String.init) ?? [] }

    /// What the request wants to see; `standard` without a mask or with an empty one.
    func mask(_ schema: FieldSchema, _ standard: FieldMask) throws(DriveError) -> FieldMask {
        guard let fields = text("fields") ?? text("$fields") else { return standard }
        return try FieldMask(parsing: fields, schema)
    }

    /// The file of the path, if the caller can see it.
    func visibleFile() throws(DriveError) -> DriveFile {
        try state.locked { storage throws(DriveError) in try storage.visible(fileId, viewer).entry.file }
    }

    /// - Throws: 403 when the token allows none of these scopes, given by their ends.
    func requireScope(of scopes: [String]) throws(DriveError) {
        guard GoogleDriveSimulator.isAllowed(grant, scopes) else { throw .insufficientScopes }
    }

    /// A writer in the form that the request wants.
    var writer: WireWriter {
        WireWriter(isPretty: parameters["prettyPrint"] != "false" && parameters["$prettyPrint"] != "false")
    }

    /// A value, cut to what is wanted.
    func reply(_ json: JSON, _ schema: FieldSchema, _ standard: FieldMask = .all) throws(DriveError) -> SimulatedReply {
        var writer = writer
        writer.value(try mask(schema, standard).project(json))
        return SimulatedReply.drive(writer.out)
    }

    /// A file, cut to what is wanted.
    func reply(_ file: DriveFile, status: HTTPResponse.Status = .ok) throws(DriveError) -> SimulatedReply {
        let mask = try mask(.file, FileFields.standard)
        return state.locked { storage in
            var writer = writer
            if let entry = storage.entry(file.id) {
                FileFields(mask, self).write(entry, in: storage, to: &writer)
            }
            return SimulatedReply.drive(writer.out, status: status)
        }
    }
}

extension SimulatedReply {
    /// JSON as Google's servers send it.
    static func drive(_ body: [UInt8], status: HTTPResponse.Status = .ok) -> Self {
        var reply = Self(status, body: body)
        reply.headerFields[.contentType] = "application/json; charset=UTF-8"
        reply.headerFields[.cacheControl] = "no-cache, no-store, max-age=0, must-revalidate"
        reply.headerFields[.vary] = "Origin, X-Origin"
        return reply
    }
}

/// Header fields that Google's services have of their own.
enum DriveHeader {
    static let resourceKeys = field("X-Goog-Drive-Resource-Keys")
    static let methodOverride = field("X-HTTP-Method-Override")

    private static func field(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .init(parsed: name.lowercased()) ?? .userAgent
    }
}
