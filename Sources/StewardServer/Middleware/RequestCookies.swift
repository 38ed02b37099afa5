// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

extension Request {
    /// The value of the first cookie of this name that a browser sent (RFC 6265, section 4.2). Every request is asked
    /// for a few, so the others are passed over byte by byte and nothing is kept of them.
    func cookie(_ name: String) -> String? {
        for field in headers[values: .cookie] {
            var rest = field.utf8[...]
            while !rest.isEmpty {
                let pair = rest.prefix { $0 != UInt8(ascii: ";") }
                rest = rest[pair.endIndex...].dropFirst()
                let named = pair.drop { $0 == UInt8(ascii: " ") }
                guard named.starts(with: name.utf8) else { continue }
                let value = named.dropFirst(name.utf8.count)
                if value.first == UInt8(ascii: "=") { return String(Substring(value.dropFirst())) }
            }
        }
        return nil
    }
}
