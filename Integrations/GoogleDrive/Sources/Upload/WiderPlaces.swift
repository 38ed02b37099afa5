// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// The folders and files that the narrow scope for uploads does not reach, because another program made them.
final class WiderPlaces: Sendable {
    private let places = Mutex<Set<String>>([])
    private static let limit = 10_000

    /// Runs `work` with the scope that reaches a place: the one for what Steward made, and where that is not enough
    /// the one for every file. A place that needed the wider one is remembered.
    /// - Throws: what `work` throws; `unauthorized` with the command that grants the wider scope.
    func reach<Value: Sendable>(
        _ place: String, _ work: (_ scope: String) async throws -> Value
    ) async throws -> Value {
        if places.withLock({ $0.contains(place) }) { return try await work(DriveScope.full) }
        do {
            return try await work(DriveScope.file)
        } catch let narrow as IntegrationError where Self.mayBeOutOfReach(narrow) {
            let value: Value
            do {
                value = try await work(DriveScope.full)
            } catch let error as IntegrationError where error.code == .unauthorized {
                throw IntegrationError(
                    .unauthorized,
                    "\(narrow.message) Or another program made \(place), which needs more: "
                        + error.message, cause: narrow)
            }
            note(place)
            return value
        }
    }

    private static func mayBeOutOfReach(_ error: IntegrationError) -> Bool {
        error.code == .notFound || error.refusal?.reason == "appNotAuthorizedToFile"
            || error.refusal?.reason == "insufficientFilePermissions"
    }

    private func note(_ place: String) {
        places.withLock { places in
            if places.count >= Self.limit { places.removeAll() }
            places.insert(place)
        }
    }
}
