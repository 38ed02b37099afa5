// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// A dataset's tables by name.
struct Tables {
    private let tables: [String: DatasetTable]

    init(_ dataset: Dataset) { tables = dataset.tables }

    subscript(name: String) -> DatasetTable {
        get throws(IntegrationError) {
            guard let table = tables[name] else {
                let known = tables.keys.sorted().joined(separator: ", ")
                throw IntegrationError(.malformedReply, "The dataset has no table \(name); it has \(known).")
            }
            return table
        }
    }

    /// The numbers a ballot or a constituency can have. A greater one is a row's fault, not an election's size.
    static let numbers = 1...9_999

    /// Areas by the feed's constituency id. A row that refers to nothing, or names an area again, gives none.
    func areas() throws(IntegrationError) -> [String: Area] {
        let provinces = try self["provinces"]
        let (codes, letters) = (try provinces.integers("code"), try provinces.texts("letters"))
        var codeByLetters: [String: Int] = [:]
        for row in 0..<provinces.rowCount {
            if let key = letters[row], let code = codes[row], codeByLetters[key] == nil { codeByLetters[key] = code }
        }
        let table = try self["constituencies"]
        let (ids, provinceLetters) = (try table.texts("id"), try table.texts("province_letters"))
        let numbers = try table.integers("number")
        var areas: [String: Area] = [:]
        var seen: Set<Area> = []
        for row in 0..<table.rowCount {
            guard let id = ids[row], areas[id] == nil, let number = number(numbers[row]),
                let code = provinceLetters[row].flatMap({ codeByLetters[$0] })
            else { continue }
            let area = Area(province: code, constituency: number)
            if seen.insert(area).inserted { areas[id] = area }
        }
        return areas
    }

    /// A number that a ballot or a constituency can have.
    func number(_ value: Int?) -> Int? { value.flatMap { Self.numbers.contains($0) ? $0 : nil } }
}
