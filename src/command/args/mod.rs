//! The command line.
//!
//! In: the arguments of the process. Out: one [`Command`] with its options, or an exit code. Does
//! nothing itself: of the command only `address`, `exit` and `kind` may be imported.

mod options;
mod renamed;

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::Day;
use crate::command::exit::{self, Exit};

pub use options::{BuildOptions, FileCount, MaxTerms};

/// "You May Also Like" for any site: TF-IDF in the reader's browser, from one script tag.
#[derive(Parser)]
#[command(name = "also-like", version, max_term_width = 100, after_help = exit::HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// One command and its arguments.
#[derive(Subcommand)]
pub enum Command {
    Init(Init),
    Build(Box<Build>),
    Related(Related),
    Eval(Eval),
    Inspect(Inspect),
    Serve(Serve),
    Completions(Completions),
    Manual(Manual),
}

/// Write an also-like.toml for the site in this folder
#[derive(Args)]
pub struct Init {
    /// Replace an existing file
    #[arg(long)]
    pub force: bool,
}

/// Build a catalog from a built site or from JSON, with the files that pages load
#[derive(Args, Clone, Default)]
pub struct Build {
    #[command(flatten)]
    pub options: BuildOptions,
    /// TOML file with these options and more: see `also-like init` [default: also-like.toml in this
    /// folder, if it exists]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Build everything, and neither read nor write the build cache
    #[arg(long, conflicts_with = "cache")]
    pub no_cache: bool,
    /// Date for which the related articles in the pages are chosen [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = parse_day, requires = "inject")]
    pub today: Option<Day>,
    /// JSON file to write a report to: kinds of the sources, skipped pages with reasons, warnings
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Build nothing, but say of one page of a folder of HTML why it is an article or none, and
    /// what its card would show
    #[arg(long, value_name = "FILE", conflicts_with_all = ["watch", "quiet", "report"])]
    pub explain_page: Option<PathBuf>,
    /// Build again when a source changes, until stopped
    #[arg(short, long)]
    pub watch: bool,
    /// Print warnings and errors only
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// List every skipped page with the reason
    #[arg(short, long)]
    pub verbose: bool,
    /// The options of the command line, apart from those of the configuration file.
    #[arg(skip)]
    pub matches: ArgMatches,
}

impl Build {
    /// The same with the options of a file where the command line gives none.
    ///
    /// # Errors
    ///
    /// None that is known: the command line was read before.
    pub fn with_file(&self, file: &BuildOptions) -> Result<Build, clap::Error> {
        let mut options = file.clone();
        options.update_from_arg_matches(&self.matches)?;
        Ok(Build { options, ..self.clone() })
    }

    /// The folder to write to.
    pub fn out(&self) -> &Path {
        self.options.out.as_deref().unwrap_or(Path::new(""))
    }
}

/// Show the related articles of one page, as a reader's browser would
#[derive(Args)]
pub struct Related {
    /// HTML file (.html, .htm), text file (its first line is the title), or - for standard input
    pub page: PathBuf,
    /// Folder of a catalog, written by `also-like build`
    #[arg(long, value_name = "CATALOG")]
    pub catalog: PathBuf,
    /// Maximum number of articles, 1 to 50
    #[arg(short = 'n', long, value_name = "N", default_value_t = 4,
        value_parser = clap::value_parser!(u8).range(1..=50))]
    pub limit: u8,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Show the factors of each score
    #[arg(long)]
    pub explain: bool,
    /// Languages of the articles: the page's own or any
    #[arg(long, value_name = "same|any", default_value = "same", hide_possible_values = true)]
    pub languages: Languages,
    /// Leave out articles that the page links to
    #[arg(long)]
    pub skip_linked: bool,
    /// What to show when no article is similar: `section`, `latest` or `none`; repeatable
    #[arg(long, value_name = "WHAT", default_values_t = [Fallback::Section, Fallback::Latest])]
    pub fallback: Vec<Fallback>,
    /// Address of an article to show first; repeatable
    #[arg(long, value_name = "URL")]
    pub pin: Vec<String>,
    /// Address of an article to leave out; repeatable
    #[arg(long, value_name = "URL")]
    pub exclude: Vec<String>,
    /// The reader's date, such as 2026-05-01 [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub today: Option<Day>,
    /// CSS selector of the element with the text of the page
    #[arg(long, value_name = "SELECTOR")]
    pub article: Option<String>,
    /// Address of the page, if it has no canonical address
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// Measure the related articles against relevance judgments
#[derive(Args)]
pub struct Eval {
    /// A .json or .jsonl file of articles
    #[arg(long, value_name = "FILE")]
    pub articles: PathBuf,
    /// Judgments, one per line: query id, related id, grade, separated by tabs (or TREC's four
    /// columns); grade 0 means not related
    #[arg(long, value_name = "FILE")]
    pub qrels: PathBuf,
    /// Terms kept of each article, a number or `all`
    #[arg(long, value_name = "N|all", default_value = "all")]
    pub max_terms: MaxTerms,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Show and check the contents of a catalog
#[derive(Args)]
pub struct Inspect {
    #[command(flatten)]
    pub catalog: CatalogFolder,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// HTML file to write a visual report to: plots and a map of the site, in one file that works
    /// offline
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// The folder of a catalog, by its place or by its name.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct CatalogFolder {
    /// Folder of a catalog, written by `also-like build`
    #[arg(value_name = "CATALOG")]
    place: Option<PathBuf>,
    /// The same, by name
    #[arg(long = "catalog", value_name = "CATALOG")]
    name: Option<PathBuf>,
}

impl CatalogFolder {
    /// Its path.
    pub fn path(&self) -> &Path {
        let path = self.place.as_deref().or(self.name.as_deref());
        path.unwrap_or(Path::new(""))
    }
}

/// Preview a folder in a browser on this machine, with the box in articles that have none; writes
/// nothing
#[derive(Args)]
pub struct Serve {
    /// Folder of a built site
    pub dir: PathBuf,
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8765)]
    pub port: u16,
    /// Show the pages as they are
    #[arg(long)]
    pub plain: bool,
}

