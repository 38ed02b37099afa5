// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension PageContext {
    /// How a page speaks to whoever asked.
    func words(_ site: Site) -> Words { Words(language, now: site.installation.clock.now) }
}
