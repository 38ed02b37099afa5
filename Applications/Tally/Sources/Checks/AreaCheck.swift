// SPDX-License-Identifier: Apache-2.0

/// The area is in the register, the province's name is the register's, and eligible voters are about as many.
struct AreaCheck: Check {
    var rules: [Rule] { [.areaUnknown, .provinceDiffers, .unitRange, .eligibleRegister] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        guard let constituency = form.constituency else {
            let printed = NamedValue(.printedName, text: form.document.printedProvince, source: form.evidence)
            report.skip(.provinceDiffers)
            if form.document.form == .announcement { report.skip(.eligibleRegister) }
            report.fail(.areaUnknown)
            report.add(
                form.finding(.areaUnknown, severity: .high, consequence: Consequence(.unknown), values: [printed]))
            return
        }
        report.hold(.areaUnknown)
        checkProvince(subject, into: &report)
        checkUnit(subject, into: &report)
        if form.document.form == .announcement { checkEligible(form, constituency, into: &report) }
    }

    private func checkUnit(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        guard case .unit(let number) = form.document.place,
            let stations = subject.context.register.constituencies[form.document.area]?.stations, stations > 0
        else { return }
        if (1...stations).contains(number) { return report.hold(.unitRange) }
        report.fail(.unitRange)
        let source = Evidence(file: "info_constituency", place: form.constituency?.id ?? "")
        report.add(
            form.finding(
                .unitRange, severity: .high, consequence: Consequence(.unknown),
                values: [NamedValue(.registered, number: stations, source: source)], expected: stations, found: number))
    }

    private func checkProvince(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        let printed = form.document.printedProvince
        guard let name = subject.context.register.provinces[form.document.area.province]?.name, !printed.isEmpty else {
            return report.skip(.provinceDiffers)
        }
        if printed.sameBytes(as: name) || Self.key(printed) == Self.key(name) { return report.hold(.provinceDiffers) }
        report.fail(.provinceDiffers)
        report.add(
            form.finding(
                .provinceDiffers,
                values: [
                    NamedValue(.printedName, text: printed, source: form.evidence),
                    NamedValue(.registerName, text: name, source: Evidence(file: "info_province", place: name)),
                ]))
    }

    private static func key(_ name: String) -> NameKey {
        let folded = (try? ThaiText.fold(name)) ?? name
        let prefix = "จังหวัด"
        return NameKey(party: folded.hasPrefix(prefix) ? String(folded.dropFirst(prefix.count)) : folded)
    }

    private func checkEligible(
        _ form: ExaminedForm, _ constituency: CheckContext.Constituency, into report: inout CheckReport
    ) {
        guard let registered = constituency.registeredVoters, registered > 0, let eligible = form.figures[.eligible]
        else { return report.skip(.eligibleRegister) }
        if abs(eligible - registered) * 100 <= registered { return report.hold(.eligibleRegister) }
        report.fail(.eligibleRegister)
        report.add(
            form.finding(
                .eligibleRegister,
                values: [
                    form.value(.eligible),
                    NamedValue(
                        .registered, number: registered,
                        source: Evidence(file: "info_constituency", place: constituency.id)),
                ], expected: registered, found: eligible))
    }
}
