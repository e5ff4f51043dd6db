//! The arguments of the command line.

use std::path::PathBuf;

use crate::fuzz;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask build               the widget, the command and dist/, which holds both
cargo xtask build --widget      the widget only
cargo xtask demo [--port N]     builds, indexes and serves the demonstration newspaper (port 8765)
cargo xtask demo --check        the same in headless Chromium: prints the cards of one page
cargo xtask test                everything that must hold before a change is done
cargo xtask test --quick        the part of it that needs no browser
cargo xtask test --only NAME    one check of it, and those that it needs; a wrong NAME lists all
cargo xtask fuzz [TARGET]       looks for inputs that break something, 10 minutes for each target
cargo xtask fuzz --seconds N    the same for so long
cargo xtask package             what is published: dist/npm, packed, and the crate
cargo xtask package --time      that, and how much longer the command in it takes than the native one
cargo xtask readme              makes the README's tables of looks from the stylesheet
cargo xtask relevance FOLDER…   how good the answers are beside other rankers', over judged corpora
cargo xtask reproduce           builds the widget once more in another folder and compares the bytes
cargo xtask scale               what building a catalog costs at 1000, 10 000 and 100 000 articles
cargo xtask scale --browser     that, and how long a reader waits, beside other engines, in Chromium;
                                the largest catalog is opened in every browser
cargo xtask scale --sizes N,N --work DIR
                                other sizes; where articles and catalogs are kept (target/scale)
cargo xtask scale FILE…         also what pages of other articles (.jsonl) fetch
cargo xtask scale --html FOLDER…
                                how long reading folders of built HTML takes, beside Pagefind";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Build { widget: bool },
    Demo { port: u16, check: bool },
    Test { quick: bool, only: Option<String> },
    Fuzz { target: Option<String>, seconds: u64 },
    Package { time: bool },
    Readme,
    Reproduce,
    Relevance { folders: Vec<PathBuf> },
    Scale { sizes: Vec<u32>, judged: Vec<PathBuf>, work: Option<PathBuf>, browser: bool },
    ScaleHtml { folders: Vec<PathBuf>, work: Option<PathBuf> },
}

/// The default port of the demonstration.
const PORT: u16 = 8765;

/// The default sizes of sites to measure.
const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

