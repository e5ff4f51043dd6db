//! What a site's size costs: the publisher who builds a catalog, and the reader who loads a page.

mod cost;
pub mod html;
mod rebuild;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::hash::{Hash, Stamp};
use crate::shell::{Shell, cargo, root, target};
use crate::{browser, dist, install, tools};
use cost::Cost;
use rebuild::Rebuild;
use table::Table;

/// Where the browser's part is.
const SCRIPTS: &str = "benches/scale";

/// Sites of up to so many articles are built so often: one build of two seconds tells little of a
/// machine that other programs share.
const QUICK: u32 = 20_000;
const BUILDS: usize = 7;

/// Where catalogs go that are not needed any more, to be removed after the last build: where many
/// files were removed, ext4 looks for free inodes past all of them for minutes: builds took 1.2 to
/// 1.7 times as long.
const DONE: &str = "done";

/// One size of the made-up newspaper.
struct Site {
    articles: u32,
    /// Its articles in JSON, a line each.
    corpus: PathBuf,
    /// Of each build, the quickest first.
    costs: Vec<Cost>,
    /// How many files one wrote, and their bytes.
    written: (u64, u64),
    /// What one more article costs; the catalog has it then.
    rebuild: Rebuild,
}

/// Builds catalogs of all sizes in the folder `work` and prints what that costs; with `browser`
/// also what a reader waits for. What pages fetch is measured over the articles in the files
/// `judged` too.
pub fn run(
    sizes: &[u32],
    judged: &[PathBuf],
    work: Option<&Path>,
    browser: bool,
) -> Result<(), String> {
    let mut needed = tools::for_build()?;
    if browser {
        needed.extend(tools::for_check());
        needed.push(tools::for_scale());
    }
    let shell = &mut Shell::live();
    install::all(shell, &needed)?;
    let work = work.map_or_else(|| target().join("scale"), Path::to_owned);
    fs::create_dir_all(&work)
        .map_err(|error| format!("can't make the folder {}: {error}", work.display()))?;
    let command = dist::command(shell)?;
    let sites: Vec<Site> =
        sizes.iter().map(|size| site(shell, &command, &work, *size)).collect::<Result<_, _>>()?;
    print!("\n{}\n{}", builds(&sites)?, later(&sites));
    fs::remove_dir_all(work.join(DONE))
        .map_err(|error| format!("can't remove {}/{DONE}: {error}", work.display()))?;
    let corpora: Vec<PathBuf> =
        sites.iter().map(|site| site.corpus.clone()).chain(judged.to_vec()).collect();
    pages(shell, &corpora)?;
    if browser {
        readers(shell, &work, &sites)?;
        if let Some(Site { articles, corpus, .. }) = sites.iter().max_by_key(|site| site.articles) {
            browser::large(shell, &work.join(format!("catalog-{articles}")), corpus)?;
        }
    }
    Ok(())
}

/// What a page fetches of each catalog, and whether it gets the answers of the whole.
fn pages(shell: &mut Shell, files: &[PathBuf]) -> Result<(), String> {
    println!(
        "\n| articles | a page's file, bytes | p95 | four answers as of the whole | another page, bytes | p95 | of the four | requests |\n|{}",
        "--:|".repeat(8)
    );
    let mut bench = cargo();
    bench.args(["bench", "--quiet", "--bench", "scale", "--", "pages"]).args(files);
    shell.run(&mut bench)
}

fn site(shell: &mut Shell, command: &Path, work: &Path, articles: u32) -> Result<Site, String> {
    let corpus = corpus(shell, work, articles)?;
    let done = work.join(DONE);
    let others = done.join(format!("{}-{articles}", std::process::id()));
    fs::create_dir_all(&others)
        .map_err(|error| format!("can't make the folder {}: {error}", others.display()))?;
    let folder = |kind: &str| -> Result<PathBuf, String> {
        let folder = work.join(format!("{kind}-{articles}"));
        if folder.exists() {
            fs::rename(&folder, others.join(format!("{kind}-before")))
                .map_err(|error| format!("can't move {}: {error}", folder.display()))?;
        }
        Ok(folder)
    };
    let (catalog, cache) = (folder("catalog")?, folder("cache")?);
    let build = |corpus: &Path, catalog: &Path, cache: &Path| {
        let mut build = Command::new(command);
        build.arg("build").arg(corpus).arg("--out").arg(catalog).arg("--quiet");
        build.arg("--cache").arg(cache).stdout(Stdio::null());
        build
    };
    eprintln!("building the catalog of {articles} articles");
    let mut costs = vec![cost::measure(&mut build(&corpus, &catalog, &cache))?];
    for run in 1..if articles <= QUICK { BUILDS } else { 1 } {
        let folder = |kind| others.join(format!("{kind}-{run}"));
        costs.push(cost::measure(&mut build(&corpus, &folder("catalog"), &folder("cache")))?);
    }
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let written =
        contents(&catalog).map_err(|error| format!("can't list {}: {error}", catalog.display()))?;
    let more = work.join(format!("corpus-{articles}-more.jsonl"));
    let rebuild = rebuild::measure(&mut build(&more, &catalog, &cache), &corpus, &more, &catalog)?;
    Ok(Site { articles, corpus, costs, written, rebuild })
}

