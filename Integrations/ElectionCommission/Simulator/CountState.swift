// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation

/// The files as they are now. A snapshot never changes; a generated count moves on.
actor CountState {
    private let election: GeneratedElection?
    private let progress: CountingProgress
    private let clock: any Timekeeping
    private let started: Date
    private var files: [String: SimulatedFile]
    private var percent: Double?
    private var moved = 0
    private var chosen: Double?

    init(_ election: GeneratedElection, _ progress: CountingProgress, clock: any Timekeeping) {
        self.election = election
        self.progress = progress
        self.clock = clock
        started = clock.now
        let written = Date(timeIntervalSince1970: 1_770_500_000)
        files = [
            "info_province.json": SimulatedFile(WireText.compact.bytes(election.infoProvince), modified: written),
            "info_constituency.json": SimulatedFile(
                WireText.compact.bytes(election.infoConstituency), modified: written),
            "info_party_overview.json": SimulatedFile(
                WireText.lines.bytes(election.infoPartyOverview), modified: written),
            "info_mp_candidate.json": SimulatedFile(WireText.lines.bytes(election.infoMPCandidate), modified: written),
            "info_party_candidate.json": SimulatedFile(
                WireText.compact.bytes(election.infoPartyCandidate), modified: written),
        ]
    }

    init(snapshot files: [String: SimulatedFile], clock: any Timekeeping) {
        election = nil
        progress = CountingProgress()
        self.clock = clock
        started = clock.now
        self.files = files
    }

    /// A file as it is served now; `nil` when there is none of that name.
    func file(_ name: String) -> SimulatedFile? {
        count()
        return files[name]
    }

    /// Moves on: to the next step, or to a percentage. Gives the percentage now, or `nil` for a snapshot.
    func move(to percent: Double?) -> Double? {
        guard election != nil else { return nil }
        if let percent { chosen = min(max(percent, 0), 100) } else { moved += 1 }
        count()
        return self.percent
    }

    private func count() {
        guard let election else { return }
        let elapsed = Duration.seconds(clock.now.timeIntervalSince(started))
        let step = min(progress.step(after: elapsed) + moved, progress.steps.count - 1)
        let wanted = chosen ?? progress.steps[step]
        guard wanted != percent else { return }
        percent = wanted
        // Election night, 17:00 in Bangkok, and an hour for every twenty percent.
        let updated = Date(timeIntervalSince1970: 1_770_544_800 + (wanted * 180).rounded())
        let text = updated.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let (cons, party) = election.results(wanted, updated: text)
        files["stats_cons.json"] = SimulatedFile(WireText.compact.bytes(cons), modified: updated)
        files["stats_party.json"] = SimulatedFile(WireText.compact.bytes(party), modified: updated)
    }
}
