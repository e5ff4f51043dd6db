//! The demonstration newspaper, built, indexed and served.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{Shell, cargo, line_of, root, target};
use crate::{dist, install, site, tools};

/// The folder on the site that holds the widget and the catalog.
const CATALOG: &str = "also-like";

/// The page that the project grew from.
const KIM_AND_PUTIN: &str = "/articles/kim-message-putin-russia-day.html";

/// Where the rendered site is.
pub fn folder() -> PathBuf {
    target().join("demo/site")
}

/// Builds the command, renders the site and indexes it; returns where the command is.
pub fn prepare(shell: &mut Shell) -> Result<PathBuf, String> {
    let command = dist::command(shell)?;
    let out = folder();
    let www = root().join("www");
    let stories = site::render(&www, &out, CATALOG)?;
    shell.say(&format!("rendered {stories} stories"));
    let mut build = |source: &Path, catalog: &str| {
        shell.run(
            Command::new(&command).arg("build").arg(source).arg("--out").arg(out.join(catalog)),
        )
    };
    build(&out, CATALOG)?;
    build(&www.join("looks/articles.jsonl"), site::LOOKS)?;
    Ok(command)
}

/// Serves the site until it is stopped. Port 0 takes any free one.
pub fn serve(shell: &mut Shell, port: u16) -> Result<(), String> {
    install::all(shell, &tools::for_build()?)?;
    let command = prepare(shell)?;
    let mut serve = Command::new(command);
    serve.arg("serve").arg(folder()).args(["--port", &port.to_string()]);
    let mut server = serve
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("can't run `{}`: {error}", line_of(&serve)))?;
    // The first line is the address: for port 0 the server chooses one.
    let mut lines = server.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
    if let Some(Ok(address)) = lines.next() {
        let address = address.trim_end_matches('/');
        shell.say(&format!("\nfront page            {address}/"));
        shell.say(&format!("Kim and Putin's page  {address}{KIM_AND_PUTIN}"));
        shell.say(&format!("all looks of a box    {address}/looks/"));
        shell.say(&format!("answers for any text  {address}/playground/"));
        shell.say("stop with Ctrl-C");
    }
    match server.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the server stopped ({status})")),
        Err(error) => Err(format!("can't wait for the server: {error}")),
    }
}

/// Opens [`KIM_AND_PUTIN`] in headless Chromium and prints its cards. The end-to-end test of that
/// page does it, so that both mean the same.
pub fn check(shell: &mut Shell) -> Result<(), String> {
    let mut needed = tools::for_build()?;
    needed.extend(tools::for_check());
    install::all(shell, &needed)?;
    prepare(shell)?;
    shell.say("opening Kim and Putin's page in headless Chromium");
    let mut test = cargo();
    test.args(["test", "--test", "e2e", "kim_and_putin", "--", "--nocapture"]);
    test.env("ALSO_LIKE_BROWSER", "chromium").env("ALSO_LIKE_DEMO", folder());
    let mut quiet = Shell::keeping();
    let done = quiet.run(&mut test);
    let (lines, cards) = cards(quiet.kept());
    if let Some(wrong) = wrong(&cards) {
        shell.say(quiet.kept());
        return Err(wrong);
    }
    for line in lines {
        shell.say(line);
    }
    done.inspect_err(|_| shell.say(quiet.kept()))
}

/// What the test printed: its lines, and the addresses of the cards among them.
fn cards(output: &str) -> (Vec<&str>, Vec<&str>) {
    let ends = |line: &str| line.is_empty() || line.starts_with("test ");
    let lines: Vec<&str> = output
        .lines()
        .skip_while(|line| *line != "running 1 test")
        .skip(1)
        .take_while(|line| !ends(line))
        .collect();
    let cards = lines.iter().map(|line| line.trim()).filter(|line| line.starts_with("http"));
    let cards = cards.collect();
    (lines, cards)
}

fn wrong(cards: &[&str]) -> Option<String> {
    if cards.len() != 4 {
        return Some(format!("the box has {} cards instead of four: see above", cards.len()));
    }
    let club = cards.iter().find(|address| address.contains("fitness"))?;
    Some(format!("the box under Kim and Putin shows the fitness club: {club}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_found_in_what_the_test_prints() {
        let output = "   Compiling\n\nrunning 1 test\nYou May Also Like\n  A title\n    http://a/b\n\
            test demo::kim_and_putin ... ok\n  http://not/this\n";
        let (lines, found) = cards(output);
        assert_eq!(lines, ["You May Also Like", "  A title", "    http://a/b"]);
        assert_eq!(found, ["http://a/b"]);
        assert_eq!(
            wrong(&found).as_deref(),
            Some("the box has 1 cards instead of four: see above")
        );
        let club = ["http://a/1", "http://a/2", "http://a/fitness-club.html", "http://a/4"];
        let expected =
            "the box under Kim and Putin shows the fitness club: http://a/fitness-club.html";
        assert_eq!(wrong(&club).as_deref(), Some(expected));
        assert_eq!(wrong(&["http://a/1"; 4]), None);
    }
}
