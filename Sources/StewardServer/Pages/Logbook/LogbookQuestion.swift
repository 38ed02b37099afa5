// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardStore

/// An open question with what it is about.
struct LogbookQuestion: Sendable {
    let question: OpenQuestion
    let car: LogbookCar
    let trip: Trip?
    let isOverdue: Bool

    init(_ question: OpenQuestion, _ car: LogbookCar, now: Date) {
        self.question = question
        self.car = car
        trip = question.trip.flatMap { car.view.trip($0) }
        isOverdue = question.isOverdue(at: now.microseconds)
    }

    private var parts: LogbookParts { car.parts }
    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    /// What is asked, in one sentence.
    var sentence: String {
        let amount = question.distance.map { parts.distance($0) } ?? ""
        return say(Self.phrase(question.kind)).replacing("{km}", with: amount).replacing(
            "{fields}", with: fields
        )
        .replacing("{why}", with: question.fault.map { say(Self.phrase($0)) } ?? "")
    }

    /// What it is about: a trip, or a vehicle on a day.
    var subject: String {
        guard let trip else { return "\(car.name), \(words.date(question.day))" }
        return "\(parts.dayText(trip.start.instant)): \(parts.routeText(trip))"
    }

    /// What is missing, as `purpose, partner`.
    private var fields: String {
        question.fields.map { say(.field($0)).lowercased() }.joined(separator: ", ")
    }

    /// Until when an answer is in time.
    var deadline: String? {
        guard let deadline = question.deadline else { return nil }
        let date = Date(microseconds: deadline)
        let phrase: Phrase = isOverdue ? .logbookOverdue : .logbookDue
        return say(phrase).replacing("{when}", with: words.relative(date))
    }

    /// Where it is answered.
    var address: String {
        let path = LogbookPages.car(car.id)
        switch question.kind {
        case .gap:
            guard let before = question.before, let after = question.after else { return path }
            return LogbookPages.gap(car.id, before: before, after: after)
        case .readingWanted: return path + "#reading"
        case .impossibleReading: return path + "#readings"
        case .orphan: return path + "#orphans"
        case .missingPurpose: return trip.map { LogbookPages.trip($0.id) + "#purpose" } ?? path
        case .unknownPlace: return trip.map { LogbookPages.trip($0.id) + "#ends" } ?? path
        case .longRoute: return trip.map { LogbookPages.trip($0.id) + "#way" } ?? path
        case .unclassified: return trip.map { LogbookPages.trip($0.id) + "#use" } ?? path
        case .impossibleTrip, .lateArrival, .changedAfterClosing:
            return trip.map { LogbookPages.trip($0.id) } ?? path
        }
    }

    var tone: Tone {
        if isOverdue { return .high }
        return switch question.kind {
        case .unclassified, .missingPurpose, .gap, .impossibleTrip, .impossibleReading: .medium
        case .changedAfterClosing, .lateArrival, .orphan, .unknownPlace, .longRoute, .readingWanted:
            .low
        }
    }

    /// One or two words.
    var label: String { say(Self.label(question.kind)) }

    private static func label(_ kind: OpenQuestion.Kind) -> Phrase {
        switch kind {
        case .unclassified: .logbookUse
        case .unknownPlace: .logbookAddress
        case .missingPurpose: .logbookPurpose
        case .gap: .logbookGap
        case .readingWanted, .impossibleReading: .logbookOdometer
        case .longRoute: .logbookWay
        case .impossibleTrip: .logbookTrip
        case .lateArrival, .changedAfterClosing: .logbookClosedMonth
        case .orphan: .logbookDecision
        }
    }

    private static func phrase(_ kind: OpenQuestion.Kind) -> Phrase {
        switch kind {
        case .unclassified: .logbookAskUse
        case .unknownPlace: .logbookAskPlace
        case .missingPurpose: .logbookAskFields
        case .gap: .logbookAskGap
        case .readingWanted: .logbookAskReading
        case .longRoute: .logbookAskRoute
        case .impossibleReading: .logbookAskImpossibleReading
        case .impossibleTrip: .logbookAskImpossibleTrip
        case .lateArrival: .logbookAskLate
        case .changedAfterClosing: .logbookAskChanged
        case .orphan: .logbookAskOrphan
        }
    }

