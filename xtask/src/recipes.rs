//! The sites of `recipes/`, built by the generators that they are for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::hash::{Hash, Stamp};
use crate::shell::{Shell, read, root, target};
use crate::{browser, dist};

/// How the articles that recipes share are put into a site.
enum Form {
    /// `slug.md`, as they are.
    Same,
    /// `2024-02-23-slug.md`, as Jekyll needs them.
    Dated,
    /// `slug.md` with the title as a heading, for generators without front matter.
    Headed,
}

/// A site of `recipes/`.
struct Recipe {
    name: &'static str,
    /// Where its articles go.
    articles: Option<(&'static str, Form)>,
    /// Where the files go that are published as they are: pictures and the style sheet.
    assets: Option<&'static str>,
    /// A program that writes what the site's own server would, with its arguments.
    stand_in: &'static [&'static str],
    /// The file that the recipe's command makes last.
    made: &'static str,
}

/// Defaults for the fields of a recipe.
const NOTHING: Recipe = Recipe { name: "", articles: None, assets: None, stand_in: &[], made: "" };

const RECIPES: &[Recipe] = &[
    Recipe {
        name: "hugo",
        articles: Some(("content/posts", Form::Same)),
        assets: Some("static"),
        made: "public/also-like/catalog.json",
        ..NOTHING
    },
    Recipe {
        name: "jekyll",
        articles: Some(("_posts", Form::Dated)),
        assets: Some("."),
        made: "_site/also-like/catalog.json",
        ..NOTHING
    },
    Recipe {
        name: "eleventy",
        articles: Some(("content/posts", Form::Same)),
        assets: Some("static"),
        made: "_site/also-like/catalog.json",
        ..NOTHING
    },
    Recipe {
        name: "astro",
        articles: Some(("src/content/posts", Form::Same)),
        assets: Some("public"),
        made: "dist/also-like/catalog.json",
        ..NOTHING
    },
    Recipe { name: "hexo", made: "public/also-like/catalog.json", ..NOTHING },
    Recipe {
        name: "docusaurus",
        articles: Some(("docs", Form::Same)),
        assets: Some("static"),
        made: "build/also-like/catalog.json",
        ..NOTHING
    },
    Recipe {
        name: "mdbook",
        articles: Some(("src", Form::Headed)),
        made: "book/also-like/catalog.json",
        ..NOTHING
    },
    Recipe { name: "html", made: "site/also-like/catalog.json", ..NOTHING },
    Recipe {
        name: "wordpress",
        articles: Some((".articles", Form::Same)),
        assets: Some("."),
        stand_in: &["php", "test/wordpress.php", ".articles", "."],
        made: "wp-content/uploads/also-like/catalog.json",
    },
    Recipe {
        name: "ghost",
        articles: Some((".articles", Form::Same)),
        assets: Some("."),
        stand_in: &["node", "test/ghost.mjs", ".articles", "."],
        made: "files/also-like/catalog.json",
    },
];

/// Where the built sites are.
pub fn folder() -> PathBuf {
    target().join("recipes")
}

/// Builds the site of a recipe by the command in its README, unless nothing has changed since.
pub fn build(shell: &mut Shell, name: &str) -> Result<(), String> {
    let known = RECIPES.iter().find(|recipe| recipe.name == name);
    let recipe = known.ok_or_else(|| format!("there is no recipe {name:?}"))?;
    let command = dist::command(shell)?;
    let source = root().join("recipes").join(name);
    let shared = root().join("recipes/shared");
    let mut inputs = Hash::new();
    inputs.file(&command)?;
    for folder in [&source, &shared] {
        for file in files(folder)? {
            inputs.text(&file.to_string_lossy());
            inputs.file(&folder.join(file))?;
        }
    }
    let site = folder().join(name);
    let stamp = Stamp::new(folder().join(format!("{name}.stamp")), inputs);
    if stamp.holds(&[&site.join(recipe.made)]) {
        shell.say(&format!("{name} is as it was"));
        return Ok(());
    }
    fill(recipe, &source, &shared, &site)?;
    modules(shell, &source, &site)?;
    if let [program, arguments @ ..] = recipe.stand_in {
        let line = format!("{program} {}", arguments.join(" "));
        script(shell, &site, &command, &line)?;
    }
    script(shell, &site, &command, &command_in(&text(&source.join("README.md"))?)?)?;
    stamp.set()
}

/// Makes the site's folder anew of what the recipe has and shares.
fn fill(recipe: &Recipe, source: &Path, shared: &Path, site: &Path) -> Result<(), String> {
    if site.exists() {
        fs::remove_dir_all(site).map_err(|error| unwritable(site, &error))?;
    }
    let put = |from: &Path, to: PathBuf| write(&to, &read(from)?);
    for file in files(source)? {
        put(&source.join(&file), site.join(&file))?;
    }
    if let Some(assets) = recipe.assets {
        put(&shared.join("blog.css"), site.join(assets).join("blog.css"))?;
        for file in files(&shared.join("pictures"))? {
            let to = site.join(assets).join("pictures").join(&file);
            put(&shared.join("pictures").join(file), to)?;
        }
    }
    let Some((place, form)) = &recipe.articles else { return Ok(()) };
    for file in files(&shared.join("articles"))? {
        let article = text(&shared.join("articles").join(&file))?;
        let name = file.to_string_lossy();
        let (name, article) = match form {
            Form::Same => (name.into_owned(), article),
            Form::Dated => (format!("{}-{name}", said(&article, "date")), article),
            Form::Headed => {
                let body = article.splitn(3, "---\n").nth(2).unwrap_or_default();
                let title = said(&article, "title");
                (name.into_owned(), format!("# {title}\n{body}"))
            }
        };
        write(&site.join(place).join(name), article.as_bytes())?;
    }
    Ok(())
}

