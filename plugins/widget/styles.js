/** How the panel looks. A constructed sheet: strict content policies allow it, and nothing leaks in or out. */

const TEXT = /* css */ `
:host { display: block; min-height: 12em; color-scheme: light dark; contain: content; }
:host([hidden]) { display: none; }
:host([scheme="light"]) { color-scheme: light; }
:host([scheme="dark"]) { color-scheme: dark; }
.panel {
  all: initial;
  --ground: light-dark(#f6f5f1, #16191b);
  --surface: light-dark(#fff, #1f2427);
  --line: light-dark(#dedbd3, #363d42);
  --edge: light-dark(#84888c, #7d868c);
  --ink: light-dark(#1f2326, #eceeec);
  --soft: light-dark(#565d63, #aab2b7);
  --accent: light-dark(#17635e, #82cdc5);
  --on-accent: light-dark(#fff, #0c2523);
  --tint: light-dark(#e6f1ef, #213a38);
  --urgent: light-dark(#b02f24, #f58f83);
  --high: light-dark(#8f5500, #e9ab50);
  --normal: light-dark(#2b6a98, #82bce6);
  --low: light-dark(#626b74, #98a1a9);
  --good: light-dark(#26734a, #82cc9c);
  display: flex; flex-direction: column; box-sizing: border-box; height: 100%; min-height: inherit; max-height: 100vh;
  overflow: clip; position: relative; color-scheme: inherit; direction: inherit;
  background: var(--ground); color: var(--ink);
  font: 400 0.94em/1.45 system-ui, sans-serif;
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
p, ol, ul, dl, dd, blockquote { margin: 0; padding: 0; }
ol, ul { list-style: none; }
cite { font-style: normal; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; padding: 0; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

svg { width: 1.2em; height: 1.2em; flex: none; fill: none; stroke: currentcolor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
button { font: inherit; color: inherit; display: inline-flex; align-items: center; gap: .4em; min-height: 2.2em; padding: .2em .7em; border: 1px solid var(--line); border-radius: .5em; background: var(--surface); cursor: pointer; }
button:hover { border-color: var(--edge); }
button:disabled { cursor: default; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button.primary:hover { filter: brightness(1.1); }
button.icon { justify-content: center; width: 2.2em; padding: 0; border-color: transparent; background: none; color: var(--soft); }
button.icon:hover { color: var(--ink); border-color: var(--edge); }
button[aria-pressed="true"] { color: var(--accent); }
button[aria-pressed="true"] svg { fill: currentcolor; }

.strip { display: flex; align-items: center; gap: .5em; min-height: 2.6em; padding: 0 .9em; border-bottom: 1px solid var(--line); color: var(--soft); }
.link { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.clock, .wait { font-variant-numeric: tabular-nums; }
.strip { --tone: var(--good); }
.dot { flex: none; width: .6em; height: .6em; border-radius: 50%; background: var(--tone); }
[data-kind="ended"], [data-kind="missing"], [data-kind="no_conversation"] { --tone: var(--low); }
[data-kind="customer_waits"] { --tone: var(--normal); color: var(--ink); }
[data-kind="on_hold"] { --tone: var(--high); color: var(--ink); font-weight: 600; }
[data-kind="on_hold"] .clock { color: var(--tone); }
[data-kind="not_connected"], [data-kind="bad_token"], [data-kind="login_ended"] { --tone: var(--urgent); color: var(--tone); font-weight: 600; }
[data-kind$="connecting"] { --tone: var(--high); }
[data-kind$="connecting"] .dot { animation: breathe 1.2s ease-in-out infinite alternate; }

.scroll { flex: 1 1 auto; min-height: 7em; overflow-y: auto; overscroll-behavior: contain; position: relative; padding: .7em; }
.scroll:focus-visible { outline-offset: -3px; }
.open { display: grid; gap: .7em; }
.empty { height: 100%; min-height: 6em; display: grid; align-content: center; gap: .3em; text-align: center; text-wrap: balance; color: var(--soft); padding: 0 1em; }
.empty :first-child { font-weight: 600; }

.open > li { --tone: var(--normal); position: relative; padding: .5em .7em .6em 1em; background: var(--surface); border: 1px solid var(--line); border-radius: .7em; overflow: clip; }
.open > li::before { content: ""; position: absolute; inset: 0 auto 0 0; width: .3em; background: var(--tone); }
li[data-priority="low"] { --tone: var(--low); }
li[data-priority="high"] { --tone: var(--high); }
li[data-priority="urgent"] { --tone: var(--urgent); }
.panel:not(.quiet) .arriving { animation: arrive .3s ease-out; }
.head { display: flex; align-items: center; gap: .6em; margin-right: -.35em; font-size: .9em; color: var(--soft); }
.head .icon { min-height: 1.9em; width: 1.9em; }
.label { flex: 1; color: var(--tone); font-weight: 650; }
.instruction { display: block; width: 100%; min-height: 0; padding: 0; border: 0; background: none; text-align: left; font-size: 1.1em; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
.instruction:disabled { color: inherit; }
.instruction[aria-expanded="false"] { font-size: 1em; }
.body { display: grid; gap: .45em; margin-top: .45em; }
.say { padding: .5em .65em; background: var(--tint); border-radius: .5em; }
.words { overflow-wrap: anywhere; white-space: pre-wrap; }
textarea.words { display: block; field-sizing: content; min-height: 4.4em; max-height: 14em; padding: .35em .5em; margin: -.35em -.5em 0; width: calc(100% + 1em); font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--edge); border-radius: .4em; resize: vertical; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .2em; }
.say .actions { margin-top: .45em; }
.actions .primary { margin-right: .2em; }
.rate { display: flex; gap: .1em; margin-left: auto; }
.why, .guideline, dl { font-size: .93em; color: var(--soft); overflow-wrap: anywhere; }
.why b { font-weight: 600; }
.why q { font-style: italic; color: var(--ink); }
summary { cursor: pointer; border-radius: .3em; }
.guideline summary { color: var(--accent); }
blockquote { margin: .3em 0 .2em; padding-left: .7em; border-left: 2px solid var(--edge); color: var(--ink); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1em .7em; }
dt { grid-column: 1; font-weight: 600; }
dd { grid-column: 2; color: var(--ink); }

.open > li:not([data-status="open"]) { --tone: var(--low); }
.open > li[data-status="done"] { --tone: var(--good); border-color: var(--good); }
.open > li[data-status="done"] .label::before { content: "✓ "; }
.settling :is(.instruction, .body, .wait, .icon) { opacity: .5; }

.foot { position: relative; border-top: 1px solid var(--line); background: var(--surface); }
.foot > :not(.fresh) + * { border-top: 1px solid var(--line); }
.foot > * + [hidden] + * { border-top: 0; }
.fresh { position: absolute; right: .7em; bottom: calc(100% + .4em); min-height: 1.9em; padding: 0 .6em; border-radius: 2em; border-color: var(--accent); color: var(--accent); font-size: .93em; font-weight: 600; box-shadow: 0 1px 6px rgb(0 0 0 / 18%); }
.foot:has(.results:not([hidden])) :is(.fresh, .ledger, .settled) { display: none; }
.foot summary { padding: .45em .9em; color: var(--soft); }
.rows, .settled ol { max-height: 9em; overflow-y: auto; padding: 0 .9em .5em; }
.rows, .foot :is(ul, ol) { display: grid; gap: .3em; }
.ledger li { display: flex; gap: .7em; justify-content: space-between; align-items: baseline; }
.ledger li > :first-child { overflow-wrap: anywhere; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.due { flex: none; font-variant-numeric: tabular-nums; color: var(--soft); font-size: .93em; }
.over .due { color: var(--urgent); font-weight: 600; }
.settled li { --tone: var(--low); display: flex; gap: .5em; align-items: baseline; font-size: .93em; color: var(--soft); }
.settled li[data-status="done"] { --tone: var(--good); }
.settled .instruction { flex: 1; width: auto; font-size: inherit; font-weight: 400; }
.settled .label { flex: none; }
.settled .mark { width: 1em; flex: none; color: var(--tone); text-align: center; }
.settled svg { width: 1em; height: 1em; vertical-align: -.1em; }

.search { display: flex; align-items: center; gap: .5em; padding: 0 .9em; color: var(--soft); }
.search:focus-within { outline: 2px solid var(--accent); outline-offset: -2px; }
.search input { flex: 1; min-width: 0; min-height: 2.7em; padding: 0; font: inherit; color: var(--ink); background: none; border: 0; outline: 0; }
::placeholder { color: var(--soft); opacity: 1; }
.results { max-height: 45vh; overflow-y: auto; padding: .6em .9em; border-bottom: 1px solid var(--line); }
.results ol { gap: .6em; }
.results cite { font-size: .93em; color: var(--soft); }
.said { color: var(--soft); }

@media (prefers-contrast: more) {
  .panel { --line: var(--ink); --edge: var(--ink); --soft: var(--ink); }
}
@media (forced-colors: active) {
  .open > li::before, .dot { background: CanvasText; forced-color-adjust: none; }
}
@keyframes arrive { from { opacity: 0; translate: 0 -.5em; } }
@keyframes breathe { to { opacity: .3; } }
@media (prefers-reduced-motion: reduce) { *, ::before, ::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; } }
`;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(TEXT);
