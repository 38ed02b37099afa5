// SPDX-License-Identifier: Apache-2.0
import Files
import StewardCore
import StewardIntegration

/// Looks at given ids before a recovery begins. Each that cannot be used gets a sentence of its own.
struct RecoverIDCheck {
    private let connection: FileConnection

    init(_ connection: FileConnection) { self.connection = connection }

    /// What a look at the ids gave.
    struct Outcome {
        /// Ids given, and how many different ones.
        var given = 0
        var seen = 0
        /// In the trash.
        var classified = 0
        /// Not in the trash: they stay as they are.
        var notTrashed = 0
        /// One sentence for each that cannot be used.
        var problems: [String] = []
        /// Ids of which nothing is known after the look.
        var mismatch: Int { seen - classified - notTrashed - problems.count }

        var json: JSON {
            [
                "metric": "file_id_parity", "total_input": .integer(Int64(given)),
                "classified": .integer(Int64(classified)), "skipped_non_trashed": .integer(Int64(notTrashed)),
                "errors": .integer(Int64(problems.count)), "seen": .integer(Int64(seen)),
                "mismatch": .integer(Int64(mismatch)),
            ]
        }
    }

    func look(at ids: [String]) async throws -> Outcome {
        let store = try connection.storing()
        var outcome = Outcome(given: ids.count)
        var known: Set<String> = []
        for id in ids where known.insert(id).inserted {
            outcome.seen += 1
            guard Self.isWellFormed(id) else {
                outcome.problems.append("\(id): not the form of an id (25 or more letters, digits, “_” and “-”).")
                continue
            }
            do {
                if try await store.file(id).isTrashed { outcome.classified += 1 } else { outcome.notTrashed += 1 }
            } catch let error as IntegrationError {
                outcome.problems.append("\(id): \(try Self.sentence(error))")
            }
        }
        return outcome
    }

    /// What is wrong with one id.
    /// - Throws: the error, when it is about more than this id.
    private static func sentence(_ error: IntegrationError) throws -> String {
        switch error.code {
        case .notFound: return "not found."
        case .forbidden: return "the account has no access."
        case .rateLimited, .unavailable: return "could not be looked at now: \(error.message)"
        default: throw error
        }
    }

    static func isWellFormed(_ id: String) -> Bool {
        id.utf8.count >= 25
            && id.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
                    || $0 == 0x2D
            }
    }
}
