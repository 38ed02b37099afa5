// SPDX-License-Identifier: Apache-2.0
import StewardCore
public import StewardIntegration

extension GoogleDrive: StorageMeasuring {
    /// The account's quota. The limit holds for all services of the account, mail and photographs included.
    public func storageUse() async throws -> StorageUse {
        let about = try await client.about("storageQuota(limit,usage,usageInDrive,usageInDriveTrash)")
        guard let usage = about.usage else {
            throw IntegrationError(.malformedReply, "Google Drive's reply about the account's quota says no usage.")
        }
        return StorageUse(
            limit: about.limit, used: usage, usedByFiles: about.usageInDrive, usedInTrash: about.usageInDriveTrash)
    }
}