    static func phrase(_ reason: ReadingGuard.Reason) -> Phrase {
        switch reason {
        case .decreasing: .logbookReadingDecreasing
        case .tooFast: .logbookReadingTooFast
        case .contradicted: .logbookReadingContradicted
        case .repeated: .logbookReadingRepeated
        }
    }
}

/// The list of what needs the reader, each with the shortest answer there is.
struct LogbookQuestionsPart: Part {
    let questions: [LogbookQuestion]
    let filter: LogbookFilter
    let words: Words
    let formField: HTML

    /// So many are shown at first.
    static let most = 8

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var html: HTML {
        guard !questions.isEmpty else {
            return NoticeBox(.good, title: say(.logbookCalm), "<p>\(say(.logbookCalmHelp))</p>").html
        }
        let shown = filter.showsAllQuestions ? questions[...] : questions.prefix(Self.most)
        let rest = questions.count - shown.count
        let more: HTML =
            rest > 0
            ? """
            <p><a href="\(filter.with { $0.showsAllQuestions = true }.address)#questions">\
            \(words.count(rest, .logbookMoreQuestions))</a></p>
            """ : ""
        return """
            <ul class="matters" data-answers>\(shown.map(row))</ul>
            \(more)
            """
    }

    private func row(_ question: LogbookQuestion) -> HTML {
        let due: HTML = question.deadline.map { " <span class=\"quiet small\">\($0)</span>" } ?? ""
        return """
            <li tabindex="-1" data-answer>\(Badge(question.label, question.tone))
            <div><p><a href="\(question.address)">\(question.subject)</a></p>
            <p class="small">\(question.sentence)\(due)</p></div>
            <div class="actions">\(answer(question))</div></li>

            """
    }

    private func answer(_ question: LogbookQuestion) -> HTML {
        guard let trip = question.trip else { return way(question) }
        switch question.question.kind {
        case .unclassified:
            return LogbookUseButtons(
                trip: trip, subject: question.subject, back: filter.address + "#questions", words: words,
                formField: formField
            ).html
        case .missingPurpose: return fields(question, trip)
        default: return way(question)
        }
    }

    private func way(_ question: LogbookQuestion) -> HTML {
        """
        <a class="button small" href="\(question.address)" aria-label="\(say(.logbookAnswer)): \(question.subject)">\
        \(say(.logbookAnswer))</a>
        """
    }

    private func fields(_ question: LogbookQuestion, _ trip: Trip) -> HTML {
        let inputs = question.question.fields.map { field -> HTML in
            let label = say(.field(field))
            return """
                <input class="short" type="text" name="\(field.rawValue)" maxlength="300" autocomplete="off" \
                placeholder="\(label)" aria-label="\(label): \(question.subject)">
                """
        }
        var save = Button(say(.saveDo))
        save.fullName = "\(say(.saveDo)): \(question.subject)"
        return """
            <form class="inline" method="post" action="\(LogbookPages.trip(trip.id))/details">\(formField)\
            \(LogbookPages.backField(filter.address + "#questions"))\(inputs)\(save)</form>
            """
    }
}

/// One button for each use of a trip.
struct LogbookUseButtons: Part {
    let trip: Trip
    /// What the trip is called, for who cannot see the row.
    let subject: String
    let back: String
    let words: Words
    let formField: HTML

    var html: HTML {
        let buttons = [Trip.Use.business, .commute, .personal].map { use -> HTML in
            var button = Button(words.say(.use(use)))
            (button.name, button.value, button.keys) = ("use", use.rawValue, use.key)
            button.fullName = "\(words.say(.use(use))): \(subject)"
            return button.html
        }
        let mixed = words.say(.use(.mixed))
        return """
            <form class="inline" method="post" action="\(LogbookPages.trip(trip.id))/use">\(formField)\
            \(LogbookPages.backField(back))\
            <input type="hidden" name="seen" value="\(trip.use.rawValue)">\(buttons)</form>\
            <a class="button" href="\(LogbookPages.trip(trip.id))#use" aria-keyshortcuts="m" \
            aria-label="\(mixed): \(subject)">\(mixed)…</a>
            """
    }
}
