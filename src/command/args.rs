//! What the command line may say.

use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::Day;
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use url::Url;

use crate::command::address;
use crate::command::kind::Kind;

/// "You May Also Like" for any site: TF-IDF in the reader's browser, from one script tag.
#[derive(Parser)]
#[command(name = "also-like", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// One command and its arguments.
#[derive(Subcommand)]
pub enum Command {
    Init(Init),
    Build(Build),
    Related(Related),
    Eval(Eval),
    Inspect(Inspect),
    Serve(Serve),
    Completions(Completions),
    Manual(Manual),
}

/// Writes an also-like.toml with what it finds out of the site in this folder
#[derive(Args)]
pub struct Init {
    /// Replace the file that is there
    #[arg(long)]
    pub force: bool,
}

/// Makes a catalog from a built site or from JSON, with everything that a page needs beside it
#[derive(Args, Clone, Default)]
pub struct Build {
    /// Folder of built HTML or of Markdown, a sitemap beside the site's files, a feed (RSS, Atom, JSON Feed), an export of WordPress
    /// (WXR) or Ghost, or a .json or .jsonl file of articles (fields id, url, title, excerpt, text,
    /// tags, section, date, expires, lang, image, unlisted, pinned, pin, exclude; all but title and
    /// one of url and id may be missing)
    #[arg(value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,
    /// Folder to write to; made when it isn't there
    #[arg(long, value_name = "DIR", default_value = "", hide_default_value = true,
        value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub out: PathBuf,
    /// What the sources are, where that is not recognised
    #[arg(long, value_name = "KIND")]
    pub from: Option<Kind>,
    /// How the site makes addresses of Markdown that says none: `:year`, `:month`, `:day`, `:slug`,
    /// `:section`, `:sections` and `:categories` stand for what they say [default: the file's path, and
    /// Jekyll's own for its posts]
    #[arg(long, value_name = "TEMPLATE")]
    pub permalink: Option<String>,
    /// Address of the site, for HTML pages that name no canonical address of their own; without it
    /// they get addresses from the root of their SOURCE, such as /news/a.html
    #[arg(long, value_name = "URL", value_parser = address::parse_base)]
    pub base_url: Option<Url>,
    /// TOML file of all that may be said here, and more: see `also-like init` [default: also-like.toml
    /// in this folder, where there is one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Features kept of each article, a number or `all`; fewer make a smaller catalog [default: 128]
    #[arg(long, value_name = "N|all", value_parser = parse_features)]
    pub features: Option<Features>,
    /// Whether a page loads the whole catalog as one file, or one small file of many; `auto` decides by
    /// the number of articles
    #[arg(long, value_name = "auto|one|many", hide_possible_values = true)]
    pub files: Option<FilesOf>,
    /// Folder that remembers a build of many files, so that the next one writes only what changed; keep
    /// it out of what is published [default: .also-like-cache in this folder, unless the site is here]
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Build everything anew and remember nothing
    #[arg(long, conflicts_with = "cache")]
    pub no_cache: bool,
    /// Write the answers into the pages of HTML too, as links: into each `<also-like>`, or where the script
    /// tag stands. What was written is replaced the next time; nothing else in a page is touched
    #[arg(long)]
    pub inject: bool,
    /// Where the answers go in a page that has no `<also-like>`: at the end of the first element that
    /// this CSS selector names [default: after the script tag]
    #[arg(long, value_name = "SELECTOR", requires = "inject")]
    pub inject_at: Option<String>,
    /// Day that the answers in the pages are of [default: today, by UTC]
    #[arg(long, value_name = "DATE", value_parser = parse_day, requires = "inject")]
    pub today: Option<Day>,
    /// File to write to, as JSON: what the sources were taken for, what was skipped and why, warnings
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Build again whenever a source changes, until stopped
    #[arg(short, long)]
    pub watch: bool,
    /// Print warnings and errors only
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Name each page that was skipped, and why
    #[arg(short, long)]
    pub verbose: bool,
}

