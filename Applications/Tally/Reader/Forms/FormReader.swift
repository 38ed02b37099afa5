// SPDX-License-Identifier: Apache-2.0
import StewardImaging
package import Tally

/// Reads all forms of a file: pages, rows, cells, and what they say together.
package struct FormReader {
    private let limits: PageLimits
    private let type: FormType?
    private let crops: CellCrops?

    /// The codes that `init` takes.
    package static let codes = FormType.allCases.map(\.rawValue)

    /// - Parameters:
    ///   - code: which form the file holds, as `5/17`, as a person said; otherwise by its title.
    ///   - crops: where pictures of cells go that are not certain.
    package init(limits: PageLimits = PageLimits(), code: String? = nil, crops: CellCrops? = nil) {
        self.limits = limits
        self.crops = crops
        type = code.flatMap(FormType.init)
    }

    /// - Parameter paths: one file with all pages, or images of single pages in their order, which count as one file.
    /// - Throws: `PageError`, `ImagingError`.
    package func read(_ paths: [String]) async throws -> ReadForms {
        var groups: [PageGroup] = []
        var others: [ReadForms.OtherPage] = []
        var number = 0
        let engine = try TextEngine(language: "tha")
        let finder = LayoutFinder(form: type, engine: engine)
        for path in paths {
            let source = try await PageSource(opening: path, limits: limits)
            for page in source.pages {
                number += 1
                let found = try finder.find(try await source.load(page), number: number)
                let known = found.layout.mark.form.flatMap(FormType.init) ?? groups.last?.type
                let evidence = try PageEvidence(
                    found, expected: groups.last?.nextNumber, typedBy: known == .announcement ? engine : nil)
                try crops?.cut(evidence, from: found.picture)
                if evidence.layout.kind != .blank, let last = groups.indices.last, groups[last].goesOn(with: evidence) {
                    groups[last].pages.append(evidence)
                } else if evidence.hasTable || !evidence.fields.isEmpty {
                    groups.append(PageGroup(evidence))
                } else {
                    others.append(ReadForms.OtherPage(page: number, kind: evidence.layout.kind.rawValue))
                }
            }
        }
        let kind = type ?? groups.first?.type ?? .station
        let forms = groups.map(\.form)
        try crops?.removeCertain(of: forms)
        return ReadForms(forms: forms, otherPages: others, reader: .current(for: kind))
    }
}
