// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs
import StewardServer
import StewardStore
import Tally

/// Of which part of an election scanned forms are.
struct ScanPlaceOptions: ParsableArguments {
    @Option(name: .long, help: "The constituency, as 54_1: province code and number. Announcements say it themselves.")
    var area: String?

    @Option(name: .long, help: "The set of advance ballots, for forms 5/16 and 5/17.")
    var set: Int?

    @Option(name: .long, help: "The polling unit, for forms 5/18.")
    var unit: Int?

    var isEmpty: Bool { area == nil && set == nil && unit == nil }

    func place() throws -> ScanReading.Place {
        for (name, number) in [("--set", set), ("--unit", unit)] {
            guard let number, !(1...9_999).contains(number) else { continue }
            throw CommandError(.usage, "\(name) takes a number from 1 to 9999.")
        }
        guard let area else { return ScanReading.Place(set: set, unit: unit) }
        guard let known = Area(area), ProvinceCodes.name(of: known.province) != nil else {
            throw CommandError(.usage, "“\(area)” is no constituency; write the province's code and a number, as 54_1.")
        }
        return ScanReading.Place(area: known, set: set, unit: unit)
    }
}

/// Scans that go into an election: kept as blobs, and read by one durable job each.
struct ScanRecording {
    let election: String
    let place: ScanReading.Place
    let actor: String
    /// The connection whose model is asked about open cells.
    var ask: String?
    let installation: Installation

    /// A document with its job, or why it could not be taken.
    struct Document {
        let file: String
        var job: Job?
        var refusal: PageReader.Refusal?
    }

    /// Keeps a document's files and queues the job.
    func queue(_ files: [String]) async throws -> Document {
        let name = files.first ?? ""
        var kept: [ScanReading.File] = []
        for file in files {
            guard FileManager.default.fileExists(atPath: file) else {
                let missing = "There is no file at \(file); correct the path."
                return Document(file: name, refusal: PageReader.Refusal(missing: .document, description: missing))
            }
            do {
                let id = try await installation.blobs.put(try FileStream.stream(file))
                kept.append(
                    ScanReading.File(
                        name: ScanReading.File.safeName(file), sha256: id.hex,
                        bytes: Int(installation.blobs.size(of: id) ?? 0)))
            } catch let error as ImportError {
                return Document(file: name, refusal: PageReader.Refusal(description: error.description))
            }
        }
        let order = ScanJob.Order(election: election, files: kept, place: place, actor: actor, ask: ask)
        return Document(
            file: name,
            job: try await installation.jobs.enqueue(JobRequest(kind: ScanJob.name, payload: order.payload)))
    }

    /// Queues everything that was collected for the election and not read by this reader yet.
    func queueCollected() async throws -> [Document] {
        var documents: [Document] = []
        for file in try await CollectedScans.files(of: election, in: installation) {
            let request = CollectedScans.request(file, for: election, actor: actor)
            documents.append(Document(file: file.name, job: try await installation.jobs.enqueue(request)))
        }
        return documents
    }

    /// Waits until every job is over, doing them here; another node may take some of them.
    func finish(_ documents: [Document], progress: (Int) -> Void) async throws -> [Document] {
        var finished = documents
        for index in finished.indices {
            guard let job = finished[index].job else { continue }
            let last = job.state.isFinal ? job : try await Handlers.perform(job, installation)
            finished[index].job = last
            if last.state != .done {
                let reason = last.reason ?? "The job \(last.id) is \(last.state.rawValue)."
                finished[index].refusal = PageReader.Refusal(description: reason)
            }
            progress(index + 1)
        }
        return finished
    }
}

extension ScanRecording.Document {
    /// For people: what became of the file.
    var text: String {
        if refusal != nil { return "\(file): not read" }
        guard let job, let result = job.result else { return "\(file): waits as job \(job.map { "\($0.id)" } ?? "")" }
        let recorded = number(result, "recorded")
        let (accepted, open) = (number(result, "accepted"), number(result, "open"))
        let forms = recorded == 1 ? "1 form" : "\(recorded) forms"
        let known = result["known"] == .bool(true) ? ", known already" : ""
        let left = (result["left_out"]?.array ?? []).map { form in
            let pages = (form["pages"]?.array ?? []).compactMap { $0.integer.map(String.init) }.joined(separator: ", ")
            return "\n  pages \(pages) left out: \(form["reason"]?.string ?? "")"
        }
        let asked = result["asked"].map { _ in
            ", \(number(result, "answered")) of \(number(result, "asked")) answered by the model"
        }
        return "\(file): \(forms)\(known), \(accepted) accepted, \(open) cells for people\(asked ?? "")\(left.joined())"
    }

    private func number(_ result: JSON, _ key: String) -> Int64 { result[key]?.integer ?? 0 }

    var json: JSON {
        var members: [JSON.Member] = [.init("file", .string(file))]
        if let job {
            members += [.init("job", .string("\(job.id)")), .init("state", .string(job.state.rawValue))]
            if let result = job.result { members.append(.init("result", result)) }
        }
        if let refusal { members.append(.init("refused", .string(refusal.description))) }
        return .object(members)
    }
}
