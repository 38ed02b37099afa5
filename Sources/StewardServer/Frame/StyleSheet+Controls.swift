// SPDX-License-Identifier: Apache-2.0

/// What one operates: forms, buttons, bars, the ways to other pages, dialogs.
extension StyleSheet {
    static let forms = """
        .field { max-width: 34rem; }
        form.inline { display: inline-flex; flex-wrap: wrap; gap: var(--gap-2); align-items: center; margin: 0; }
        .card.narrow { max-width: 30rem; padding: var(--gap-5); }
        .field { margin: 0 0 var(--gap-4); }
        .field > label, .field > .label, fieldset > legend { display: block; font-weight: 600;
            margin-bottom: var(--gap-1); padding: 0; }
        .field .help { color: var(--quiet); font-size: var(--size-small); margin: 0 0 var(--gap-1); }
        .field > .quiet { display: block; margin-bottom: var(--gap-1); }
        .field .error, .field .problem { display: block; color: var(--high); font-size: var(--size-small);
            font-weight: 600; margin: var(--gap-1) 0 0; }
        .field .error::before, .field .problem::before { content: "✕ "; content: "✕ " / ""; }
        input, select, textarea, button { font: inherit; color: inherit; letter-spacing: inherit; }
        input, select, textarea { background: var(--raised); border: 1px solid var(--edge); width: 100%;
            border-radius: var(--radius-small); padding: 6px 10px; min-height: var(--control); line-height: 1.65; }
        textarea { min-height: 6rem; resize: vertical; }
        input[type=checkbox], input[type=radio] { width: 20px; height: 20px; min-height: 0; margin: 2px 0;
            accent-color: var(--action); flex: none; }
        input[type=file] { border-style: dashed; } input[type=hidden] { display: none; }
        input::placeholder, textarea::placeholder { color: var(--quiet); opacity: 1; }
        [aria-invalid=true] { border-color: var(--high); border-width: 2px; }
        :disabled, [aria-disabled=true] { cursor: not-allowed; }
        input:disabled, select:disabled, textarea:disabled, [readonly] { background: var(--sunken);
            color: var(--quiet); }
        input.short { width: 12rem; max-width: 100%; }
        label.choice { display: flex; gap: var(--gap-2); align-items: flex-start; font-weight: 400;
            min-height: var(--target); padding: 2px 0; margin: 0; }
        fieldset { border: 1px solid var(--line); border-radius: var(--radius); margin: 0 0 var(--gap-4);
            padding: var(--gap-2) var(--gap-4) var(--gap-3); min-width: 0; }
        fieldset > legend { padding: 0 var(--gap-1); }
        .row-form { display: flex; flex-wrap: wrap; gap: var(--gap-2) var(--gap-3); align-items: flex-end;
            margin: 0 0 var(--gap-3); }
        .row-form .field { margin: 0; flex: 0 1 16rem; }

        """

    static let controls = """
        button, .button, input[type=submit] { display: inline-flex; align-items: center; justify-content: center;
            gap: var(--gap-2); min-height: var(--control); width: auto; padding: var(--gap-1) var(--gap-4);
            border: 1px solid var(--edge); border-radius: var(--radius-small); background: var(--raised);
            color: var(--link); font-weight: 600; text-decoration: none; cursor: pointer; }
        button:hover, .button:hover { border-color: currentColor; text-decoration: none; }
        .primary, button.primary, .button.primary, form.fields > .field > button {
            background: var(--action); border-color: var(--action); color: var(--on-action); }
        button.danger, .button.danger { color: var(--high); }
        button.danger.primary, .button.danger.primary { background: var(--high); border-color: var(--high);
            color: var(--on-high); }
        button.small, .button.small { min-height: 32px; padding: 0 10px; }
        td button, td .button { min-height: 32px; padding: 0 var(--gap-3); }
        button.bare, button.link { color: var(--link); border-color: transparent; background: transparent;
            padding: 0 var(--gap-1);
            min-height: var(--target); text-decoration: underline; font-weight: 400; }
        button:disabled, .button[aria-disabled=true] { background: var(--sunken); border-color: var(--line);
            color: var(--quiet); }
        .actions { display: flex; flex-wrap: wrap; gap: var(--gap-2) var(--gap-3); align-items: center;
            margin: var(--gap-4) 0; }
        :is(.card, .example, dialog) > .actions:last-child,
        :is(.card, .example, dialog) > form > .actions:last-child { margin-bottom: 0; }
        .actions form { margin: 0; }
        summary { cursor: pointer; min-height: var(--target); }
        progress { appearance: none; -webkit-appearance: none; display: block; width: 100%; min-width: 80px;
            height: 8px; border: 0; border-radius: var(--radius-small); background: var(--line); overflow: hidden;
            color: var(--good); }
        progress::-webkit-progress-bar { background: var(--line); }
        progress::-webkit-progress-value { background: currentColor; }
        progress::-moz-progress-bar { background: currentColor; }
        progress.info { color: var(--info); background: var(--line); }
        progress.above { color: var(--high); }
        progress:indeterminate { background: repeating-linear-gradient(90deg, var(--line) 0 12px, currentColor \
        12px 18px); }
        progress:indeterminate::-webkit-progress-bar { background: transparent; }
        td progress { margin: var(--gap-2) 0; } progress + p { margin-top: 6px; }
        .progress { margin: 0 0 var(--gap-3); }
        .progress > span { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 var(--gap-4);
            font-size: var(--size-small); margin-bottom: var(--gap-1); font-variant-numeric: tabular-nums; }

        """

    static let navigation = """
        nav.sub { display: flex; flex-wrap: wrap; gap: 0 var(--gap-4); margin: 0 0 var(--gap-4);
            border-bottom: 1px solid var(--line); font-size: .9375rem; }
        nav.sub a { text-decoration: none; padding: var(--gap-1) 0 6px; border-bottom: 2px solid transparent;
            margin-bottom: -1px; }
        nav.sub a:hover { border-bottom-color: var(--edge); }
        nav.sub a[aria-current] { color: var(--text); font-weight: 600; border-bottom-color: currentColor; }
        .filters { display: flex; flex-wrap: wrap; gap: var(--gap-1) 14px; margin: 0 0 var(--gap-3);
            font-size: var(--size-small); max-width: none; }
        .filters a { min-height: var(--target); padding: 1px 0; }
        .filters a[aria-current] { font-weight: 700; color: var(--text); text-decoration: none; }
        .links { display: flex; flex-wrap: wrap; gap: 6px 18px; max-width: none; }
        .links a { min-height: var(--target); }
        nav.pages { display: flex; flex-wrap: wrap; gap: var(--gap-2) var(--gap-4); align-items: center;
            margin: var(--gap-3) 0; font-size: var(--size-small); }
        nav.pages a { min-height: 32px; display: inline-flex; align-items: center; }
        dl.keys { display: grid; grid-template-columns: max-content 1fr; gap: var(--gap-2) var(--gap-4); margin: 0; }
        dl.keys dd { margin: 0; }

        """

    static let dialogs = """
        dialog { background: var(--raised); color: var(--text); border: 1px solid var(--edge);
            border-radius: var(--radius); padding: var(--gap-5); width: min(34rem, calc(100vw - 32px));
            max-height: calc(100vh - 32px); overflow: auto; }
        dialog::backdrop { background: rgb(0 0 0 / .5); }
        dialog > :first-child { margin-top: 0; } dialog > :last-child { margin-bottom: 0; }
        dialog.here { position: static; margin: 0 0 var(--gap-3); }

        """
}
