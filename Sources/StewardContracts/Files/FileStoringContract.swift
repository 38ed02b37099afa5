// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// What every integration that keeps files promises on top of ``IntegrationContract``.
///
/// The subject needs ``IntegrationSubject/files``. The rules interfere with the line between the integration and its
/// simulator, so they need no fault of the simulator's own.
public enum FileStoringContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [
            roundTrip, empty, chunkEdges, unknownLength, overwrite, checksums, ranges, changedContent, cutDownload,
            names, refusedNames, duplicates, listing, folders, deleteTwice, notFound, resume, lostReply, keptFirst,
            cancelled, cancelledOverwrite, brokenSource, wrongChecksum, ids, twice, twiceAfterLoss,
        ]
    }

    static func noIDs(_ subject: IntegrationSubject) -> String? {
        subject.files?.givesIDs == false ? "the service gives no ids before files are made" : nil
    }

    static func noChecksums(_ subject: IntegrationSubject) -> String? {
        subject.files?.givesChecksums == false ? "the service gives no digests" : nil
    }

    static func noTrash(_ subject: IntegrationSubject) -> String? {
        subject.type is any FileTrashing.Type ? nil : "it has no trash"
    }

    /// A rule with a bench of its own.
    static func rule(
        _ name: String, _ summary: String,
        exemption: @escaping @Sendable (IntegrationSubject) -> String? = { _ in nil },
        _ body: @escaping @Sendable (FileBench) async throws -> Void
    ) -> Rule<IntegrationSubject> {
        Rule(name, summary, exemption: exemption) { subject in
            try await body(try await FileBench(subject))
        }
    }
}
