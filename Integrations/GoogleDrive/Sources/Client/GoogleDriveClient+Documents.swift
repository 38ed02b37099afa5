// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
package import StewardCore
package import StewardHTTP
import StewardIntegration

// Drive API v3, `files.export`, `files.download` and `operations.get`, 2026-11.
extension GoogleDriveClient {
    /// `files.export`: at most 10 MB.
    package func export(_ id: String, as mediaType: String) async throws(IntegrationError) -> HTTPReply {
        let path = Self.filesPath.part(id).fixed("/export").query("mimeType", mediaType)
        let subject = "the document \(id)"
        var call = DriveCall(.get, path, scope: DriveScope.read, cost: .download, subject: subject)
        call.timing = .transfer
        return try await perform(resourceKeys.adding(to: call, [id])) { reply throws(IntegrationError) in reply }
    }

    /// Follows one of a file's `exportLinks`, which know no limit of 10 MB.
    package func followExportLink(_ link: String, of id: String) async throws(IntegrationError) -> HTTPReply {
        try await follow(link, subject: "the document \(id)")
    }

    /// `files.download`: begins to make the content ready.
    package func beginDownload(_ id: String, as mediaType: String) async throws(IntegrationError) -> DriveOperation {
        let path = Self.filesPath.part(id).fixed("/download").query("mimeType", mediaType)
        let call = DriveCall(
            .post, path, scope: DriveScope.read, cost: .download, subject: "the document \(id)", isRepeatable: true)
        return try await value(resourceKeys.adding(to: call, [id])) { reader throws(JSONError) in
            try DriveOperation(&reader)
        }
    }

    /// `operations.get`.
    package func operation(_ name: String) async throws(IntegrationError) -> DriveOperation {
        let path = DrivePath("/drive/v3/operations").part(name)
        let call = DriveCall(.get, path, scope: DriveScope.read, cost: .read, subject: "the prepared download")
        return try await value(call) { reader throws(JSONError) in try DriveOperation(&reader) }
    }

    /// Follows the address at which a prepared download lies.
    package func followDownload(_ link: String, of id: String) async throws(IntegrationError) -> HTTPReply {
        try await follow(link, subject: "the document \(id)")
    }

    /// The token goes only to the hosts that the settings name: an address from a reply is not trusted further.
    private func follow(_ link: String, subject: String) async throws(IntegrationError) -> HTTPReply {
        guard let (address, path) = place(of: link) else {
            throw IntegrationError(
                .malformedReply,
                "Google Drive's reply leads \(subject) to a host that the settings do not name; check the addresses.")
        }
        var call = DriveCall(.get, DrivePath(path), scope: DriveScope.read, cost: .download, subject: subject)
        call.address = address
        call.timing = .transfer
        return try await perform(call) { reply throws(IntegrationError) in reply }
    }

    /// Splits an address from a reply, and puts the settings' address in place of the service's own host.
    func place(of link: String) -> (ServiceAddress, String)? {
        guard let mark = link.firstRange(of: "://") else { return nil }
        let rest = link[mark.upperBound...]
        let slash = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) ?? rest.endIndex
        let path = rest[slash...].hasPrefix("/") ? String(rest[slash...]) : "/" + rest[slash...]
        guard let origin = ServiceAddress(String(link[..<slash])) else { return nil }
        let known: [(String, ServiceAddress)] = [
            ("www.googleapis.com", configuration.api), ("docs.google.com", configuration.documents),
            ("drive.usercontent.google.com", configuration.downloads), ("drive.google.com", configuration.publicPages),
        ]
        for (host, address) in known {
            if origin.authority == host { return (address, path) }
            // A prefix of the settings' address stands in the link already.
            if origin.authority == address.authority, origin.scheme == address.scheme { return (origin, path) }
        }
        return nil
    }
}
