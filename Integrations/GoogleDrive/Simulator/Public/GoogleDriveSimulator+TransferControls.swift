// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// Settings of the public pages, and an end to resumable uploads.
    ///
    /// - `GET` and `POST /_simulator/drive/public`: shows and changes ``PublicSettings``.
    /// - `DELETE /_simulator/drive/uploads`: every resumable upload expires.
    var transferControls: [SimulatedRoute] {
        let transfers = transfers
        return [
            SimulatedRoute(.get, "/_simulator/drive/public", source: "own") { _ in
                .json(transfers.publicSettings.json)
            },
            SimulatedRoute(.post, "/_simulator/drive/public", source: "own") { request in
                guard let json = try? JSON(parsing: request.body) else {
                    return .json(["error": "The settings are no JSON."], status: .badRequest)
                }
                do throws(IntegrationError) {
                    var settings = transfers.publicSettings
                    try settings.apply(json)
                    transfers.publicSettings = settings
                    return .json(settings.json)
                } catch {
                    return .json(["error": .string(error.message)], status: .badRequest)
                }
            },
            SimulatedRoute(.delete, "/_simulator/drive/uploads", source: "own") { _ in
                transfers.expireUploads()
                return .json([])
            },
        ]
    }
}
