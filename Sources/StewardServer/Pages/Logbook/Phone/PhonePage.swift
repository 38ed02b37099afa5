// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import Tally

/// The page that records trips. It is the same for everybody, so that a phone can keep it and open it without a
/// network: who is signed in and with which vehicles, its script asks.
struct PhonePage: Sendable {
    let language: Language

    func response() -> Response { frame.response() }

    /// As a phone keeps it: nobody's name, nobody's navigation.
    func shell() -> Response { Reader.$current.withValue(nil) { frame.response() } }
    var shellText: String { Reader.$current.withValue(nil) { frame.html.markup } }

    private var frame: PageFrame {
        PageFrame(
            title: say(.phoneTitle), language: language, section: .logbook, path: PhonePages.path, head: head,
            body: body)
    }

    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    private var head: HTML {
        let (light, dark) = (Palette.color("raised")?.light ?? "", Palette.color("raised")?.dark ?? "")
        return """

            <link rel="stylesheet" href="\(PhonePages.sheet)">
            <link rel="manifest" href="\(PhonePages.manifest)">
            <link rel="apple-touch-icon" href="\(PhoneIcon.pictures[0].path)">
            <meta name="apple-mobile-web-app-title" content="\(say(.phoneShortName))">
            <meta name="theme-color" content="\(light)" media="(prefers-color-scheme: light)">
            <meta name="theme-color" content="\(dark)" media="(prefers-color-scheme: dark)">
            """
    }

    private var body: HTML {
        """
        \(Breadcrumbs(language: language, links: [PageLink(text: say(.phoneLogbook), address: "/logbook")]))
        <h1>\(say(.phoneTitle))</h1>
        <div data-no-script>\(NoticeBox(.warn, title: say(.phoneNoScript), "<p>\(say(.phoneNoScriptHelp))</p>"))</div>
        <div class="phone" id="phone" data-phase="idle" hidden>
        \(driving)
        \(choosing)
        \(waiting)
        \(explained)
        \(dialogs)
        <p class="unseen" role="status" data-part="said"></p>
        </div>
        <template id="phone-words">\(words)</template>
        <script type="module" src="/assets/phone.js"></script>
        """
    }

    /// What one looks at while driving.
    private var driving: HTML {
        """
        <div class="phone-now">
        <p class="phone-state" data-part="state">\(PhoneWords.say("idle", language))</p>
        <dl class="phone-figures">
        <div><dt>\(say(.phoneSoFar))</dt>\
        <dd><span data-part="km">0</span> <span class="phone-unit" data-part="unit">km</span></dd></div>
        <div><dt>\(say(.phoneDuration))</dt>\
        <dd><span data-part="time">0:00</span> <span class="phone-unit">\(say(.phoneElapsed))</span></dd></div>
        </dl>
        <p class="quiet" data-part="last"></p>
        </div>
        <ul class="phone-problems" aria-label="\(say(.phoneProblems))" data-part="problems" hidden></ul>
        <p data-part="signIn" hidden><a class="button primary" href="\(signIn)">\(say(.signInTitle))</a></p>
        <div class="notice warn" data-part="asking" hidden><p>\(say(.phoneAsking))</p>
        <div class="actions">\(button(.phoneGoOn, "goOn", "primary"))\(button(.phoneEnded, "ended"))</div></div>
        <button type="button" class="phone-button primary" data-do="start" data-part="start">\
        \(say(.phoneStart))</button>
        <button type="button" class="phone-button danger primary" data-do="stop" data-part="stop" hidden>\
        \(say(.phoneStop))</button>
        <p class="notice info" data-part="live" hidden></p>
        """
    }

    private var signIn: String { ReturnPath(PhonePages.path).signIn }

    private var choosing: HTML {
        """
        <div class="field" data-part="choice" hidden><label for="phone-vehicle">\(say(.phoneVehicle))</label>
        <select id="phone-vehicle" data-part="vehicle"></select></div>
        <p class="notice" data-part="none" hidden>\(say(.phoneNoVehicle)) \
        <a href="/logbook">\(say(.phoneLogbook))</a></p>
        <p data-part="more" hidden>\(button(.phoneDiscard, "discard", "bare"))</p>
        """
    }

    /// What the server does not have yet.
    private var waiting: HTML {
        """
        <p><span data-part="waiting"></span> <span data-part="sendNow" hidden>\
        \(button(.phoneSendNow, "send", "bare"))</span></p>
        <p class="quiet" data-part="others" hidden></p>
        <div class="notice bad" data-part="refused" hidden><p data-part="refusal"></p>
        <div class="actions">\(button(.phoneRetry, "retry"))\(button(.phoneRemove, "remove", "danger"))</div></div>
        <p data-part="saving" hidden>\(button(.phoneSave, "save", "bare"))</p>
        <p class="notice info" data-part="updating" hidden>\(say(.phoneUpdate)) \
        \(button(.phoneUpdateDo, "update", "bare"))</p>
        <p data-part="installing" hidden>\(button(.phoneInstall, "install"))</p>
        """
    }

    private var explained: HTML {
        """
        <details><summary>\(say(.phoneHonest))</summary>
        <p>\(say(.phoneForeground))</p>
        <p>\(say(.phoneBackground))</p>
        <p>\(say(.phoneOffline))</p>
        <p>\(say(.phoneDistance))</p>
        </details>
        """
    }

    private var dialogs: HTML {
        """
        \(dialog("discarding", .phoneDiscardQuestion, .phoneDiscardHelp, .phoneDiscardDo, "discarded", "keep"))
        \(dialog("removing", .phoneRemoveQuestion, .phoneRemoveHelp, .phoneRemoveDo, "removed", "dontRemove"))
        """
    }

    private func dialog(
        _ part: String, _ title: Phrase, _ help: Phrase, _ act: Phrase, _ name: String, _ other: String
    ) -> HTML {
        """
        <dialog data-part="\(part)" aria-labelledby="phone-\(part)"><h2 id="phone-\(part)">\(say(title))</h2>
        <p>\(say(help))</p>
        <div class="actions">\(button(act, name, "danger primary"))\(button(.phoneKeep, other))</div></dialog>
        """
    }

    private func button(_ phrase: Phrase, _ act: String, _ kind: String? = nil) -> HTML {
        "<button type=\"button\"\(HTML.attribute("class", kind)) data-do=\"\(act)\">\(say(phrase))</button>"
    }

    private var words: HTML {
        HTML(
            joining: PhoneWords.all.map { word -> HTML in "<p data-word=\"\(word.name)\">\(say(word.phrase))</p>" },
            separator: "\n")
    }
}

extension PhoneWords {
    /// One of the script's sentences, for where the page itself begins with it.
    static func say(_ name: String, _ language: Language) -> String {
        all.first { $0.name == name }?.phrase.text(language) ?? ""
    }
}
