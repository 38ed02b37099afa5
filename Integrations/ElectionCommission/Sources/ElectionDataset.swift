// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardIntegration

/// The decoded files as a dataset: tables for applications, and where the files contradict each other.
package enum ElectionDataset {
    package static func make(
        _ files: ElectionFiles, from served: [DatasetFile], notes: [DatasetDefect] = []
    ) -> Dataset {
        let host = ElectionCommission.manifest.hosts.map { "https://\($0.name)/" }
        let isOfficial = served.allSatisfy { file in host.contains { file.url.hasPrefix($0) } }
        var checks = ElectionChecks(files)
        checks.run(expectingOfficialCounts: isOfficial)
        return Dataset(
            source: "Election Commission of Thailand",
            fetchedAt: served.map(\.fetchedAt).max() ?? Date(timeIntervalSince1970: 0), files: served,
            tables: ElectionTables.make(files, checks.admitted), defects: notes + checks.defects)
    }
}
