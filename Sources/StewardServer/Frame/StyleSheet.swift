// SPDX-License-Identifier: Apache-2.0

/// The one style sheet: system fonts, colours by meaning, light and dark, print, phone. `/styleguide` shows it.
///
/// Sizes stand on two scales, `--size-…` for type and `--gap-…` for room; colours are those of ``Palette``. A later
/// part may refine an earlier one, so their order matters.
enum StyleSheet {
    static let text =
        Palette.properties + scales + base + frame + tables + cards + badges + notices + forms + controls + navigation
        + dialogs + home + tally + files + small + preferences + print

    /// Type and room. Thai stacks vowels and tone marks above and below its letters and needs taller lines.
    static let scales = """
        :root {
          --size-small: .875rem; --size-tag: .8125rem; --size-text: 1rem; --size-lead: 1.125rem;
          --size-3: 1.0625rem; --size-2: 1.25rem; --size-figure: 1.5rem; --size-1: 1.75rem;
          --gap-1: 4px; --gap-2: 8px; --gap-3: 12px; --gap-4: 16px; --gap-5: 24px; --gap-6: 32px; --gap-7: 48px;
          --tall: 1.5; --tight: 1.25; --radius: 8px; --radius-small: 4px; --target: 24px; --control: 42px;
          --sans: system-ui, "Noto Sans", "Noto Sans Thai", "Leelawadee UI", Thonburi, Loma, Garuda, sans-serif;
          --mono: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace;
          font: 100%/var(--tall) var(--sans);
        }
        :lang(th) { --tall: 1.65; --tight: 1.45; line-height: var(--tall); }

        """

    static let base = """
        *, ::before, ::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: var(--gap-4); }
        body { margin: 0; background: var(--ground); color: var(--text); min-height: 100vh; display: flex;
            flex-direction: column; }
        a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
        a:hover { text-decoration-thickness: 2px; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
        main:focus { outline: none; }
        h1, h2, h3, h4 { line-height: var(--tight); text-wrap: balance; overflow-wrap: break-word; }
        h1 { font-size: var(--size-1); margin: 0 0 var(--gap-3); letter-spacing: -.01em; }
        :lang(th) h1, h1:lang(th) { letter-spacing: 0; }
        h2 { font-size: var(--size-2); margin: var(--gap-6) 0 var(--gap-2); }
        h3 { font-size: var(--size-3); margin: var(--gap-4) 0 var(--gap-1); }
        h4 { font-size: var(--size-text); margin: var(--gap-3) 0 var(--gap-1); }
        p { margin: 0 0 var(--gap-3); max-width: 72ch; }
        ul, ol { padding-left: 1.5em; } li { max-width: 72ch; }
        hr { border: 0; border-top: 1px solid var(--line); margin: var(--gap-5) 0; }
        code, .mono { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; }
        pre { font-family: var(--mono); font-size: var(--size-small); background: var(--sunken); overflow-x: auto;
            padding: var(--gap-3) var(--gap-4); border-radius: var(--radius); margin: 0 0 var(--gap-3); }
        pre code { font-size: inherit; overflow-wrap: normal; }
        kbd { font-family: var(--mono); font-size: var(--size-tag); background: var(--sunken); color: var(--text);
            border: 1px solid var(--edge); border-bottom-width: 2px; border-radius: var(--radius-small);
            padding: 0 6px; min-width: var(--target); display: inline-block; text-align: center; line-height: 1.6; }
        img, svg { max-width: 100%; }
        [hidden] { display: none !important; }
        .quiet { color: var(--quiet); } .small { font-size: var(--size-small); }
        .lead { font-size: var(--size-lead); }
        .name { overflow-wrap: anywhere; white-space: break-spaces; }
        h1 .name { white-space: normal; }
        .time { white-space: nowrap; }
        .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
            clip-path: inset(50%); white-space: nowrap; border: 0; }

        """

    static let frame = """
        .skip { position: absolute; left: -999px; }
        .skip:focus { left: var(--gap-2); top: var(--gap-2); background: var(--raised); padding: var(--gap-2) \
        var(--gap-3); z-index: 10; }
        header.site { background: var(--raised); border-bottom: 1px solid var(--line); }
        header.site > div, main, footer.site { max-width: 1180px; width: 100%; margin: 0 auto; padding: 0 20px; }
        header.site > div { display: flex; flex-wrap: wrap; gap: var(--gap-1) 20px; align-items: center;
            padding-top: var(--gap-2); padding-bottom: var(--gap-2); }
        header.site strong a { color: inherit; text-decoration: none; font-size: var(--size-lead); }
        header.site nav { display: flex; gap: 0 var(--gap-4); flex-wrap: wrap; flex: 1; }
        header.site nav a { text-decoration: none; padding: var(--gap-1) 0; border-bottom: 2px solid transparent; }
        header.site nav a:hover { border-bottom-color: var(--line); }
        header.site nav a[aria-current] { color: var(--text); border-bottom-color: currentColor; }
        header.site .small a, header.site .small span { display: inline-block; min-height: var(--target); }
        main { padding-top: var(--gap-5); padding-bottom: var(--gap-7); flex: 1; }
        footer.site { padding-top: var(--gap-4); padding-bottom: var(--gap-6); color: var(--quiet);
            font-size: var(--size-small); border-top: 1px solid var(--line); }
        nav.trail { font-size: var(--size-small); margin-bottom: var(--gap-2); color: var(--quiet); }
        nav.trail a { color: inherit; display: inline-block; min-height: var(--target); }
        nav.trail ol { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 0; }
        nav.trail li + li::before { content: "›"; content: "›" / ""; padding: 0 var(--gap-2); }

        """
}
