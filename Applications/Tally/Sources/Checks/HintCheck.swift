// SPDX-License-Identifier: Apache-2.0

/// What may be worth a look although nothing need be wrong.
struct HintCheck: Check {
    var rules: [Rule] { [.advanceZero] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        guard form.document.form == .announcement else { return }
        guard let inside = form.figures[.countedAdvanceInside] else { return report.skip(.advanceZero) }
        if inside != 0 { return report.hold(.advanceZero) }
        report.fail(.advanceZero)
        report.add(form.finding(.advanceZero, values: [form.value(.countedAdvanceInside)]))
    }
}
