// SPDX-License-Identifier: Apache-2.0

/// Why a certificate cannot be used: one sentence with the file and the repair.
package struct CertificateError: Error, CustomStringConvertible, Equatable {
    package let description: String
    init(_ sentence: String) { description = sentence }
}