/// Answers for one page, as the reader's browser would give them
#[derive(Args)]
pub struct Related {
    /// HTML file (.html, .htm), text file (its first line is the title), or - for standard input
    pub page: PathBuf,
    /// Folder that `also-like build` wrote
    #[arg(long, value_name = "DIR")]
    pub catalog: PathBuf,
    /// How many answers at most, 1 to 50
    #[arg(short = 'n', long, value_name = "N", default_value_t = 4,
        value_parser = clap::value_parser!(u8).range(1..=50))]
    pub limit: u8,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Show the score of each answer taken apart
    #[arg(long)]
    pub explain: bool,
    /// Give articles in other languages too
    #[arg(long)]
    pub any_language: bool,
    /// Leave out articles that the page links to
    #[arg(long)]
    pub skip_linked: bool,
    /// What to give when nothing is near: `section`, `latest` or `none`; may be given twice
    #[arg(long, value_name = "WHAT", default_values_t = [Otherwise::Section, Otherwise::Latest])]
    pub otherwise: Vec<Otherwise>,
    /// Address of an article to give first; may be given several times
    #[arg(long, value_name = "URL")]
    pub pin: Vec<String>,
    /// Address of an article not to give; may be given several times
    #[arg(long, value_name = "URL")]
    pub exclude: Vec<String>,
    /// The reader's day, such as 2026-05-01 [default: today, by UTC]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub today: Option<Day>,
    /// CSS selector of the element that holds the article's text
    #[arg(long, value_name = "CSS")]
    pub selector: Option<String>,
    /// Address where the page stands, should it name no canonical address of its own
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// Measures the answers against judgments of which article is related to which
#[derive(Args)]
pub struct Eval {
    /// A .json or .jsonl file of articles
    #[arg(long, value_name = "FILE")]
    pub articles: PathBuf,
    /// Judgments, one a line: query id, related id, grade, separated by tabs (or TREC's four columns);
    /// grade 0 is not related
    #[arg(long, value_name = "FILE")]
    pub qrels: PathBuf,
    /// Features kept of each article, a number or `all`
    #[arg(long, value_name = "N|all", default_value = "all", value_parser = parse_features)]
    pub features: Features,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Shows what is in a catalog and checks it
#[derive(Args)]
pub struct Inspect {
    /// Folder that `also-like build` wrote
    pub dir: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// File to write a report to that one looks at: plots of the same, and a map of the site; it needs
    /// nothing else, no network either
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// Shows a folder in a browser on this machine, with the box in articles that have none; writes nothing
#[derive(Args)]
pub struct Serve {
    /// Folder to show
    pub dir: PathBuf,
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = 8765)]
    pub port: u16,
    /// Show the pages as they are
    #[arg(long)]
    pub plain: bool,
}

/// Prints what makes a shell complete this command; its package says where such files go
#[derive(Args)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

/// Prints the manual page, or writes one for each command
#[derive(Args)]
pub struct Manual {
    /// Folder to write the pages to; made when it isn't there
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// The command line, for what describes it.
pub fn described() -> clap::Command {
    Arguments::command()
}

/// How many files a catalog has.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FilesOf {
    Auto,
    One,
    Many,
}

/// What a box shows when nothing is near enough.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Otherwise {
    Section,
    Latest,
    None,
}

impl fmt::Display for Otherwise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Otherwise::Section => "section",
            Otherwise::Latest => "latest",
            Otherwise::None => "none",
        })
    }
}

fn parse_day(text: &str) -> Result<Day, &'static str> {
    Day::from_iso(text).ok_or("give a date such as 2026-05-01")
}

/// How much of each article a catalog keeps.
#[derive(Clone, Copy)]
pub struct Features(pub Option<u32>);

pub fn parse_features(text: &str) -> Result<Features, &'static str> {
    match text.parse() {
        Ok(n) if n > 0 => Ok(Features(Some(n))),
        Err(_) if text == "all" => Ok(Features(None)),
        _ => Err("give a number from 1 or `all`"),
    }
}

/// Reads the command line.
///
/// # Errors
///
/// Help and version are printed and give exit code 0, anything wrong a sentence and exit code 2.
pub fn parse() -> Result<Command, ExitCode> {
    let error = match Arguments::try_parse() {
        Ok(arguments) => return Ok(arguments.command),
        Err(error) => error,
    };
    if !error.use_stderr() {
        // Fails when the reader went away: nothing to do about that.
        let _ = error.print();
        return Err(ExitCode::SUCCESS);
    }
    let _ = writeln!(io::stderr(), "also-like: {}", sentence(&error));
    Err(ExitCode::from(2))
}

/// The first paragraph of clap's message in one line, and where help is.
fn sentence(error: &clap::Error) -> String {
    use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand as NoCommand;
    if error.kind() == NoCommand {
        return "no command was given; see `also-like --help`".to_owned();
    }
    let message = error.to_string();
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let lines = message.lines().map(str::trim).take_while(|line| !line.is_empty());
    format!("{}; see `also-like --help`", lines.collect::<Vec<_>>().join(" "))
}
