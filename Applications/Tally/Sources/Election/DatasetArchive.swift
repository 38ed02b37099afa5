// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration

/// A dataset's tables as one JSON text, kept as a blob beside the files they came from, so that a check years later
/// reads the very same tables without the integration that made them. The same dataset always gives the same bytes.
enum DatasetArchive {
    /// The text: `{"defects":[…],"fetchedAt":…,"source":…,"tables":{name:{column:[values…]}}}`, names in order.
    static func bytes(_ dataset: Dataset) -> [UInt8] {
        var out = JSONText(room: 1 << 21)
        out.raw("{\"defects\":[")
        for (place, defect) in dataset.defects.enumerated() {
            if place > 0 { out.raw(",") }
            out.raw("{\"message\":")
            out.quoted(defect.message)
            out.raw(",\"place\":")
            out.quoted(defect.place)
            out.raw(",\"rule\":")
            out.quoted(defect.rule)
            out.raw("}")
        }
        out.raw("],\"fetchedAt\":")
        out.number(Int((dataset.fetchedAt.timeIntervalSince1970 * 1000).rounded()))
        out.raw(",\"source\":")
        out.quoted(dataset.source)
        out.raw(",\"tables\":{")
        for (place, name) in dataset.tables.keys.sorted().enumerated() {
            guard let table = dataset.tables[name] else { continue }
            if place > 0 { out.raw(",") }
            out.quoted(name)
            out.raw(":")
            write(table, into: &out)
        }
        out.raw("}}")
        return out.bytes
    }

    private static func write(_ table: DatasetTable, into out: inout JSONText) {
        out.raw("{")
        for (place, name) in table.columns.keys.sorted().enumerated() {
            if place > 0 { out.raw(",") }
            out.quoted(name)
            out.raw(":{")
            switch table.columns[name] {
            case .integers(let values):
                out.raw("\"integers\":")
                out.list(values) { $0.number($1) }
            case .reals(let values):
                out.raw("\"reals\":")
                out.list(values) { $0.raw("\($1)") }
            case .texts(let values):
                out.raw("\"texts\":")
                out.list(values) { $0.quoted($1) }
            case nil: break
            }
            out.raw("}")
        }
        out.raw("}")
    }

    /// Reads what ``bytes(_:)`` wrote; the files themselves are not in it.
    static func dataset(_ bytes: [UInt8]) throws(JSONError) -> Dataset {
        try JSONReader.read(bytes) { reader throws(JSONError) in
            var source = ""
            var milliseconds = 0
            var tables: [String: DatasetTable] = [:]
            var defects: [DatasetDefect] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "source": source = try reader.readString()
                case "fetchedAt": milliseconds = try reader.readInt()
                case "tables":
                    try reader.beginObject()
                    while let name = try reader.nextKey() { tables[name.text] = try table(&reader) }
                case "defects":
                    try reader.beginArray()
                    while try reader.nextElement() { defects.append(try defect(&reader)) }
                default: try reader.skipValue()
                }
            }
            let fetchedAt = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            return Dataset(source: source, fetchedAt: fetchedAt, files: [], tables: tables, defects: defects)
        }
    }

    private static func table(_ reader: inout JSONReader) throws(JSONError) -> DatasetTable {
        var columns: [String: DatasetTable.Column] = [:]
        var count = 0
        try reader.beginObject()
        while let name = try reader.nextKey() {
            try reader.beginObject()
            while let kind = try reader.nextKey() {
                switch kind {
                case "integers":
                    let values = try list(&reader) { reader throws(JSONError) in try reader.readInt() }
                    columns[name.text] = .integers(values)
                    count = values.count
                case "reals":
                    let values = try list(&reader) { reader throws(JSONError) in try reader.readDouble() }
                    columns[name.text] = .reals(values)
                    count = values.count
                case "texts":
                    let values = try list(&reader) { reader throws(JSONError) in try reader.readString() }
                    columns[name.text] = .texts(values)
                    count = values.count
                default: try reader.skipValue()
                }
            }
        }
        return DatasetTable(rowCount: count, columns: columns)
    }

    private static func list<Value>(
        _ reader: inout JSONReader, _ value: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> [Value?] {
        var values: [Value?] = []
        try reader.beginArray()
        while try reader.nextElement() {
            if try reader.peekKind() == .null { values.append(nil) } else { values.append(try value(&reader)) }
        }
        return values
    }

    private static func defect(_ reader: inout JSONReader) throws(JSONError) -> DatasetDefect {
        let value = try reader.readValue()
        return DatasetDefect(
            rule: value["rule"]?.string ?? "", place: value["place"]?.string ?? "",
            message: value["message"]?.string ?? "")
    }
}
