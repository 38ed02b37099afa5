// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Tally

/// Joint decoding of made forms through simulated witnesses: what is accepted, and what of it is wrong.
struct BenchDecoding: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decoding", abstract: "Decode made forms through simulated witnesses and count silent errors.")

    @Option(help: "Go on until so many forms of a kind are accepted.") var accepted = 3000
    @Option(help: "But read no more than so many of a kind.") var limit = 20_000
    @Option(help: "Forms with a fault on paper, of each kind and fault.") var faulty = 1000
    @Option(help: "The seed; development and report use different ones.") var seed: UInt64 = 2569

    private struct Kind {
        let form: FormType
        let ballot: BallotKind
        let settings: WitnessSimulator.Settings
        let name: String
    }
    private static let kinds = [FormType.station, .announcement].flatMap { form in
        BallotKind.allCases.flatMap { ballot in
            let settings = form == .announcement ? WitnessSimulator.Settings.typed : .handwritten
            return [(settings, "single faults"), (settings.grouped, "faults in groups")].map {
                Kind(form: form, ballot: ballot, settings: $0, name: "\(form.rawValue) \(ballot.rawValue), \($1)")
            }
        }
    }

    func run() throws {
        print(
            "| forms | read | accepted | silent errors in accepted forms | certain cells | of them wrong "
                + "| cells left, per form not accepted | ms a form |")
        print("|---|---|---|---|---|---|---|---|")
        var peers = [
            "| forms | digits alone: accepted | silent errors | digits + sums: accepted | silent errors |",
            "|---|---|---|---|---|",
        ]
        var faults = [
            "| forms | fault on paper | read | accepted | certain cells that differ from the paper | reported |",
            "|---|---|---|---|---|---|",
        ]
        for kind in Self.kinds {
            let (score, seconds) = measure(kind)
            print(
                "| \(kind.name) | \(score.forms) | \(share(score.accepted, score.forms)) | "
                    + "\(bounded(score.silentForms, score.accepted)) | \(share(score.certainCells, score.cells)) | "
                    + "\(bounded(score.silentCells, score.certainCells)) | "
                    + "\(decimal(Double(score.openCells) / Double(max(1, score.forms - score.accepted)))) | "
                    + "\(decimal(seconds / Double(score.forms) * 1000)) |")
            peers.append(
                "| \(kind.name) | \(share(score.digitsAccepted, score.forms)) | "
                    + "\(bounded(score.digitsSilent, score.digitsAccepted)) | "
                    + "\(share(score.sumsAccepted, score.forms)) | "
                    + "\(bounded(score.sumsSilent, score.sumsAccepted)) |")
            let forms = TrialElection.forms(kind.form, kind.ballot, count: min(400, faulty), seed: seed &+ 7)
            for fault in [ReadingTrial.Fault.sumDoesNotHold, .wordsDiffer] {
                let rounds = max(1, faulty / max(1, forms.count))
                let score = ReadingTrial(forms, kind.settings).run(fault, seed: seed &+ 11, rounds: rounds)
                faults.append(
                    "| \(kind.name) | \(fault == .wordsDiffer ? "words differ" : "a sum does not hold") | "
                        + "\(score.forms) | "
                        + "\(score.accepted) | \(score.silentCells) | \(share(score.reported, score.forms)) |")
            }
        }
        print("\n" + peers.joined(separator: "\n") + "\n\n" + faults.joined(separator: "\n"))
    }

    private func measure(_ kind: Kind) -> (score: ReadingTrial.Score, seconds: Double) {
        let forms = TrialElection.forms(kind.form, kind.ballot, count: 400, seed: seed)
        let trial = ReadingTrial(forms, kind.settings)
        var score = ReadingTrial.Score()
        let clock = ContinuousClock()
        let start = clock.now
        var round: UInt64 = 0
        while score.accepted < accepted, score.forms < limit {
            score.add(trial.run(.none, seed: seed &+ 1000 &+ round))
            round += 1
        }
        return (score, (clock.now - start) / .seconds(1))
    }

    private func share(_ part: Int, _ all: Int) -> String {
        all == 0 ? "–" : String(format: "%.1f %%", Double(part) / Double(all) * 100)
    }
    private func bounded(_ errors: Int, _ count: Int) -> String {
        let bound = BinomialBound.upper(errors: errors, of: count) * 100
        return "\(errors) of \(count) (≤ " + String(format: bound < 0.1 ? "%.4f" : "%.2f", bound) + " %)"
    }
    private func decimal(_ value: Double) -> String { String(format: "%.1f", value) }
}
