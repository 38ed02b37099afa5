// SPDX-License-Identifier: Apache-2.0

extension ReadForms.Reader {
    /// The weights of this program and the thresholds of this form; an empty hash for weights that are damaged.
    package static func current(for form: FormType) -> ReadForms.Reader {
        let digits = form == .announcement ? Network.typedDigits : Network.handwrittenDigits
        return ReadForms.Reader(
            digits: digits?.file.sha256 ?? "", words: Network.words?.file.sha256 ?? "",
            thresholds: DecodingThresholds.of(form).version)
    }
}
