// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// A dataset's tables by name, with errors that name table, column and row.
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

    func need<Value>(_ value: Value?, _ table: String, _ column: String, _ row: Int) throws(IntegrationError) -> Value {
        guard let value else {
            throw IntegrationError(.malformedReply, "Row \(row + 1) of table \(table) has no \(column).")
        }
        return value
    }

    /// Areas by the feed's constituency id.
    func areas() throws(IntegrationError) -> [String: Area] {
        let provinces = try self["provinces"]
        let (codes, letters) = (try provinces.integers("code"), try provinces.texts("letters"))
        var codeByLetters: [String: Int] = [:]
        for row in 0..<provinces.rowCount {
            if let key = letters[row], let code = codes[row] { codeByLetters[key] = code }
        }
        let table = try self["constituencies"]
        let (ids, provinceLetters) = (try table.texts("id"), try table.texts("province_letters"))
        let numbers = try table.integers("number")
        var areas: [String: Area] = [:]
        for row in 0..<table.rowCount {
            let id = try need(ids[row], "constituencies", "id", row)
            let number = try need(numbers[row], "constituencies", "number", row)
            let province = try need(provinceLetters[row], "constituencies", "province_letters", row)
            guard let code = codeByLetters[province] else {
                throw IntegrationError(
                    .malformedReply, "Constituency \(id) names province \(province), which is unknown.")
            }
            areas[id] = Area(province: code, constituency: number)
        }
        return areas
    }
}
