// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs

/// What can be said about a trip, each as a form of its own. Each says when it is marked late.
struct TripForms: Sendable {
    let place: LogbookTrip
    var typed = LogbookTyped()

    private var trip: Trip { place.trip }
    private var parts: LogbookParts { place.parts }
    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var html: HTML {
        guard !trip.isVoided else { return "" }
        return """
            <h2 id="change">\(say(.tripChange))</h2>
            \(place.lateness)
            \(fold("purpose", .tripAbout, "details", .saveDo, details, isOpen: lacksSomething))
            \(fold("use", .tripSplitUse, "use", .saveDo, split))
            \(fold("ends", .tripEnds, "ends", .saveDo, ends))
            \(fold("times", .tripTimes, "times", .saveDo, times))
            \(joining)
            \(fold("split", .tripSplitDo, "split", .tripSplitDo, splitting))
            \(moving)
            \(fold("void", .tripVoidDo, "void", .tripVoidDo, voiding, isDanger: true))
            """
    }

    /// Whether an open question is about these fields.
    private var lacksSomething: Bool {
        place.car.view.questions.contains {
            $0.trip == trip.id && ($0.kind == .missingPurpose || $0.kind == .longRoute)
        }
    }

    /// A form behind its name.
    private func fold(
        _ id: String, _ name: Phrase, _ action: String, _ submit: Phrase, _ fields: HTML,
        isOpen: Bool = false,
        isDanger: Bool = false
    ) -> HTML {
        let button = Button(say(submit), isDanger ? .danger : .plain)
        let isOpen = isOpen || typed.values["form"] == action
        return """
            <details class="fold" id="\(id)"\(HTML.flag("open", isOpen))><summary>\(say(name))</summary>
            <form class="fields" method="post" action="\(place.path)/\(action)">\(place.reader.formField)\
            <input type="hidden" name="form" value="\(action)">
            \(fields)
            <p class="field">\(button)</p>
            </form></details>
            """
    }

    private func was(_ field: TripField) -> HTML {
        "<input type=\"hidden\" name=\"was-\(field.rawValue)\" value=\"\(trip.value(of: field).text)\">"
    }

    private func line(_ field: TripField, _ value: String, help: Phrase? = nil, limit: Int = 300)
        -> HTML
    {
        let row = FieldRow(
            name: field.rawValue, label: say(.field(field)),
            value: typed.value(field.rawValue, else: value),
            help: help.map(say), autocomplete: "off", limit: limit)
        return "\(was(field))\(row)"
    }

    private func reason(_ form: String, isRequired: Bool = false) -> FieldRow {
        FieldRow(
            name: "reason-\(form)", label: say(.logbookReason),
            value: typed.value("reason-\(form)", else: ""),
            help: say(.logbookReasonWhy), isRequired: isRequired, autocomplete: "off", limit: 500)
    }

    // MARK: purpose, partner, project, notes

    private var details: HTML {
        var notes = FieldRow(
            name: "notes", label: say(.logbookNotes), kind: .area(rows: 3),
            value: typed.value("notes", else: trip.notes), autocomplete: "off", limit: 2000)
        notes.isRequired = false
        let isLonger = place.car.view.questions.contains { $0.trip == trip.id && $0.kind == .longRoute }
        let deviation: HTML =
            isLonger || !trip.deviationReason.isEmpty ? line(.deviationReason, trip.deviationReason) : ""
        // What is said for the first time needs no reason; what replaces something does.
        let known = [trip.purpose, trip.partner, trip.project, trip.notes, trip.deviationReason]
        let why: HTML = known.allSatisfy(\.isEmpty) ? "" : reason("details").html
        return """
            \(line(.purpose, trip.purpose))\(line(.partner, trip.partner))\(line(.project, trip.project))
            \(deviation)\(was(.notes))\(notes)\(why)
            """
    }

    // MARK: use and split in kilometres

    private var split: HTML {
        let choices = Trip.Use.allCases.map { FieldRow.Choice(value: $0.rawValue, text: say(.use($0))) }
        let detour = FieldRow(
            name: "detour", label: "\(say(.tripDetour)) (\(parts.unit.rawValue))", kind: .number,
            value: typed.value(
                "detour", else: trip.detour > .zero ? parts.unit.field(trip.detour, words) : ""),
            help: say(.tripDetourHelp), autocomplete: "off", limit: 12)
        let chosen = ChoiceGroup(
            name: "use", label: say(.logbookUse), choices: choices,
            chosen: [typed.value("use", else: trip.use.rawValue)])
        return """
            <input type="hidden" name="seen" value="\(trip.use.rawValue)">
            \(chosen)
            \(detour)\(reason("use"))
            """
    }

    // MARK: ends

    private var ends: HTML {
        func amount(_ field: TripField, _ distance: Distance?) -> HTML {
            let row = FieldRow(
                name: field.rawValue, label: "\(say(.field(field))) (\(parts.unit.rawValue))",
                kind: .number,
                value: typed.value(field.rawValue, else: parts.unit.field(distance, words)),
                autocomplete: "off",
                limit: 16)
            return "\(was(field))\(row)"
        }
        func person(_ odometer: Trip.Odometer?) -> Distance? { odometer?.value }
        return """
            \(line(.fromAddress, trip.start.address?.text ?? ""))\(line(.toAddress, trip.end.address?.text ?? ""))
            \(amount(.fromOdometer, person(trip.start.odometer)))\(amount(.toOdometer, person(trip.end.odometer)))
            \(amount(.distance, trip.distance.known))\(reason("ends"))
            """
    }

    private var times: HTML { "\(TripTimes(place: place, typed: typed))\(reason("times"))" }

    // MARK: join, split, move, void

    private var joining: HTML {
        guard let next = place.neighbours.after else { return "" }
        let text = say(.tripJoinHelp).replacing("{trip}", with: parts.routeText(next))
            .replacing("{day}", with: parts.dayText(next.start.instant))
        return fold(
            "join", .tripJoinDo, "join", .tripJoinDo,
            """
            <p>\(text)</p><input type="hidden" name="next" value="\(next.id.text)">\(reason("join"))
            """)
    }

    private var splitting: HTML {
        let (start, end) = (trip.start.instant, trip.end.instant)
        let middle = start + (end - start) / 2
        let time = FieldRow(
            name: "time", label: say(.tripSplitAt), value: typed.value("time", else: clock(middle)),
            help: say(.tripSplitHelp).replacing("{start}", with: clock(start)).replacing(
                "{end}", with: clock(end)),
            isRequired: true, autocomplete: "off", limit: 8)
        return "\(time)\(reason("split"))"
    }

    private func clock(_ instant: Int64) -> String {
        let minute = parts.clock?.moment(at: instant).minute ?? 0
        return
            "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }

    private var moving: HTML {
        guard !place.others.isEmpty else { return "" }
        let choices = place.others.map {
            FieldRow.Choice(value: $0.vehicle.id, text: Shown.visible($0.vehicle.name))
        }
        let list = FieldRow(
            name: "vehicle", label: say(.tripMoveTo), kind: .choice(choices), value: choices[0].value,
            help: say(.tripMoveHelp), autocomplete: "off")
        return fold("move", .tripMoveDo, "move", .tripMoveDo, list.html)
    }

    private var voiding: HTML { "<p>\(say(.tripVoidHelp))</p>\(reason("void", isRequired: true))" }
}
