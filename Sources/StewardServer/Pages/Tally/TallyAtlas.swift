// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization
import Tally

/// What the pages of an election are drawn from, worked out once for each state of its book.
struct TallyAtlas: Sendable {
    let view: ElectionView
    let layout: TileLayout
    /// In the order of the register.
    let areas: [AreaFacts]
    private let places: [Area: Int]

    init(_ view: ElectionView) {
        self.view = view
        layout = TileLayout(view.data.register)
        areas = view.areas.map { AreaFacts($0, view) }
        places = Dictionary(uniqueKeysWithValues: areas.enumerated().map { ($1.area, $0) })
    }

    subscript(_ area: Area) -> AreaFacts? { places[area].map { areas[$0] } }

    /// The constituencies before and after this one in the register.
    func neighbours(of area: Area) -> (previous: AreaFacts?, next: AreaFacts?) {
        guard let place = places[area] else { return (nil, nil) }
        return (place > 0 ? areas[place - 1] : nil, place + 1 < areas.count ? areas[place + 1] : nil)
    }

    /// The provinces that have constituencies, by code.
    var provinces: [Int] { Set(areas.map(\.area.province)).sorted() }

    func areas(of province: Int) -> [AreaFacts] { areas.filter { $0.area.province == province } }

    /// `nil` for a code that the election's register has no constituency of.
    func name(of province: Int) -> String? {
        areas.first { $0.area.province == province }?.provinceName
    }
}

/// Keeps what pages of elections were made of: one atlas an election, and fragments of markup, both until the book
/// grows.
final class TallyShelf: Sendable {
    private struct Key: Hashable {
        let election: String
        let size: Int64
        let language: Language
        let name: String
    }

    private struct Kept {
        var atlases: [String: TallyAtlas] = [:]
        var fragments: [Key: HTML] = [:]
    }

    /// Fragments kept at most; when there are as many, all make room.
    static let most = 48
    private let kept = Mutex(Kept())

    /// The atlas of the view, made anew when the view is another.
    func atlas(_ election: String, _ view: ElectionView) -> TallyAtlas {
        if let known = kept.withLock({ $0.atlases[election] }), known.view.size == view.size {
            return known
        }
        let atlas = TallyAtlas(view)
        kept.withLock { kept in
            // Of what is not shown any more nothing is kept.
            if kept.atlases.count >= 8 { kept.atlases.removeAll() }
            kept.atlases[election] = atlas
            kept.fragments = kept.fragments.filter {
                $0.key.election != election || $0.key.size == view.size
            }
        }
        return atlas
    }

    /// A fragment that depends on nothing but the view, the language and its name.
    func fragment(
        _ name: String, _ election: String, _ atlas: TallyAtlas, _ language: Language,
        _ make: () -> HTML
    ) -> HTML {
        let key = Key(election: election, size: atlas.view.size, language: language, name: name)
        if let known = kept.withLock({ $0.fragments[key] }) { return known }
        let made = make()
        kept.withLock { kept in
            if kept.fragments.count >= Self.most { kept.fragments.removeAll() }
            kept.fragments[key] = made
        }
        return made
    }
}

extension Site {
    /// What the pages of an election are drawn from.
    /// - Throws: `TallyError`.
    func atlas(_ election: String) async throws -> TallyAtlas {
        shelf.atlas(election, try await view(election))
    }
}
