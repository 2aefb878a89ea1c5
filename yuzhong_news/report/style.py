"""The report's only style sheet: it stands inside the page, and works on paper, too."""

STYLE = """
:root { --ink: #1c2733; --quiet: #5b6875; --line: #dfe5ea; --paper: #fff; --ground: #f4f6f8;
  --teal: #0e7c86; --complete: #2f9e6e; --stored: #bfe3d0; --partial: #f3b33d;
  --missing: #cf2f2f; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font-family: system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
  sans-serif; }
main, header, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 0 0 .75rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0 .75rem; }
.note, footer, caption { color: var(--quiet); font-size: .875rem; font-weight: 400; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; }
a { color: var(--teal); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--teal); outline-offset: 2px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem;
  padding: 1.25rem; margin: 1.25rem 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr));
  gap: 0 1.25rem; align-items: start; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem;
  padding: 0; margin: 1.25rem 0; }
.tiles div { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem;
  padding: .75rem 1rem; display: flex; flex-direction: column-reverse; }
.tiles dt { color: var(--quiet); font-size: .875rem; }
.tiles dd { margin: 0; font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.tiles .bad dd, td.bad { color: var(--missing); font-weight: 650; }
figure { margin: 0 0 .5rem; }
svg { display: block; width: 100%; height: auto; }
svg text { font-family: inherit !important; }
.wide { overflow-x: auto; margin-bottom: .5rem; }
table { border-collapse: collapse; font-size: .9rem; }
caption { text-align: left; padding-bottom: .35rem; white-space: nowrap; }
.after { margin-top: 1.25rem; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; font-weight: 400; }
thead th { color: var(--quiet); font-size: .8rem; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
details { margin: .35rem 0; }
summary { cursor: pointer; color: var(--quiet); font-size: .9rem; padding: .1rem 0; }
.calendar { border-collapse: separate; border-spacing: 2px; font-size: .68rem; }
.calendar th, .calendar td { border: 0; padding: 0; line-height: 1; }
.calendar thead th { padding-bottom: 3px; }
.calendar tbody th { color: var(--quiet); padding-right: .4rem; vertical-align: middle; }
.day { width: 14px; min-width: 14px; height: 14px; border-radius: 3px; text-align: center;
  vertical-align: middle !important; font-size: 9px; line-height: 1; background: #fafbfc; }
.day.none { background: #edf0f3; }
.day.complete { background: var(--complete); color: #fff; }
.day.stored { background: var(--stored); color: #1b6b48; }
.day.partial { background: var(--partial); color: #4a3200; }
.day.missing { background: var(--missing); color: #fff; font-weight: 700; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; padding: 0;
  font-size: .875rem; color: var(--quiet); }
.legend .day { display: inline-block; height: 14px; line-height: 14px; margin-right: .2rem; }
.missing-days, .partial-days { font-size: .875rem; margin: .25rem 0; }
.missing-days { color: var(--missing); }
.partial-days { color: #8a5a00; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
footer { padding-bottom: 2rem; }
@media (max-width: 40rem) { .tiles { grid-template-columns: repeat(2, 1fr); } }
@media print { body { background: #fff; } .card { break-inside: avoid; border: 0; padding: 0; }
  .day { print-color-adjust: exact; -webkit-print-color-adjust: exact; } nav { display: none; } }
"""
