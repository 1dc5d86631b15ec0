/** A small corpus about an invented harbour town, in a folder `corpus`. */
export const HARBOUR_CORPUS: Readonly<Record<string, string>> = {
  'corpus/2031-03-09-ferry-sails-again.md': `---
title: Ferry to Lunholm sails again
date: 2031-03-09
publisher: Harbour Post
places: [Lunholm]
people: ["Ada Verrin (Ada Verrinn)"]
topics: [ferries]
sources:
  - name: Port Office
---
The ferry to Lunholm sailed again on Sunday after a break of two weeks. Harbour master Ada Verrin said the new rudder had cost 40,000 crowns.

About 120 passengers came aboard for the first crossing.
`,
  'corpus/2031-03-12-market-moves.md': `---
title: Fish market moves to the north quay
date: 2031-03-12
publisher: Quay Courier
topics: [markets]
---
The fish market of Lunholm will move to the north quay in April. Traders had asked for more room and for a roof.
`,
  'corpus/2031-04-02-storm.md': `---
title: Storm closes the lighthouse road
date: 2031-04-02
publisher: Harbour Post
topics: [weather]
---
A storm closed the lighthouse road on Wednesday. Nobody was hurt, the fire brigade said.
`,
};
