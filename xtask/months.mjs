/**
 * Writes the names of months that the command reads in dates, as the Unicode CLDR has them: long and short, in a date and
 * alone. `node xtask/months.mjs > src/document/day/months.rs`
 */
const TAGS =
  "en de de-AT nl sv no nn da fi hu cs pl ro es es-PE ca pt pt-PT it fr fil id ms tr vi el bg ru uk ar ar-MA ar-LB fa ur " +
  "he hi bn th ko zh hr sr sr-Latn sk sl lt lv et eu gl is ga af sw ta te";

/** Begins with what people write besides. */
const months = new Map([
  ["maerz", 3],
  ["mrz", 3],
  ["sept", 9],
]);
/** @type {Intl.DateTimeFormatOptions[]} */
const FORMS = [
  .../** @type {const} */ (["long", "short"]).flatMap((month) => [
    { month },
    { month, day: /** @type {const} */ ("numeric") },
    { month, day: /** @type {const} */ ("numeric"), year: /** @type {const} */ ("numeric") },
  ]),
  { dateStyle: "long" },
  { dateStyle: "medium" },
];

for (const tag of TAGS.split(" ")) {
  for (const form of FORMS) {
    const format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, {
      ...form,
      timeZone: "UTC",
    });
    for (let number = 1; number <= 12; number++) {
      const parts = format.formatToParts(new Date(Date.UTC(2024, number - 1, 5)));
      const found = parts.find((part) => part.type === "month")?.value ?? "";
      for (const name of names(tag, found)) {
        const before = months.get(name);
        // The first language has it.
        if (before && before !== number) console.error(`${name}: not that of ${tag}`);
        months.set(name, before ?? number);
      }
    }
  }
}

/** The words that may stand for a name in a date, without its points. */
function names(/** @type {string} */ tag, /** @type {string} */ found) {
  const name = found
    .toLowerCase()
    .replace(/[.\u0970\u200c]/g, "")
    .replace(/^(d[’']|de )/, "");
  if (!/^[\p{L}\p{M}]{2,}$/u.test(name)) return [];
  // Many keyboards have no accents.
  const bare = name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
  const all = tag === "he" ? [name, `ב${name}`] : [name, /\p{sc=Latin}/u.test(name) ? bare : name];
  return [...new Set(all)];
}

const rows = Array.from({ length: 12 }, (_, at) =>
  [...months]
    .filter(([, number]) => number === at + 1)
    .map(([name]) => name)
    .sort()
    .join(" "),
);
const lines = rows.map((row) => `    ${JSON.stringify(row)},`).join("\n");
process.stdout.write(`//! Names of months. Written by \`node xtask/months.mjs\` after the Unicode CLDR.

/// The names of each month, from January, in lower case and without points.
#[rustfmt::skip]
pub const MONTHS: [&str; 12] = [
${lines}
];
`);
