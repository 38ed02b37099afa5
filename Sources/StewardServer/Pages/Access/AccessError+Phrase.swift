// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore

/// What an error says on a page, in the languages of the pages.
extension AccessError {
    /// One calm sentence. `now` says how long a wait is.
    func phrase(now: Date) -> Phrase {
        switch self {
        case .wrongCredentials: .wrongCredentials
        case .throttled(let until): .waitMinutes(Self.minutes(until: until, now: now))
        case .disabled: .accountIsDisabled
        case .busy: .signInBusy
        case .linkInvalid: .linkIsOver
        case .nameTaken: .nameTaken
        case .nameRefused: .nameRefused
        case .passwordRefused(let refusal): refusal.phrase
        case .forbidden: .mayNot
        case .lastOwner: .lastOwner
        case .notFound: .existsNoMore
        case .tokenRefused: .tokenRefused
        case .googleMissing: .googleMissing
        case .googleStale: .googleStale
        case .googleNotAllowed: .googleNotAllowed
        case .googleTaken: .googleTaken
        case .invalid(let sentence): Phrase(sentence, sentence, sentence)
        }
    }

    /// The status of the page that says it.
    var status: HTTPResponse.Status {
        switch self {
        case .throttled: .tooManyRequests
        case .busy: .serviceUnavailable
        case .linkInvalid: .gone
        case .forbidden, .disabled, .googleNotAllowed: .forbidden
        case .notFound, .googleMissing: .notFound
        case .nameTaken, .lastOwner, .googleTaken: .conflict
        default: .unprocessableContent
        }
    }

    /// Seconds after which trying again may help.
    func retryAfter(now: Date) -> Int? {
        switch self {
        case .throttled(let until): max(1, Int(until.timeIntervalSince(now).rounded(.up)))
        case .busy: 5
        default: nil
        }
    }

    /// Whole minutes to wait, at least one.
    static func minutes(until: Date, now: Date) -> Int {
        max(1, Int((until.timeIntervalSince(now) / 60).rounded(.up)))
    }

    /// The control of a form that it is about; `nil` when it is about none, or must not say which.
    var field: String? {
        switch self {
        case .nameTaken, .nameRefused: "name"
        case .passwordRefused: "password"
        default: nil
        }
    }
}

extension PasswordPolicy.Refusal {
    var phrase: Phrase {
        switch self {
        case .tooShort: .passwordTooShort
        case .tooLong: .passwordTooLong
        case .common: .passwordCommon
        case .name: .passwordIsName
        }
    }
}

extension Role {
    var phrase: Phrase {
        switch self {
        case .viewer: .roleViewer
        case .reviewer: .roleReviewer
        case .owner: .roleOwner
        }
    }
    /// What the role may do, in a few words.
    var may: Phrase {
        switch self {
        case .viewer: .roleViewerMay
        case .reviewer: .roleReviewerMay
        case .owner: .roleOwnerMay
        }
    }
}

extension Scope {
    /// What it lets somebody do, in a few words.
    var may: Phrase {
        switch self {
        case .open: .none
        case .read: .mayRead
        case .drive: .mayDrive
        case .review: .mayReview
        case .operate: .mayOperate
        case .administer: .mayAdminister
        case .metrics: .mayMetrics
        }
    }
}