/// Reads the arguments after the program's name.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    let name = arguments.next().unwrap_or_else(|| "help".into());
    let mut command = match name.as_str() {
        "help" | "--help" | "-h" => Command::Help,
        "build" => Command::Build { widget: false },
        "demo" => Command::Demo { port: PORT, check: false },
        "test" => Command::Test { quick: false, only: None },
        "fuzz" => Command::Fuzz { target: None, seconds: fuzz::SECONDS },
        "package" => Command::Package { time: false },
        "readme" => Command::Readme,
        "reproduce" => Command::Reproduce,
        "relevance" => Command::Relevance { folders: Vec::new() },
        "scale" => {
            Command::Scale { sizes: SIZES.into(), judged: Vec::new(), work: None, browser: false }
        }
        _ => return Err(format!("there is no command {name:?}")),
    };
    let mut is_html = false;
    while let Some(argument) = arguments.next() {
        let (flag, mut value) = match argument.split_once('=') {
            Some((flag, value)) => (flag, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        let mut value = || {
            value.take().or_else(|| arguments.next()).ok_or_else(|| format!("{flag} needs a value"))
        };
        match (&mut command, flag) {
            (_, "--help" | "-h") => return Ok(Command::Help),
            (Command::Build { widget }, "--widget") => *widget = true,
            (Command::Demo { check, .. }, "--check") => *check = true,
            (Command::Demo { port, .. }, "--port") => {
                let text = value()?;
                *port = text
                    .parse()
                    .map_err(|_| format!("--port needs a number from 0 to 65535, not {text:?}"))?;
            }
            (Command::Test { quick, .. }, "--quick") => *quick = true,
            (Command::Test { only, .. }, "--only") => *only = Some(value()?),
            (Command::Fuzz { seconds, .. }, "--seconds") => {
                let text = value()?;
                *seconds = text
                    .parse()
                    .ok()
                    .filter(|seconds| *seconds > 0)
                    .ok_or_else(|| format!("--seconds needs a number from 1, not {text:?}"))?;
            }
            (Command::Fuzz { target: target @ None, .. }, _) if !argument.starts_with('-') => {
                *target = Some(argument);
            }
            (Command::Package { time }, "--time") => *time = true,
            (Command::Relevance { folders }, _) if !argument.starts_with('-') => {
                folders.push(PathBuf::from(argument));
            }
            (Command::Scale { sizes, .. }, "--sizes") => *sizes = numbers(&value()?)?,
            (Command::Scale { work, .. }, "--work") => *work = Some(PathBuf::from(value()?)),
            (Command::Scale { browser, .. }, "--browser") => *browser = true,
            (Command::Scale { .. }, "--html") => is_html = true,
            (Command::Scale { judged, .. }, _) if !argument.starts_with('-') => {
                judged.push(PathBuf::from(argument));
            }
            _ => return Err(format!("`{name}` takes no argument {argument:?}")),
        }
    }
    match command {
        Command::Relevance { folders } if folders.is_empty() => {
            Err("`relevance` needs a folder with a corpus, or with several".into())
        }
        Command::Scale { sizes, judged: folders, work, browser } if is_html => {
            if browser || sizes != SIZES {
                return Err("`scale --html` takes folders and --work only".into());
            }
            if folders.is_empty() {
                return Err("`scale --html` needs a folder of built HTML, or several".into());
            }
            Ok(Command::ScaleHtml { folders, work })
        }
        command => Ok(command),
    }
}

/// Numbers of articles, with commas between them.
fn numbers(text: &str) -> Result<Vec<u32>, String> {
    let number = |text: &str| text.trim().parse().ok().filter(|number| *number > 0);
    let numbers: Option<Vec<u32>> = text.split(',').map(number).collect();
    numbers.ok_or_else(|| format!("--sizes needs numbers such as 1000,10000, not {text:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn commands_are_understood() {
        assert_eq!(parsed(""), Ok(Command::Help));
        assert_eq!(parsed("build"), Ok(Command::Build { widget: false }));
        assert_eq!(parsed("build --widget"), Ok(Command::Build { widget: true }));
        assert_eq!(parsed("reproduce"), Ok(Command::Reproduce));
        assert_eq!(parsed("demo --port 1"), Ok(Command::Demo { port: 1, check: false }));
        assert_eq!(parsed("demo --port=0 --check"), Ok(Command::Demo { port: 0, check: true }));
        let only = Command::Test { quick: false, only: Some("fmt".into()) };
        assert_eq!(parsed("test --only fmt"), Ok(only));
        assert_eq!(parsed("package"), Ok(Command::Package { time: false }));
        assert_eq!(parsed("package --time"), Ok(Command::Package { time: true }));
        let all = Command::Fuzz { target: None, seconds: fuzz::SECONDS };
        assert_eq!(parsed("fuzz"), Ok(all));
        let page = Command::Fuzz { target: Some("page".into()), seconds: 5 };
        assert_eq!(parsed("fuzz page --seconds 5"), Ok(page));
        let folders = ["a", "../b=c"].map(PathBuf::from).into();
        assert_eq!(parsed("relevance a ../b=c"), Ok(Command::Relevance { folders }));
        let judged = Vec::new();
        let scale = Command::Scale { sizes: SIZES.into(), judged, work: None, browser: false };
        assert_eq!(parsed("scale"), Ok(scale));
        let work = Some(PathBuf::from("a"));
        let judged = vec![PathBuf::from("b")];
        let scale = Command::Scale { sizes: vec![5, 60], judged, work, browser: true };
        assert_eq!(parsed("scale --sizes=5,60 b --browser --work a"), Ok(scale));
        let folders = ["a", "b"].map(PathBuf::from).into();
        let html = Command::ScaleHtml { folders, work: Some(PathBuf::from("c")) };
        assert_eq!(parsed("scale --html a b --work c"), Ok(html));
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(parsed("tset"), Err("there is no command \"tset\"".into()));
        assert_eq!(parsed("build --port 1"), Err("`build` takes no argument \"--port\"".into()));
        assert_eq!(parsed("demo --port"), Err("--port needs a value".into()));
        let expected = "`relevance` needs a folder with a corpus, or with several";
        assert_eq!(parsed("relevance"), Err(expected.into()));
        assert_eq!(
            parsed("relevance --all"),
            Err("`relevance` takes no argument \"--all\"".into())
        );
        let expected = "--port needs a number from 0 to 65535, not \"x\"";
        assert_eq!(parsed("demo --port x"), Err(expected.into()));
        assert_eq!(parsed("fuzz a b"), Err("`fuzz` takes no argument \"b\"".into()));
        let expected = "--seconds needs a number from 1, not \"0\"";
        assert_eq!(parsed("fuzz --seconds 0"), Err(expected.into()));
        let expected = "--sizes needs numbers such as 1000,10000, not \"1,0\"";
        assert_eq!(parsed("scale --sizes 1,0"), Err(expected.into()));
        let expected = "`scale --html` needs a folder of built HTML, or several";
        assert_eq!(parsed("scale --html"), Err(expected.into()));
        let expected = "`scale --html` takes folders and --work only";
        assert_eq!(parsed("scale --html a --browser"), Err(expected.into()));
    }
}
