// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardStore

/// The trip that goes on with a vehicle, large.
struct LiveTripPart: Part {
    let car: LogbookCar
    let live: LiveTrip
    let formField: HTML
    /// Where the forms come back to.
    let back: String

    private var parts: LogbookParts { car.parts }
    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var html: HTML {
        let id = "live-\(car.id)"
        let since = Date(microseconds: live.start)
        let duration = words.duration(
            .microseconds(max(0, words.now.microseconds - live.start)), .short)
        return """
            <section class="card live-trip" aria-labelledby="\(id)" data-event="trip" data-key="\(car.id)" \
            data-state="\(LiveTripState(live).rawValue)" data-name="\(car.name)">
            <header><h2 id="\(id)">\(car.name)</h2>\(Badge(say(state.phrase), state.tone))</header>
            <p class="large"><b data-value="distance" data-form="\(parts.unit.rawValue)">\
            \(parts.distance(live.distance))</b> \
            <span class="quiet">\(duration)</span></p>
            <p class="small">\(say(.logbookSince)) \(words.ago(since)) · \
            \(words.count(live.fixes, .logbookFixes))\(odometer)\(place)</p>
            <footer class="actions">\(button("finished", .logbookFinish))\(button("cancelled", .logbookNoTrip))</footer>
            </section>
            """
    }

    private var state: LiveTripState { LiveTripState(live) }

    private var odometer: HTML? {
        live.odometer.map { " · \(say(.logbookOdometer)) \(parts.distance($0.value))" }
    }

    private var place: HTML? { live.isAtSkipPlace ? " · \(say(.logbookAtSkip))" : nil }

    private func button(_ value: String, _ phrase: Phrase) -> HTML {
        var button = Button(say(phrase))
        (button.name, button.value) = ("what", value)
        button.fullName = "\(say(phrase)): \(car.name)"
        return """
            <form class="inline" method="post" action="\(LogbookPages.car(car.id))/live">\(formField)\
            \(LogbookPages.backField(back))\(button)</form>
            """
    }
}

/// What a trip that goes on does, in one word.
enum LiveTripState: String, Sendable, CaseIterable {
    case driving, paused, ending

    init(_ trip: LiveTrip) {
        switch trip.phase {
        case .driving: self = .driving
        case .paused: self = .paused
        case .ending: self = .ending
        }
    }

    var phrase: Phrase {
        switch self {
        case .driving: .logbookDriving
        case .paused: .logbookPaused
        case .ending: .logbookEnding
        }
    }
    var tone: Tone {
        switch self {
        case .driving: .good
        case .paused: .low
        case .ending: .hint
        }
    }
}
