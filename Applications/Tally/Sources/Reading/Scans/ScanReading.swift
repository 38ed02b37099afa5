// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// What was read of one scanned document, with everything that is needed to trace it: which files, what read them, of
/// which place the forms are, and where the pictures of the cells are. An election keeps it as a blob.
package struct ScanReading: Sendable, Codable, Equatable {
    /// A file that was read.
    package struct File: Sendable, Codable, Equatable {
        /// Its own name, without folders.
        package var name: String
        package var sha256: String
        package var bytes: Int

        package init(name: String, sha256: String, bytes: Int) {
            self.name = name
            self.sha256 = sha256
            self.bytes = bytes
        }

        /// A name fit for a file in a folder of its own, also where the given one was made by a stranger: letters and
        /// digits of any script, `.`, `-` and `_`; at most 100 bytes, and none that begins with a dot or a dash.
        package static func safeName(_ name: String) -> String {
            var safe = ""
            for character in name.split(separator: "/").last ?? "" {
                let isPlain = character.isLetter || character.isNumber || "._-".contains(character)
                let next = isPlain ? character : "_"
                if safe.isEmpty, next == "." || next == "-" { continue }
                guard safe.utf8.count + next.utf8.count <= 100 else { break }
                safe.append(next)
            }
            return safe.isEmpty ? "scan" : safe
        }
    }

    /// Which part of the election the forms count, as a person said. Announcements say their constituency themselves.
    package struct Place: Sendable, Codable, Equatable {
        /// The constituency, as `54_1`; `nil` when the paper is to say it.
        package var area: String?
        /// The set of advance ballots, on 5/16 and 5/17.
        package var set: Int?
        /// The polling unit, on 5/18.
        package var unit: Int?

        package init(area: Area? = nil, set: Int? = nil, unit: Int? = nil) {
            self.area = area?.description
            self.set = set
            self.unit = unit
        }
    }

    /// A model that was asked about open cells.
    package struct AskedModel: Sendable, Codable, Equatable {
        /// The connection's name, and its integration's.
        package var connection: String
        package var integration: String
        /// As the service names it, with the version that it reports.
        package var model: String
        package var version: String?
        /// SHA-256 of the instructions, in hexadecimal.
        package var instructions: String
        /// Cells whose picture was sent, and those to which it gave a number.
        package var cells: Int
        package var answered: Int

        package init(
            connection: String, integration: String, model: String, version: String?, instructions: String, cells: Int,
            answered: Int
        ) {
            self.connection = connection
            self.integration = integration
            self.model = model
            self.version = version
            self.instructions = instructions
            self.cells = cells
            self.answered = answered
        }
    }

    package var files: [File]
    package var place: Place
    package var reader: ReadForms.Reader
    package var forms: [ReadForm]
    package var otherPages: [ReadForms.OtherPage]
    /// SHA-256 of the pictures of open cells, by ``ReadCell/cropName``.
    package var crops: [String: String]
    /// The model whose readings stand in the cells; `nil` when none was asked.
    package var asked: AskedModel?

    package init(
        files: [File], place: Place, reader: ReadForms.Reader, forms: [ReadForm],
        otherPages: [ReadForms.OtherPage] = [], crops: [String: String] = [:], asked: AskedModel? = nil
    ) {
        self.asked = asked
        self.files = files
        self.place = place
        self.reader = reader
        self.forms = forms
        self.otherPages = otherPages
        self.crops = crops
    }

    /// Reads what ``bytes()`` wrote.
    init(bytes: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) }

    /// The same for the same reading.
    package func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// Where it stands among an election's sources: the same for every reading of the same files, so that a newer one
    /// takes the place of an older one.
    package var path: String {
        let first = files.first ?? File(name: "", sha256: "", bytes: 0)
        let others = files.count > 1 ? "+\(files.count - 1)" : ""
        return "scans/\(first.sha256.prefix(16))\(others)/\(first.name)"
    }

    /// Why a form is not taken, as one sentence; `nil` when it is.
    package func refusal(of form: ReadForm) -> String? {
        guard let type = form.form.flatMap(FormType.init) else { return "Which form it is could not be read." }
        guard form.ballot.flatMap(BallotKind.init) != nil else { return "Which ballot it counts could not be read." }
        if let reason = refusal(ofPlace: form) { return reason }
        switch type {
        case .announcement: return nil
        case .station: return place.unit == nil ? "Of which polling unit it is was not said." : nil
        case .advanceInside, .advanceOutside:
            return place.set == nil ? "Of which set of advance ballots it is was not said." : nil
        }
    }

    /// The paper must not say another constituency than a person did.
    private func refusal(ofPlace form: ReadForm) -> String? {
        guard let said = place.area.flatMap({ Area($0) }) else {
            return area(of: form) == nil
                ? "Of which constituency it is could not be read from the paper, and was not said." : nil
        }
        let isOther =
            form.province.map { ProvinceCodes.code(of: $0) != said.province } ?? false
            || form.constituency.map { $0 != said.constituency } ?? false
        guard isOther else { return nil }
        let paper = [form.province, form.constituency.map(String.init)].compactMap(\.self).joined(separator: " ")
        return "The paper says \(paper), and \(said) was said."
    }

    /// As a person said, or as the paper says when nobody did.
    private func area(of form: ReadForm) -> Area? {
        if let said = place.area { return Area(said) }
        guard let code = form.province.flatMap({ ProvinceCodes.code(of: $0) }), let number = form.constituency else {
            return nil
        }
        return Area(province: code, constituency: number)
    }

    /// The forms that can be taken, in their order.
    package var taken: [ReadForm] { forms.filter { refusal(of: $0) == nil } }

    /// The forms as an election's checks take them.
    /// - Parameter path: where the reading stands among the sources.
    func documents(at path: String) -> [TallyDocument] { taken.compactMap { document($0, at: path) } }

    private func document(_ form: ReadForm, at path: String) -> TallyDocument? {
        guard let type = form.form.flatMap(FormType.init), let kind = form.ballot.flatMap(BallotKind.init),
            let area = area(of: form)
        else { return nil }
        let scan = ScannedForm(form, on: type, crops: crops)
        let fields = FormField.expected(on: type) + [.total]
        return TallyDocument(
            form: type, kind: kind, area: area, place: countingPlace(type), printedProvince: form.province ?? "",
            source: SourceFile(format: .scan, path: path, sha256: files.first?.sha256 ?? ""),
            fields: Dictionary(uniqueKeysWithValues: fields.map { ($0, scan.reading(.field($0))) }),
            rows: scan.numbers.enumerated().map { position, number in
                TallyDocument.Row(number: number, party: nil, votes: scan.reading(.row(position)), position: position)
            },
            claims: TallyDocument.Claims(scannedFile: files.first?.name), scan: scan)
    }

    private func countingPlace(_ type: FormType) -> CountingPlace? {
        switch type {
        case .announcement: nil
        case .station: place.unit.map(CountingPlace.unit)
        case .advanceInside, .advanceOutside: place.set.map(CountingPlace.set)
        }
    }
}
