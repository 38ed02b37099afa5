// SPDX-License-Identifier: Apache-2.0

/// Object identifiers of PostgreSQL's built-in types (`pg_type.dat`).
enum PostgresType {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let name: UInt32 = 19
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let oid: UInt32 = 26
    static let float4: UInt32 = 700
    static let float8: UInt32 = 701
    static let varchar: UInt32 = 1043
    static let numeric: UInt32 = 1700
}

/// A statement's values as PostgreSQL's binary formats, so that nothing is quoted or cut at a NUL.
struct PostgresParameters {
    /// The type of each value; 0 lets the server decide, for null.
    let types: [UInt32]
    private let lengths: [Int32]
    private let formats: [Int32]
    private let starts: [Int?]
    private let bytes: [UInt8]

    init(_ values: [SQLValue]) {
        var types: [UInt32] = []
        var lengths: [Int32] = []
        var starts: [Int?] = []
        var bytes: [UInt8] = []
        for value in values {
            let start = bytes.count
            switch value {
            case .null: types.append(0)
            case .integer(let integer):
                types.append(PostgresType.int8)
                Self.append(UInt64(bitPattern: integer), to: &bytes)
            case .real(let real):
                types.append(PostgresType.float8)
                Self.append(real.bitPattern, to: &bytes)
            case .text(let text):
                types.append(PostgresType.text)
                bytes.append(contentsOf: text.utf8)
            case .bytes(let blob):
                types.append(PostgresType.bytea)
                bytes.append(contentsOf: blob)
            }
            lengths.append(Int32(clamping: bytes.count - start))
            starts.append(value == .null ? nil : start)
        }
        // An empty value needs an address too: a null pointer would mean null.
        bytes.append(0)
        self.types = types
        self.lengths = lengths
        self.starts = starts
        self.bytes = bytes
        formats = Array(repeating: 1, count: values.count)
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Calls `body` with libpq's arrays: values, lengths, formats.
    func withArrays<Value>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Value
    ) -> Value {
        bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in start.flatMap { start in base.map { $0 + start } } }
            return pointers.withUnsafeBufferPointer { pointers in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