/// A value of an article's front matter.
fn said<'a>(article: &'a str, key: &str) -> &'a str {
    let line = article.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
    line.unwrap_or_default().trim_matches('"')
}

/// Gives the site the packages that its `package.json` names. Those with a lock are installed
/// beside it, by [`crate::tools`].
fn modules(shell: &mut Shell, source: &Path, site: &Path) -> Result<(), String> {
    if source.join("package-lock.json").is_file() {
        let to = site.join("node_modules");
        return link(&source.join("node_modules"), &to).map_err(|error| unwritable(&to, &error));
    }
    if !source.join("package.json").is_file() {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]).arg(site);
    shell.run(&mut npm)
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other("the checks of recipes need a system with symbolic links"))
}

/// Runs lines of shell in the site's folder, with `command` on the path.
fn script(shell: &mut Shell, site: &Path, command: &Path, lines: &str) -> Result<(), String> {
    let mut sh = Command::new("sh");
    let lines = format!("cd \"$1\"\nPATH=\"$2:$PATH\"\n{lines}");
    let programs = command.parent().unwrap_or(root());
    sh.args(["-ec", &lines, "sh"]).arg(site).arg(programs);
    // No telemetry of the generators.
    for name in ["ASTRO_TELEMETRY_DISABLED", "DO_NOT_TRACK", "NO_UPDATE_NOTIFIER"] {
        sh.env(name, "1");
    }
    shell.run(&mut sh)
}

/// The command of a README: its one block of `sh`.
fn command_in(readme: &str) -> Result<String, String> {
    let blocks: Vec<&str> = readme
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(block, _)| block))
        .collect();
    match blocks[..] {
        [block] => Ok(block.to_owned()),
        _ => Err(format!("a recipe's README has one block of sh, not {}", blocks.len())),
    }
}

/// The paths of the files in a folder and those below it, but for packages.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let wrong = |error| format!("can't read the folder {}: {error}", folder.display());
    let mut all = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(folder.join(&inner)).map_err(wrong)? {
            let entry = entry.map_err(wrong)?;
            let path = inner.join(entry.file_name());
            if !entry.file_type().map_err(wrong)?.is_dir() {
                all.push(path);
            } else if entry.file_name() != "node_modules" {
                open.push(path);
            }
        }
    }
    all.sort();
    Ok(all)
}

fn text(file: &Path) -> Result<String, String> {
    String::from_utf8(read(file)?).map_err(|_| format!("{} is not UTF-8", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let folder = file.parent().unwrap_or(root());
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, bytes))
        .map_err(|error| unwritable(file, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> String {
    format!("can't write {}: {error}", path.display())
}

/// Runs the end-to-end test of a recipe in Chromium.
pub fn check(shell: &mut Shell, name: &str) -> Result<(), String> {
    build(shell, name)?;
    let mut test = browser::test("chromium");
    test.args(["--ignored", "--exact", &format!("recipes::{name}")]);
    test.env("ALSO_LIKE_RECIPES", folder());
    shell.run(&mut test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_is_a_recipe_with_one_command() {
        let folder = root().join("recipes");
        let mut names: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.path().is_dir() && entry.file_name() != "shared")
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        let mut known: Vec<&str> = RECIPES.iter().map(|recipe| recipe.name).collect();
        known.sort_unstable();
        assert_eq!(names, known);
        for name in names {
            let readme = text(&folder.join(&name).join("README.md")).unwrap();
            let command = command_in(&readme).unwrap();
            let package = folder.join(&name).join("package.json");
            let all = command.clone() + &text(&package).unwrap_or_default();
            assert!(all.contains("also-like build"), "{name}: {command}");
        }
    }

    /// The lines in a README after a file's name are in that file.
    #[test]
    fn what_readmes_quote_is_in_the_files() {
        for recipe in RECIPES {
            let folder = root().join("recipes").join(recipe.name);
            let readme = text(&folder.join("README.md")).unwrap();
            let mut quotes = 0;
            for (before, rest) in readme
                .match_indices("`:\n\n```")
                .map(|(i, m)| (&readme[..i], &readme[i + m.len()..]))
            {
                let file = before.rsplit('`').next().unwrap();
                let whole = text(&folder.join(file))
                    .unwrap_or_else(|error| panic!("{}: {error}", recipe.name));
                let quote = rest.split_once('\n').unwrap().1.split("```").next().unwrap();
                for line in quote.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    let mut lines = whole.lines().map(str::trim);
                    assert!(lines.any(|own| own == line), "{}: {file}: {line}", recipe.name);
                }
                quotes += 1;
            }
            assert!(quotes > 0, "the README of {} quotes no file", recipe.name);
        }
    }

    #[test]
    fn a_readme_has_one_command() {
        assert_eq!(command_in("x\n```sh\na\nb\n```\ny").unwrap(), "a\nb\n");
        assert!(command_in("x").is_err());
        assert!(command_in("```sh\na\n```\n```sh\nb\n```\n").is_err());
    }
}
