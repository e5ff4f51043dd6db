//! What readers download, and the most that it may be.

use std::process::Command;

use crate::shell::Shell;
use crate::widget;

/// Bytes of JavaScript (with the styles in it) and wasm together, each in brotli 11.
const MOST: u64 = 31_000;

/// A file's name, its bytes, and its bytes in brotli 11.
type Row = (&'static str, u64, u64);

/// Prints the table of sizes.
pub fn print(shell: &mut Shell) -> Result<(), String> {
    let (readers, debug) = measure(shell)?;
    shell.say(&table(&readers, debug));
    Ok(())
}

/// Prints the table of sizes; more than may be is an error.
pub fn gate(shell: &mut Shell) -> Result<(), String> {
    let (readers, debug) = measure(shell)?;
    shell.say(&table(&readers, debug));
    let (_, _, total) = sum(&readers);
    let said = format!("expected at most {MOST} bytes in brotli, measured {total}");
    shell.say(&said);
    if total > MOST { Err(format!("the widget is too large: {said}")) } else { Ok(()) }
}

/// What every reader loads, and what only a box with `debug` does.
fn measure(shell: &mut Shell) -> Result<([Row; 2], Row), String> {
    let names = [widget::SHIM, widget::ENGINE, widget::DEBUG];
    let files = names.map(|name| widget::folder().join(name));
    let printed = shell.output(Command::new("node").arg("xtask/sizes.mjs").args(&files))?;
    let numbers: Vec<u64> =
        printed.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [js, js_brotli, wasm, wasm_brotli, debug, debug_brotli] => Ok((
            [(names[0], js, js_brotli), (names[1], wasm, wasm_brotli)],
            (names[2], debug, debug_brotli),
        )),
        _ => Err(format!("xtask/sizes.mjs printed {printed:?} instead of six numbers")),
    }
}

fn sum(rows: &[Row]) -> Row {
    rows.iter().fold(("together", 0, 0), |sum, row| (sum.0, sum.1 + row.1, sum.2 + row.2))
}

fn table(readers: &[Row], debug: Row) -> String {
    let mut out = format!("{:<19}{:>9}{:>11}", "", "bytes", "brotli 11");
    for (name, raw, brotli) in readers.iter().chain([&sum(readers), &debug]) {
        out += &format!("\n{name:<19}{raw:>9}{brotli:>11}");
    }
    out + " (with `debug` only)"
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_adds_up() {
        let expected = "                       bytes  brotli 11\n\
                        also-like.js           10000       4000\n\
                        also-like.wasm         30000      13500\n\
                        together               40000      17500\n\
                        also-like-debug.js      2000       1000 (with `debug` only)";
        let rows = [("also-like.js", 10_000, 4_000), ("also-like.wasm", 30_000, 13_500)];
        assert_eq!(super::table(&rows, ("also-like-debug.js", 2_000, 1_000)), expected);
    }
}