/// The newspaper with so many articles, made once and kept as long as its generator is the same.
pub fn corpus(shell: &mut Shell, work: &Path, articles: u32) -> Result<PathBuf, String> {
    let file = work.join(format!("corpus-{articles}.jsonl"));
    let mut inputs = Hash::new();
    for part in ["corpus", "random", "topic", "words"] {
        inputs.file(&root().join(SCRIPTS).join(part).with_extension("rs"))?;
    }
    let stamp = Stamp::new(file.with_extension("stamp"), inputs);
    if !stamp.holds(&[&file]) {
        let folder = file.parent().unwrap_or(&file);
        fs::create_dir_all(folder)
            .map_err(|error| format!("can't make the folder {}: {error}", folder.display()))?;
        eprintln!("writing {articles} articles");
        let mut bench = cargo();
        bench.args(["bench", "--quiet", "--bench", "scale", "--", "corpus"]);
        shell.run(bench.arg(articles.to_string()).arg(&file))?;
        stamp.set()?;
    }
    Ok(file)
}

fn builds(sites: &[Site]) -> Result<Table, String> {
    let mut table = Table::new(&[
        "articles",
        "of MB",
        "builds",
        "the quickest, s",
        "median, s",
        "processor, s",
        "articles a second",
        "most memory, MB",
        "files",
        "MB written",
        "bytes an article",
    ]);
    let megabytes = |bytes: u64| format!("{:.1}", bytes as f64 / 1e6);
    let none = || "–".to_owned();
    for site in sites {
        let Cost { seconds, cpu, .. } = site.costs[0];
        let peak = site.costs.iter().filter_map(|cost| cost.peak).max();
        let corpus = fs::metadata(&site.corpus)
            .map_err(|error| format!("can't read {}: {error}", site.corpus.display()))?;
        let (files, bytes) = site.written;
        table.row([
            site.articles.to_string(),
            megabytes(corpus.len()),
            site.costs.len().to_string(),
            format!("{seconds:.2}"),
            format!("{:.2}", site.costs[site.costs.len() / 2].seconds),
            cpu.map_or_else(none, |cpu| format!("{cpu:.2}")),
            format!("{:.0}", f64::from(site.articles) / seconds),
            peak.map_or_else(none, megabytes),
            files.to_string(),
            megabytes(bytes),
            (bytes / u64::from(site.articles)).to_string(),
        ]);
    }
    Ok(table)
}

/// What it costs when one article comes.
fn later(sites: &[Site]) -> Table {
    let mut table = Table::new(&[
        "articles, and one more",
        "build, s",
        "processor, s",
        "most memory, MB",
        "files written",
        "bytes written",
    ]);
    for Site { articles, rebuild, .. } in sites {
        let Rebuild { cost: Cost { seconds, cpu, peak }, files, bytes } = rebuild;
        let none = || "–".to_owned();
        table.row([
            articles.to_string(),
            format!("{seconds:.2}"),
            cpu.map_or_else(none, |cpu| format!("{cpu:.2}")),
            peak.map_or_else(none, |peak| format!("{:.1}", peak as f64 / 1e6)),
            files.to_string(),
            bytes.to_string(),
        ]);
    }
    table
}

/// How many files are in a folder and those below it, and their bytes.
fn contents(folder: &Path) -> std::io::Result<(u64, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (more_files, more_bytes) = match entry.file_type()?.is_dir() {
            true => contents(&entry.path())?,
            false => (1, entry.metadata()?.len()),
        };
        files += more_files;
        bytes += more_bytes;
    }
    Ok((files, bytes))
}

/// The part that runs in Chromium; it prints its own tables.
fn readers(shell: &mut Shell, work: &Path, sites: &[Site]) -> Result<(), String> {
    let mut node = Command::new("node");
    // The indexes of other engines over 100 000 articles are large while they are made.
    node.arg("--max-old-space-size=8192").arg(format!("{SCRIPTS}/browser.mjs"));
    node.arg(work).arg(target().join("widget/glue.js"));
    node.args(sites.iter().map(|site| site.articles.to_string()));
    if let Some(program) = tools::chromium_program() {
        node.env("CHROMIUM", program);
    }
    shell.run(&mut node)
}
