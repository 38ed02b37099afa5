// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore
import StewardHTTP
public import StewardIntegration

extension GoogleDrive: FileTrashing {
    /// Moves files into the trash or out of it, a hundred in a request.
    ///
    /// What was refused for its rate, or failed at the service, is tried again alone.
    public func setTrashed(_ trashed: Bool, _ ids: [String]) async throws -> [IntegrationError?] {
        var results: [IntegrationError?] = []
        results.reserveCapacity(ids.count)
        while results.count < ids.count {
            let group = Array(ids[results.count...].prefix(GoogleDriveClient.batchLimit))
            do throws(IntegrationError) {
                results += try await client.setTrashed(trashed, group)
            } catch {
                // Nothing was done yet: this stops all of them. Later it stops the rest only.
                guard !results.isEmpty, error.code != .cancelled else { throw error }
                results += Array(repeating: error, count: ids.count - results.count)
            }
        }
        return results
    }

    /// Removes everything in the trash of My Drive or of the shared drive.
    public func emptyTrash() async throws { try await client.emptyTrash(drive: configuration.drive) }
}

extension GoogleDriveClient {
    /// Up to a hundred files; for each the error that stopped it.
    func setTrashed(_ trashed: Bool, _ ids: [String]) async throws(IntegrationError) -> [IntegrationError?] {
        let calls = try ids.map { id throws(IntegrationError) in try trashCall(trashed, id) }
        if let only = calls.first, calls.count == 1 {
            do throws(IntegrationError) {
                try await done(only)
                return [nil]
            } catch {
                guard error.concernsOneFile else { throw error }
                return [error]
            }
        }
        return try await inBatches(calls)
    }

    /// Sends calls in one batch, and those that may succeed later again, until all are settled.
    private func inBatches(_ calls: [DriveCall]) async throws(IntegrationError) -> [IntegrationError?] {
        var failures = [IntegrationError?](repeating: nil, count: calls.count)
        var open = Array(calls.indices)
        var attempts = Attempts(limit: configuration.tries)
        while !open.isEmpty {
            let results = try await batch(open.map { calls[$0] })
            var transient: [(index: Int, error: IntegrationError)] = []
            for (index, result) in zip(open, results) {
                guard case .failure(let error) = result else {
                    failures[index] = nil
                    continue
                }
                failures[index] = error
                if error.code.isTransient { transient.append((index, error)) }
            }
            open = transient.map(\.index)
            let longest = transient.max { ($0.error.retryAfter ?? .zero) < ($1.error.retryAfter ?? .zero) }
            guard let longest else { break }
            noteRefusal(longest.error, of: calls[longest.index])
            guard let wait = attempts.wait(after: longest.error, isRepeatable: true, jitter: jitter) else { break }
            try await pause(wait)
        }
        return failures
    }

    private func trashCall(_ trashed: Bool, _ id: String) throws(IntegrationError) -> DriveCall {
        let path = Self.filesPath.part(id).query("fields", "id,trashed").flag("supportsAllDrives")
        let call = DriveCall(.patch, path, scope: DriveScope.full, cost: .modify, subject: "the file \(id)")
        return resourceKeys.adding(to: try body(call, ["trashed": .bool(trashed)]), [id])
    }
}

extension IntegrationError {
    /// Whether the service refused this one file, and would not refuse every other.
    fileprivate var concernsOneFile: Bool {
        guard let refusal else { return false }
        return refusal.status != 401 && code != .unauthorized && code != .dailyLimit && !code.isTransient
    }
}
