// SPDX-License-Identifier: Apache-2.0
import Tally

struct FormMark: Sendable {
    var form: FormType?
    var ballot: BallotKind?
}
extension PageLayout { var mark: FormMark? { nil } }
extension PageEvidence { var fields: [(FormField, CellEvidence, PageBox)] { [] } }
