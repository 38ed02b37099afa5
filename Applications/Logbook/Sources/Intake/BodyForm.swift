// SPDX-License-Identifier: Apache-2.0

/// What a body looks like by its first byte. Phones and scripts often send the wrong content type.
enum BodyForm {
    case empty, json, parameters, multipart, other

    init(_ body: [UInt8]) {
        switch body.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) ?? 0x20 {
        case 0x20: self = .empty
        // A byte order mark stands before JSON that Windows wrote.
        case UInt8(ascii: "{"), UInt8(ascii: "["), 0xEF: self = .json
        case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .parameters
        case UInt8(ascii: "-"): self = .multipart
        default: self = .other
        }
    }
}
