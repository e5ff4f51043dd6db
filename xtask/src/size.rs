//! What readers download, and the most that it may be.

use std::process::Command;

use crate::shell::Shell;
use crate::widget;

/// Bytes of JavaScript (with the styles in it) and wasm together, each in brotli 11.
const MOST: u64 = 20_000;

/// A file's name, its bytes, and its bytes in brotli 11.
type Row = (&'static str, u64, u64);

/// What every reader loads, and what only some boxes do.
type Table = ([Row; 2], [Row; 6]);

/// Prints the table of sizes.
pub fn print(shell: &mut Shell) -> Result<(), String> {
    let measured = measure(shell)?;
    shell.say(&table(&measured));
    Ok(())
}

/// Prints the table of sizes; more than may be is an error.
pub fn gate(shell: &mut Shell) -> Result<(), String> {
    let measured = measure(shell)?;
    shell.say(&table(&measured));
    let (_, _, total) = sum(&measured.0);
    let said = format!("expected at most {MOST} bytes in brotli, measured {total}");
    shell.say(&said);
    if total > MOST { Err(format!("the widget is too large: {said}")) } else { Ok(()) }
}

fn measure(shell: &mut Shell) -> Result<Table, String> {
    let names = [
        widget::SHIM,
        widget::ENGINE,
        widget::REASONS,
        widget::EXPLORE,
        widget::METADATA,
        widget::METADATA_MODULE,
        widget::MORE,
        widget::EXPLAIN,
    ];
    let files = names.map(|name| widget::folder().join(name));
    let printed = shell.output(Command::new("node").arg("xtask/sizes.mjs").args(&files))?;
    let numbers: Vec<u64> =
        printed.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let Ok(numbers) = <[u64; 16]>::try_from(numbers) else {
        return Err(format!("xtask/sizes.mjs printed {printed:?} instead of sixteen numbers"));
    };
    let row = |i: usize| (names[i], numbers[2 * i], numbers[2 * i + 1]);
    Ok(([row(0), row(1)], [row(2), row(3), row(4), row(5), row(6), row(7)]))
}

fn sum(rows: &[Row]) -> Row {
    rows.iter().fold(("together", 0, 0), |sum, row| (sum.0, sum.1 + row.1, sum.2 + row.2))
}

fn table((readers, others): &Table) -> String {
    let mut out = format!("{:<23}{:>9}{:>11}", "", "bytes", "brotli 11");
    let when = [
        "",
        "",
        "",
        " (with `reasons` or `explain`, in place of also-like.wasm)",
        " (for pages that a catalog of many files does not know, and for pins)",
        " (for pages that are no articles of the catalog, and with `explain`)",
        " (with that)",
        " (with `read-last`, for pages that become another, and to ask without a box)",
        " (with `explain`)",
    ];
    let together = sum(readers);
    let rows = readers.iter().chain([&together]).chain(others).zip(when);
    for ((name, raw, brotli), when) in rows.map(|(row, when)| (*row, when)) {
        out += &format!("\n{name:<23}{raw:>9}{brotli:>11}{when}");
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_adds_up() {
        let expected = "                           bytes  brotli 11\n\
                        also-like.js               10000       4000\n\
                        also-like.wasm             30000      13500\n\
                        together                   40000      17500\n\
                        also-like-reasons.wasm     33000      15000 (with `reasons` or `explain`, in place of also-like.wasm)\n\
                        also-like-explore.js        1500        800 (for pages that a catalog of many files does not know, and for pins)\n\
                        also-like-metadata.wasm    40000      20000 (for pages that are no articles of the catalog, and with `explain`)\n\
                        also-like-metadata.js       5000       2000 (with that)\n\
                        also-like-more.js           1200        700 (with `read-last`, for pages that become another, and to ask without a box)\n\
                        also-like-explain.js        2000       1000 (with `explain`)";
        let readers = [("also-like.js", 10_000, 4_000), ("also-like.wasm", 30_000, 13_500)];
        let others = [
            ("also-like-reasons.wasm", 33_000, 15_000),
            ("also-like-explore.js", 1_500, 800),
            ("also-like-metadata.wasm", 40_000, 20_000),
            ("also-like-metadata.js", 5_000, 2_000),
            ("also-like-more.js", 1_200, 700),
            ("also-like-explain.js", 2_000, 1_000),
        ];
        assert_eq!(super::table(&(readers, others)), expected);
    }
}
