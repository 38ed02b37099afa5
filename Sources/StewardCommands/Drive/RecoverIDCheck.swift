// SPDX-License-Identifier: Apache-2.0
import Files
import StewardCore
import StewardIntegration

/// Looks at given ids before a recovery begins. Each that cannot be used gets a sentence of its own.
struct RecoverIDCheck {
    private let connection: FileConnection

    init(_ connection: FileConnection) { self.connection = connection }

    func problems(_ ids: [String]) async throws -> [String] {
        let store = try connection.storing()
        var problems: [String] = []
        for id in ids {
            guard Self.isWellFormed(id) else {
                problems.append("\(id): not the form of an id (25 or more letters, digits, “_” and “-”).")
                continue
            }
            do {
                _ = try await store.file(id)
            } catch let error as IntegrationError {
                switch error.code {
                case .notFound: problems.append("\(id): not found.")
                case .forbidden: problems.append("\(id): the account has no access.")
                case .rateLimited, .unavailable: problems.append("\(id): could not be looked at now: \(error.message)")
                default: throw error
                }
            }
        }
        return problems
    }

    static func isWellFormed(_ id: String) -> Bool {
        id.utf8.count >= 25
            && id.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
                    || $0 == 0x2D
            }
    }
}
