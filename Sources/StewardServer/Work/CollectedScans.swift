// SPDX-License-Identifier: Apache-2.0
import Files
package import StewardJobs
package import Tally

/// The scans among what was collected from shared folders for an election.
package enum CollectedScans {
    private static let endings = [".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"]

    /// Files that are kept as blobs and that the reader may open, by their names; the same bytes once.
    package static func files(of election: String, in installation: Installation) async throws -> [ScanReading.File] {
        var found: [ScanReading.File] = []
        var seen: Set<String> = []
        for mirror in try await installation.files.mirrors() where mirror.book == Elections.book(election) {
            guard mirror.options.target == .blobs else { continue }
            try await installation.files.forEachCovered(mirror.id, status: .present) { file in
                let name = file.name.lowercased()
                guard let sha256 = file.sha256, endings.contains(where: name.hasSuffix),
                    seen.insert(sha256).inserted
                else { return }
                found.append(
                    ScanReading.File(
                        name: ScanReading.File.safeName(file.name), sha256: sha256, bytes: Int(file.size ?? 0)))
            }
        }
        return found
    }

    /// The job that reads one of them: the same job each time it is asked for, until other weights or thresholds read.
    package static func request(_ file: ScanReading.File, for election: String, actor: String) -> JobRequest {
        let reader = ReadForms.Reader.current(for: .announcement)
        let version = "\(reader.digits.prefix(8))/\(reader.words.prefix(8))/\(reader.thresholds)"
        let order = ScanJob.Order(election: election, files: [file], place: ScanReading.Place(), actor: actor)
        return JobRequest(
            kind: ScanJob.name, payload: order.payload,
            idempotencyKey: "scan/\(election)/\(file.sha256.prefix(32))/\(version)")
    }
}
