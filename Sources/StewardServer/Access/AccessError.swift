// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// Why somebody does not get in, or may not change something.
package enum AccessError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No account has this name and password. Which of the two is wrong is not said.
    case wrongCredentials
    /// Too many failures; tried again before then, the password is not even looked at.
    case throttled(until: Date)
    /// The password is right, and the account may not sign in any more.
    case disabled
    /// More sign-ins are waiting than are taken at once.
    case busy
    /// The one-time link is unknown, used, withdrawn or too old.
    case linkInvalid
    /// The name is somebody else's.
    case nameTaken
    /// The name cannot be one.
    case nameRefused
    /// The password cannot be one.
    case passwordRefused(PasswordPolicy.Refusal)
    /// The visitor may not do this.
    case forbidden
    /// There would be nobody left who may change accounts.
    case lastOwner
    /// There is no such account, session, token or invitation.
    case notFound
    /// A token's name, scopes or end cannot be what was asked for.
    case tokenRefused
    /// Sign-in with Google is not set up.
    case googleMissing
    /// The sign-in with Google is unknown, used or older than ten minutes, or began in another browser.
    case googleStale
    /// The Google account's address is not verified, or not on the list of those who may sign in.
    case googleNotAllowed
    /// The Google account belongs to another account here.
    case googleTaken
    /// An address, time zone or another value cannot be what was asked for.
    case invalid(String)

    /// One sentence for a person, in English.
    package var description: String {
        switch self {
        case .wrongCredentials: "The name or the password is wrong."
        case .throttled: "There were too many failed attempts; wait a little before the next."
        case .disabled: "This account is disabled; an owner can enable it."
        case .busy: "Too many people are signing in at this moment; try again in a few seconds."
        case .linkInvalid: "This link is not valid any more; ask for a new one."
        case .nameTaken: "This name is taken; choose another."
        case .nameRefused: "A name has 1 to 64 characters, and neither line breaks nor invisible characters."
        case .passwordRefused(let refusal): refusal.description
        case .forbidden: "Your account may not do this."
        case .lastOwner: "This is the last owner; make somebody else an owner first."
        case .notFound: "It does not exist any more."
        case .tokenRefused:
            "A token needs a name of 1 to 64 characters, scopes that you have, and an end in the future."
        case .googleMissing: "Sign-in with Google is not set up here."
        case .googleStale: "This sign-in with Google took too long or was used already; start again."
        case .googleNotAllowed: "This Google account is not on the list of those who may sign in here."
        case .googleTaken: "This Google account belongs to another account here."
        case .invalid(let sentence): sentence
        }
    }
}
