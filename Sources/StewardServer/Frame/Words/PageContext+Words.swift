// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension PageContext {
    /// How a page speaks to whoever asked: in their zone, in universal time to nobody who is known.
    func words(_ site: Site) -> Words {
        Words(language, zone: Words.zone(named: visitor?.account.timeZone), now: site.installation.clock.now)
    }
}
