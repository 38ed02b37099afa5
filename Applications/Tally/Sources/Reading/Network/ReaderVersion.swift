// SPDX-License-Identifier: Apache-2.0

extension ReadForms.Reader {
    /// The weights and thresholds of this program; an empty hash for weights that are damaged.
    package static let current = ReadForms.Reader(
        digits: Network.digits?.file.sha256 ?? "", words: Network.words?.file.sha256 ?? "",
        thresholds: DecodingThresholds.handwritten.version)
}