/// Print a completion script; your shell's documentation says where it goes
#[derive(Args)]
pub struct Completions {
    /// Shell to complete in
    pub shell: Shell,
}

/// Print the manual page, or write one for each command
#[derive(Args)]
pub struct Manual {
    /// Folder to write the pages to; created if it does not exist
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// The command line as a whole, for completions and manuals.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Languages of the articles that are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Languages {
    Same,
    Any,
}

/// What is shown when no article is similar.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Fallback {
    Section,
    Latest,
    None,
}

impl fmt::Display for Fallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fallback::Section => "section",
            Fallback::Latest => "latest",
            Fallback::None => "none",
        })
    }
}

fn parse_day(text: &str) -> Result<Day, &'static str> {
    Day::from_iso(text).ok_or("give a date such as 2026-05-01")
}

/// Reads the command line.
///
/// # Errors
///
/// Help and version are printed and end the run, and so does wrong usage with a sentence.
pub fn parse() -> Result<Command, Exit> {
    let (given, warnings) = renamed::with_new_names(env::args_os());
    // Programs that read JSON often read both streams as one.
    let is_for_programs = given.iter().any(|argument| argument == "--json");
    for warning in warnings.iter().filter(|_| !is_for_programs) {
        let _ = writeln!(io::stderr(), "also-like: warning: {warning}");
    }
    let error = match try_parse(given) {
        Ok(command) => return Ok(command),
        Err(error) => error,
    };
    if !error.use_stderr() {
        // Fails when the reader went away: nothing to do about that.
        let _ = error.print();
        return Err(Exit::Success);
    }
    let _ = writeln!(io::stderr(), "also-like: {}", sentence(&error));
    Err(Exit::Usage)
}

fn try_parse(given: Vec<OsString>) -> Result<Command, clap::Error> {
    let mut matches = Arguments::command().try_get_matches_from(given)?;
    let mut command = Arguments::from_arg_matches(&matches)?.command;
    if let (Command::Build(build), Some((_, matches))) = (&mut command, matches.remove_subcommand())
    {
        build.matches = matches;
    }
    Ok(command)
}

/// The first paragraph of clap's message in one line, what it suggests, and where help is.
fn sentence(error: &clap::Error) -> String {
    use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand as NoCommand;
    if error.kind() == NoCommand {
        return "no command was given; see `also-like --help`".to_owned();
    }
    let message = error.to_string();
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let lines = || message.lines().map(str::trim);
    let first = lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    // Other suggestions are about passing a mistyped option as a value.
    let suggestions = lines().filter_map(|line| line.strip_prefix("tip: "));
    let suggestions = suggestions.filter(|tip| tip.contains("similar"));
    let parts = [first].into_iter().chain(suggestions.map(str::to_owned));
    parts.chain(["see `also-like --help`".to_owned()]).collect::<Vec<_>>().join("; ")
}
