skip = Till innehållet
page-word = Sida
table = Tabell { $n }
task-done = Klart
task-open = Inte klart
link-to-heading = Länk till avsnittet
internal-mark = Internt: får inte spridas.
internal-ideas = Jämför idéerna
