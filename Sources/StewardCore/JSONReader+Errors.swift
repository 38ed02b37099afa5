// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// An error at the value read last, for a caller who finds it not allowed: what is wrong, in one sentence.
    public func error(_ code: JSONError.Code, _ message: String) -> JSONError {
        error(code, message, at: valueStart)
    }

    /// An error at a byte. Line and column are counted now, not while reading.
    func error(_ code: JSONError.Code, _ message: String, at offset: Int) -> JSONError {
        var line = 1
        var column = 1
        for index in 0..<min(offset, count) {
            let byte = base[index]
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return JSONError(code, message, offset: offset, line: line, column: column, path: path())
    }

    /// The error for a byte at `position` that cannot stand there.
    func unexpected(_ wanted: String) -> JSONError {
        guard position < count else {
            return error(.truncated, "The text ends where \(wanted) should follow.", at: position)
        }
        let byte = base[position]
        let shown = (0x21...0x7E).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
        return error(.syntax, "Found \(shown) where \(wanted) should be.", at: position)
    }

    /// The error for a value of another kind; a byte that begins no value is named as such.
    mutating func wrongType(_ wanted: String) -> JSONError {
        do throws(JSONError) {
            let found =
                switch try peekKind() {
                case .object: "an object"
                case .array: "a list"
                case .string: "text"
                case .number: "a number"
                case .bool: "a truth value"
                case .null: "null"
                }
            return error(.wrongType, "Found \(found) where \(wanted) is expected.", at: position)
        } catch {
            return error
        }
    }
}
