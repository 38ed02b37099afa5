// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What the engine answers with status 400: a code, and a sentence.
package struct Refusal: Sendable {
    /// As `NoRoute`.
    package let code: String
    /// What is wrong; may be empty.
    package let message: String

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        var code: String?
        var message = ""
        try JSONReader.read(bytes) { reader throws(JSONError) in
            try reader.readObject { key, reader throws(JSONError) in
                switch key {
                case "code": code = try reader.readString()
                case "message": message = try reader.readString()
                default: try reader.skipValue()
                }
            }
            guard code != nil else { throw reader.error(.missingKey, "The member code is missing.") }
        }
        self.code = code ?? ""
        self.message = message
    }

    /// An answer with status 200 has the code `Ok`.
    static func expectOk(_ code: String?, _ reader: borrowing JSONReader) throws(JSONError) {
        guard let code else { throw reader.error(.missingKey, "The member code is missing.") }
        guard code == "Ok" else { throw reader.error(.invalidValue, "The code is “\(code.prefix(40))”, not “Ok”.") }
    }
}
