// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import Tally

/// The page that records trips with a phone's browser, and what a browser needs to open it without a network.
enum PhonePages {
    static let path = "/logbook/drive"
    /// Where who signs out of a browser that recorded trips is sent.
    static let left = "/logbook/signed-out"
    static let manifest = "/logbook/phone.webmanifest"
    static let worker = "/logbook/phone-worker.js"
    static let sheet = "/assets/phone.css"
    /// What the worker may answer for: this page, and no other page of the logbook.
    static let workerScope = path

    /// The page as it is for everybody, which a phone keeps for when it has no network.
    static func shell(_ language: Language) -> String { "/logbook/phone-\(language.rawValue)" }

    static let routes: [Route] =
        [
            Route(path, "Records a trip with the browser's position", scope: .drive) { _, context, _ in
                var response = PhonePage(language: context.language).response()
                SessionCookie.setPhone(&response, context)
                return response
            }.usingPosition(),
            Route(left, "What a browser that recorded trips keeps after signing out", scope: .open) { _, context, _ in
                PhoneLeftPage(language: context.language).response()
            },
            Route(
                "/api/logbook/phone", "What the page that records trips has to know", isData: true, scope: .drive,
                gives: PhoneState.schema
            ) { _, context, site in
                var response = JSONAnswer.response(try await PhoneState.read(context, site).json)
                SessionCookie.setPhone(&response, context)
                return response
            },
        ] + shells + files

    private static let shells = Language.allCases.map { language in
        Route(shell(language), "The page that records trips, as a phone keeps it", scope: .open) { _, _, _ in
            PhonePage(language: language).shell()
        }.usingPosition()
    }

    private static let files: [Route] =
        [
            file(manifest, "What the page is called on a home screen", "application/manifest+json", PhoneManifest.text),
            file(worker, "The script that opens the page without a network", javaScript, PhoneWorkerScript.text),
            file(sheet, "The style of the page that records trips", "text/css; charset=utf-8", StyleSheet.phone),
            file(PhoneIcon.path, "The icon on a home screen", "image/svg+xml", PhoneIcon.svg),
        ] + scripts.map { file($0.path, $0.summary, javaScript, $0.text) } + pictures

    /// The modules of the page.
    static let scripts = [
        (path: "/assets/phone.js", summary: "The script of the page that records trips", text: PhoneScript.text),
        (path: "/assets/phone-recorder.js", summary: "The script that measures", text: PhoneRecorderScript.text),
        (
            path: "/assets/phone-sender.js", summary: "The script that sends what was measured",
            text: PhoneSenderScript.text
        ),
        (
            path: "/assets/phone-store.js", summary: "The script that keeps what was measured",
            text: PhoneStoreScript.text
        ),
        (
            path: "/assets/phone-left.js", summary: "The script of the page after signing out",
            text: PhoneLeftScript.text
        ),
    ]
    private static let javaScript = "text/javascript; charset=utf-8"

    private static func file(_ path: String, _ summary: String, _ type: String, _ text: String) -> Route {
        Route(path, summary, scope: .open) { _, _, _ in
            var response = Routes.text(text, type: type)
            // The worker keeps them by version; between its versions the newest must be found.
            response.headers[.cacheControl] = "no-cache"
            return response
        }
    }

    private static let pictures = PhoneIcon.pictures.map { picture in
        Route(picture.path, "The icon on a home screen, \(picture.size) pixels wide", scope: .open) { _, _, _ in
            Response(
                status: .ok, headers: [.contentType: "image/png", .cacheControl: "max-age=86400"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture.bytes)))
        }
    }
}
