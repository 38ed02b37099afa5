// SPDX-License-Identifier: Apache-2.0

/// What every integration promises, whatever it connects to.
public enum IntegrationContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [
            idEqualsFolder, initMakesNoRequest, healthyAgainstSimulator, wrongCredential, throttling, serverFailure,
            disconnect, timeout, malformedBody, cancellation, secretsNeverShow, missingSetting, unknownSetting,
            onlyItsHosts, answersDecode, capabilitiesAreReal, readme, quality,
        ]
    }
}
