//! How long a publisher waits who has a folder of built HTML, and how long with Pagefind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::SCRIPTS;
use super::cost::{self, Cost};
use super::table::Table;
use crate::shell::{Shell, root, target};
use crate::{dist, install, recipes, tools};

/// So often each of the two reads a folder.
const ROUNDS: usize = 3;

/// A folder that both have read.
struct Folder {
    name: String,
    pages: usize,
    articles: usize,
    /// Of each round, the quickest first.
    ours: Vec<Cost>,
    pagefinds: Vec<Cost>,
}

/// Builds a catalog and an index of each folder in turns, and prints what both cost.
pub fn run(folders: &[PathBuf], work: Option<&Path>) -> Result<(), String> {
    let mut needed = tools::for_build()?;
    needed.push(tools::for_scale());
    let shell = &mut Shell::live();
    install::all(shell, &needed)?;
    let command = dist::command(shell)?;
    let pagefind = pagefind(shell)?;
    let work = work.map_or_else(|| target().join("scale"), Path::to_owned);
    let work = work.join(format!("html-{}", std::process::id()));
    fs::create_dir_all(&work)
        .map_err(|error| format!("can't make the folder {}: {error}", work.display()))?;
    let measure = |folder: &PathBuf| measure(&command, &pagefind, folder, &work);
    let folders: Result<Vec<Folder>, String> = folders.iter().map(measure).collect();
    fs::remove_dir_all(&work)
        .map_err(|error| format!("can't remove {}: {error}", work.display()))?;
    print!("\n{}", table(&folders?));
    Ok(())
}

/// Pagefind's program: what its package for npm runs, without Node, which would take part.
fn pagefind(shell: &mut Shell) -> Result<PathBuf, String> {
    let script = format!(
        "import {{ resolveBinaryPath }} from './{SCRIPTS}/node_modules/pagefind/lib/resolveBinary.js';\
         console.log(resolveBinaryPath(['pagefind_extended', 'pagefind']));"
    );
    let path = shell.output(Command::new("node").args(["--input-type=module", "-e", &script]))?;
    Ok(root().join(path.trim()))
}

fn measure(command: &Path, pagefind: &Path, folder: &Path, work: &Path) -> Result<Folder, String> {
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
    eprintln!("reading {name}");
    let (mut ours, mut pagefinds) = (Vec::new(), Vec::new());
    let report = work.join("report.json");
    for round in 0..ROUNDS {
        // What is written is removed in the end only: see `DONE`.
        let out = |program: &str| work.join(format!("{program}-{name}-{round}"));
        let mut build = Command::new(command);
        build.arg("build").arg(folder).arg("--out").arg(out("also-like"));
        build.args(["--no-cache", "--quiet", "--report"]).arg(&report);
        ours.push(cost::measure(build.stdout(Stdio::null()).stderr(Stdio::null()))?);
        let mut index = Command::new(pagefind);
        index.arg("--site").arg(folder).arg("--output-path").arg(out("pagefind"));
        pagefinds.push(cost::measure(index.stdout(Stdio::null()).stderr(Stdio::null()))?);
    }
    for costs in [&mut ours, &mut pagefinds] {
        costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    }
    let written = fs::read_to_string(&report)
        .map_err(|error| format!("can't read {}: {error}", report.display()))?;
    Ok(Folder { name, pages: pages(folder)?, articles: articles(&written), ours, pagefinds })
}

/// How many pages of HTML are in a folder and those below it, but for hidden ones.
fn pages(folder: &Path) -> Result<usize, String> {
    let is_page = |file: &PathBuf| {
        let path = file.to_string_lossy().to_ascii_lowercase();
        let is_hidden = file.iter().any(|name| name.to_string_lossy().starts_with('.'));
        !is_hidden && (path.ends_with(".html") || path.ends_with(".htm"))
    };
    Ok(recipes::files(folder)?.iter().filter(|file| is_page(file)).count())
}

/// How many articles a report tells of.
fn articles(report: &str) -> usize {
    let (_, rest) = report.split_once("\"articles\":").unwrap_or_default();
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().unwrap_or_default()
}

fn table(folders: &[Folder]) -> Table {
    let mut table = Table::new(&[
        "folder",
        "pages",
        "articles",
        "the quickest, s",
        "median, s",
        "Pagefind, s",
        "median, s",
        "times as fast",
        "processor, ms a page",
        "Pagefind's",
        "most memory, MB",
        "Pagefind's",
    ]);
    let none = || "–".to_owned();
    for Folder { name, pages, articles, ours, pagefinds } in folders {
        let median = |costs: &[Cost]| costs[costs.len() / 2].seconds;
        let peak = |costs: &[Cost]| costs.iter().filter_map(|cost| cost.peak).max();
        let memory = |costs: &[Cost]| {
            peak(costs).map_or_else(none, |bytes| format!("{:.0}", bytes as f64 / 1e6))
        };
        let processor = |costs: &[Cost]| {
            let least = costs.iter().filter_map(|cost| cost.cpu).min_by(f64::total_cmp);
            least.map_or_else(none, |cpu| format!("{:.2}", cpu * 1e3 / (*pages).max(1) as f64))
        };
        table.row([
            name.clone(),
            pages.to_string(),
            articles.to_string(),
            format!("{:.2}", ours[0].seconds),
            format!("{:.2}", median(ours)),
            format!("{:.2}", pagefinds[0].seconds),
            format!("{:.2}", median(pagefinds)),
            format!("{:.1}", median(pagefinds) / median(ours)),
            processor(ours),
            processor(pagefinds),
            memory(ours),
            memory(pagefinds),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_read_of_a_report() {
        assert_eq!(articles("{\n  \"articles\": 12,\n  \"injected\": null\n}"), 12);
        assert_eq!(articles("{}"), 0);
    }

    #[test]
    fn a_row_tells_how_many_times_as_fast() {
        let cost = |seconds| Cost { seconds, cpu: Some(seconds), peak: Some(2_000_000) };
        let folder = Folder {
            name: "blog".to_owned(),
            pages: 100,
            articles: 90,
            ours: [0.5, 1.0, 3.0].map(cost).into(),
            pagefinds: [2.0, 4.0, 5.0].map(cost).into(),
        };
        let table = table(&[folder]).to_string();
        let row = table.lines().last().unwrap();
        let expected =
            "| blog | 100 | 90 | 0.50 | 1.00 | 2.00 | 4.00 | 4.0 | 5.00 | 20.00 | 2 | 2 |";
        assert_eq!(row, expected);
    }
}
