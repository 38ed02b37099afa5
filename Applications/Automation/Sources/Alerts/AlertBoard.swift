// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardIntegration

/// Decides when people are told of what: events go in, what is to be told comes out.
///
/// A matter that starts is told once, is told again after growing pauses while it lasts, and once when it is over. One
/// that comes and goes is over only when it has been gone for a time that doubles with every return, so that it is not
/// told each time. In quiet hours only what is critical is told; the rest is told when they end. What is muted is told
/// when it is still the matter afterwards.
package struct AlertBoard: Sendable, Hashable {
    package var rules: AlertRules
    /// Every matter that is open or is remembered, by its topic.
    package private(set) var matters: [String: AlertedMatter]

    package init(_ rules: AlertRules = AlertRules(), matters: [AlertedMatter] = []) {
        self.rules = rules
        self.matters = Dictionary(matters.map { ($0.topic, $0) }) { _, last in last }
    }

    /// What happens.
    package enum Event: Sendable, Hashable {
        /// All that is the matter by one source: what it knew and does not name any more is gone.
        case look(source: String, [Matter])
        /// This is the matter, whatever else is.
        case seen(Matter)
        /// This is not the matter any more.
        case gone(topic: String)
        /// Nobody is to hear of it until then.
        case mute(topic: String, until: Date, by: String)
        /// People are to hear of it again.
        case unmute(topic: String)
        /// Time has passed.
        case tick
    }

    /// One thing to tell.
    package struct Telling: Sendable, Hashable {
        package let sort: Sort
        /// As it stands when it is told.
        package let state: AlertedMatter

        package enum Sort: String, Sendable, Hashable, CaseIterable {
            case started, worse, reminder, over
            /// It started and was over before anybody could be told.
            case passed
        }
    }

    /// Takes an event; gives what is to be told now, by topic.
    package mutating func handle(_ event: Event, at now: Date) -> [Telling] {
        followClock(now)
        matters = matters.filter { !isForgotten($0.value, now) }
        switch event {
        case .look(let source, let found):
            let named = Set(found.map(\.topic))
            for matter in found { see(matter, now) }
            for (topic, state) in matters where state.matter.source == source && !named.contains(topic) {
                lose(topic, now)
            }
        case .seen(let matter): see(matter, now)
        case .gone(let topic): lose(topic, now)
        case .mute(let topic, let until, let by):
            matters[topic]?.mutedUntil = until
            matters[topic]?.mutedBy = by
        case .unmute(let topic):
            matters[topic]?.mutedUntil = nil
            matters[topic]?.mutedBy = nil
        case .tick: break
        }
        return tick(now)
    }

    /// What is the matter now, the longest first; what was gone a moment ago too.
    package var open: [AlertedMatter] {
        matters.values.filter(\.isOpen).sorted { ($0.since, $0.topic) < ($1.since, $1.topic) }
    }

    /// Times that lie ahead were taken from a clock that was put back since: what waits for them would wait as long.
    private mutating func followClock(_ now: Date) {
        // Nodes differ by a little.
        let ahead = now.addingTimeInterval(60)
        for (topic, state) in matters {
            if state.since > ahead { matters[topic]?.since = now }
            if let gone = state.goneAt, gone > ahead { matters[topic]?.goneAt = now }
            let latest = now.addingTimeInterval(rules.pause(before: state.reminders))
            if let due = state.remindAt, due > latest.addingTimeInterval(60) { matters[topic]?.remindAt = latest }
        }
    }

    private mutating func see(_ matter: Matter, _ now: Date) {
        guard var state = matters[matter.topic] else {
            matters[matter.topic] = AlertedMatter(matter, since: now)
            return
        }
        if state.goneAt != nil {
            let returns = state.returns + 1
            // Whoever has not heard of the end hears of one matter that went on.
            if state.isOver, !state.owesEnd { state = AlertedMatter(matter, since: now) }
            (state.isOver, state.owesEnd, state.goneAt) = (false, false, nil)
            state.returns = returns
        }
        state.matter = matter
        matters[matter.topic] = state
    }

    private mutating func lose(_ topic: String, _ now: Date) {
        guard let state = matters[topic], !state.isOver, state.goneAt == nil else { return }
        matters[topic]?.goneAt = now
    }

    private mutating func tick(_ now: Date) -> [Telling] {
        var told: [Telling] = []
        for topic in matters.keys.sorted() {
            guard var state = matters[topic] else { continue }
            if let sort = step(&state, now) { told.append(Telling(sort: sort, state: state)) }
            matters[topic] = isForgotten(state, now) ? nil : state
        }
        return told
    }

    private func isForgotten(_ state: AlertedMatter, _ now: Date) -> Bool {
        guard state.isOver, !state.owesEnd, let gone = state.goneAt else { return false }
        return now.timeIntervalSince(gone) >= Double(rules.memory.components.seconds)
    }

    /// Moves one matter on; gives what is to be told of it.
    private func step(_ state: inout AlertedMatter, _ now: Date) -> Telling.Sort? {
        if let gone = state.goneAt, !state.isOver, now.timeIntervalSince(gone) >= rules.calm(after: state.returns) {
            state.isOver = true
            state.owesEnd = !state.isMuted(at: now)
            (state.mutedUntil, state.mutedBy) = (nil, nil)
        }
        let isHushed = state.matter.severity < .critical && rules.isQuiet(now)
        guard !state.isMuted(at: now), !isHushed else { return nil }
        return state.isOver ? end(&state) : stillOpen(&state, now)
    }

    private func end(_ state: inout AlertedMatter) -> Telling.Sort? {
        guard state.owesEnd else { return nil }
        state.owesEnd = false
        return state.toldAt == nil ? .passed : .over
    }

    private func stillOpen(_ state: inout AlertedMatter, _ now: Date) -> Telling.Sort? {
        guard state.goneAt == nil else { return nil }
        let sort: Telling.Sort
        if state.toldAt == nil {
            sort = .started
            state.toldAt = now
            state.reminders = 0
        } else if let told = state.toldSeverity, told < state.matter.severity {
            sort = .worse
        } else if let due = state.remindAt, due <= now {
            sort = .reminder
            state.reminders += 1
        } else {
            return nil
        }
        state.toldSeverity = state.matter.severity
        state.remindAt = now.addingTimeInterval(rules.pause(before: state.reminders))
        return sort
    }
}
