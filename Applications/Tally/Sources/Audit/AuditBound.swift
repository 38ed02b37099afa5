// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What re-reading a sample supports: the Kaplan–Markov bound.
///
/// A form's taint is the share of its values that were misread, 1 where it could not be re-read. If the mean taint of
/// all forms were `tolerable` or more, the mean of 1 − taint would be at most 1 − `tolerable`; by Markov's inequality
/// the product of (1 − taint) over the sample then reaches (1 − `tolerable`)ⁿ / α with a probability of at most α. So
///
///     P = ∏ (1 − tolerable) / (1 − taint)
///
/// never understates. For draws with replacement that is P. B. Stark, “Risk-limiting postelection audits: conservative
/// P-values from common probability inequalities” (2009), with equal bounds of all forms; without replacement it holds
/// because the mean of products of n different values is at most the n-th power of their mean (Maclaurin). It holds for
/// a size that was fixed before the draw.
package struct AuditBound: Sendable, Hashable {
    package let population: Int
    package let risk: Double
    package let tolerable: Double
    /// The taints that were found, one for each form of the sample.
    package let taints: [Double]
    /// The largest probability with which so good a sample is drawn although the forms are as bad as tolerable.
    package let pValue: Double

    package init(taints: [Double], population: Int, risk: Double, tolerable: Double) {
        let taints = taints.map { min(1, max(0, $0)) }
        self.taints = taints
        self.population = population
        self.risk = risk
        self.tolerable = tolerable
        if taints.count >= population {
            // Everything was read: nothing is left to chance.
            let mean = population == 0 ? 0 : taints.reduce(0, +) / Double(population)
            pValue = mean < tolerable ? 0 : 1
        } else if taints.contains(1) {
            pValue = 1
        } else {
            pValue = min(1, Foundation.exp(taints.reduce(0) { $0 + Foundation.log((1 - tolerable) / (1 - $1)) }))
        }
    }

    /// Whether the risk limit is reached.
    package var isReached: Bool { pValue <= risk }
    package var formsWithErrors: Int { taints.count { $0 > 0 } }

    /// The risk that is supported, for people.
    package var sentence: String {
        let limit = Self.percent(tolerable)
        if taints.count >= population {
            return isReached
                ? "All \(population) accepted forms were re-read: less than \(limit) of the values is wrong."
                : "All \(population) accepted forms were re-read: \(limit) of the values or more is wrong."
        }
        let found = "\(taints.count) of \(population) accepted forms were re-read, \(formsWithErrors) with an error"
        guard isReached else {
            return "\(found): that does not support a risk limit of \(Self.percent(risk)). If \(limit) or more of the "
                + "values were wrong, so good a sample could come with a probability of \(Self.percent(pValue))."
        }
        return
            "\(found): if \(limit) or more of the values of the accepted forms were wrong, on average over the "
            + "forms, so good a sample would come with a probability of at most \(Self.percent(pValue)), within the "
            + "risk limit of \(Self.percent(risk))."
    }

    /// `5 %`, `0.1 %`; rounded up, so that no sentence promises more than was found.
    static func percent(_ share: Double) -> String {
        let scaled = share * 100
        let places = scaled >= 10 ? 10.0 : scaled >= 0.1 ? 100.0 : 10_000.0
        let rounded = (scaled * places - 1e-9).rounded(.up) / places
        return (rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)) + " %"
    }
}
