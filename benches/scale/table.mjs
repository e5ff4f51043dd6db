// Tables in Markdown.

/** Prints a table: a sentence, its heads, its rows. */
export function print(caption, heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = `|---|${"--:|".repeat(heads.length - 1)}`;
  console.log(["", caption, "", line(heads), rule, ...rows.map(line)].join("\n"));
}

/** The middle of some numbers; of an even count the higher one. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** With spaces between thousands. */
export const whole = (number) => `${Math.round(number)}`.replace(/\B(?=(\d{3})+$)/g, " ");
