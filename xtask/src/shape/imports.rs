//! Which file of a crate imports from which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::circles::circles;
use super::code::bare;

/// The names from the root of the crate to a module.
type Module = Vec<String>;

/// The modules of a crate that are files.
pub struct Imports {
    files: BTreeMap<Module, File>,
}

#[derive(Default)]
struct File {
    /// Paths as they are written, in `use` and elsewhere.
    paths: Vec<Module>,
    /// The module of each imported name.
    names: BTreeMap<String, Module>,
}

impl Imports {
    /// Reads the crate of this root.
    pub fn read(root: &Path) -> Result<Imports, String> {
        let mut sources = BTreeMap::new();
        collect(root, Vec::new(), root.parent().unwrap_or(root), &mut sources)?;
        let modules: BTreeSet<Module> = sources.keys().cloned().collect();
        let files = sources.into_iter().map(|(module, code)| {
            let file = File::parse(&code, &module, &modules);
            (module, file)
        });
        Ok(Imports { files: files.collect() })
    }

    /// The imports: from which module, to which.
    pub fn arrows(&self) -> BTreeSet<(Module, Module)> {
        let mut arrows = BTreeSet::new();
        for (from, file) in &self.files {
            for path in &file.paths {
                if let Some(to) = self.home(from, path, 0)
                    && to != *from
                {
                    arrows.insert((from.clone(), to));
                }
            }
        }
        arrows
    }

    /// A line for each set of files, or of folders beside each other, that import each other.
    pub fn circles(&self) -> Vec<String> {
        let mut files: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        let mut siblings: BTreeMap<Module, BTreeMap<Module, BTreeSet<Module>>> = BTreeMap::new();
        for (from, to) in self.arrows() {
            let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if common < from.len().min(to.len()) {
                let rooms = siblings.entry(from[..common].to_vec()).or_default();
                let room = rooms.entry(from[..=common].to_vec()).or_default();
                room.insert(to[..=common].to_vec());
            }
            files.entry(from).or_default().insert(to);
        }
        let rooms = siblings.values().flat_map(circles);
        let all: BTreeSet<_> = circles(&files).into_iter().chain(rooms).collect();
        let line = |circle: Vec<Module>| {
            let names: Vec<String> = circle.iter().map(|module| module.join("::")).collect();
            format!("a circle of imports: {}", names.join(", "))
        };
        all.into_iter().map(line).collect()
    }

    /// The file that defines what a path of `from` means; `None` for another crate.
    fn home(&self, from: &Module, path: &[String], depth: usize) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let mut at: Module = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.clone(),
            "super" => from[..from.len().checked_sub(1)?].to_vec(),
            name => {
                let child = child(from, name);
                self.files.contains_key(&child).then_some(child)?
            }
        };
        for (i, name) in rest.iter().enumerate() {
            if name == "super" {
                at.pop();
                continue;
            }
            let inner = child(&at, name);
            if self.files.contains_key(&inner) {
                at = inner;
                continue;
            }
            if let Some(path) = self.files.get(&at)?.names.get(name)
                && depth < 8
            {
                let whole: Module = path.iter().chain(&rest[i + 1..]).cloned().collect();
                return self.home(&at, &whole, depth + 1).or(Some(at));
            }
            break;
        }
        Some(at)
    }
}

fn child(module: &Module, name: &str) -> Module {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

/// Reads a file of code and those of its modules, which are in `folder`.
fn collect(
    file: &Path,
    module: Module,
    folder: &Path,
    sources: &mut BTreeMap<Module, String>,
) -> Result<(), String> {
    let text = fs::read_to_string(file)
        .map_err(|error| format!("can't read {}: {error}", file.display()))?;
    let code = bare(&text);
    for name in words(&code).zip(words(&code).skip(1)).filter(|(a, _)| *a == "mod").map(|(_, b)| b)
    {
        let inner = folder.join(name);
        for file in [inner.with_extension("rs"), inner.join("mod.rs")] {
            if file.is_file() {
                collect(&file, child(&module, name), &inner, sources)?;
            }
        }
    }
    sources.insert(module, code);
    Ok(())
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !is_of_name(c)).filter(|word| !word.is_empty())
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

impl File {
    fn parse(code: &str, module: &Module, modules: &BTreeSet<Module>) -> File {
        let mut file = File::default();
        let mut body = String::new();
        let mut exports = Vec::new();
        let mut rest = code;
        while let Some((before, is_public, tree, after)) = next_use(rest) {
            body.push_str(before);
            let mut found = Vec::new();
            expand(&[], tree, &mut found);
            for (path, name) in found {
                match is_public {
                    true => exports.push((name.clone(), path.clone())),
                    false => file.paths.push(path.clone()),
                }
                file.names.insert(name, path);
            }
            rest = after;
        }
        body.push_str(rest);
        // What is exported is imported when the file needs it itself.
        for (name, path) in exports {
            if words(&body).any(|word| word == name) {
                file.paths.push(path);
            }
        }
        let is_own = |name: &str| {
            matches!(name, "crate" | "self" | "super") || modules.contains(&child(module, name))
        };
        file.paths.extend(paths(&body).filter(|path| path.len() > 1 && is_own(&path[0])));
        file
    }
}

/// The next `use`: the code before it, whether it is public, its tree, and the code after.
fn next_use(code: &str) -> Option<(&str, bool, &str, &str)> {
    let starts = code.match_indices("use ").map(|(i, _)| i);
    let start = starts.into_iter().find(|i| {
        let before = code[..*i].trim_end();
        !code[..*i].ends_with(is_of_name)
            && (before.is_empty() || before.ends_with([';', '{', '}', ']', ')']) || is_pub(before))
    })?;
    let (tree, after) = code[start + 4..].split_once(';')?;
    let before = code[..start].trim_end();
    Some((&code[..start], is_pub(before), tree, after))
}

fn is_pub(before: &str) -> bool {
    before.ends_with("pub")
        || before.ends_with(')')
            && before.rfind("pub(").is_some_and(|i| !before[i..].contains('\n'))
}

/// The paths of a tree such as `a::{b, c::{self, d as e}}`, each with the name that it gets.
fn expand(before: &[String], tree: &str, found: &mut Vec<(Module, String)>) {
    let tree = tree.trim();
    if let Some((path, inner)) = tree.split_once('{') {
        let names = path.split("::").map(|name| name.trim().to_owned());
        let before: Module =
            before.iter().cloned().chain(names.filter(|name| !name.is_empty())).collect();
        let inner = inner.strip_suffix('}').unwrap_or(inner);
        let (mut depth, mut start) = (0, 0);
        for (i, c) in inner.char_indices().chain([(inner.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&before, &inner[start..i], found);
                    start = i + 1;
                }
                _ => {}
            }
        }
    } else if !tree.is_empty() {
        let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(a, b)| (a, Some(b)));
        let mut path: Module = before
            .iter()
            .cloned()
            .chain(path.split("::").map(|name| name.trim().to_owned()))
            .collect();
        if path.len() > 1 {
            path.pop_if(|name| name == "self");
        }
        let name = alias.map(str::trim).or(path.last().map(String::as_str)).unwrap_or_default();
        found.push((path.clone(), name.to_owned()));
    }
}

/// The paths in code: names with two colons between.
fn paths(code: &str) -> impl Iterator<Item = Module> {
    code.split(|c: char| !is_of_name(c) && c != ':')
        .filter(|word| word.contains("::"))
        .map(|word| word.trim_matches(':').split("::").map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crate_of(files: &[(&str, &str)]) -> Imports {
        let module = |name: &str| -> Module {
            name.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let modules: BTreeSet<Module> = files.iter().map(|(name, _)| module(name)).collect();
        let files = files.iter().map(|(name, code)| {
            let module = module(name);
            (module.clone(), File::parse(&bare(code), &module, &modules))
        });
        Imports { files: files.collect() }
    }

    #[test]
    fn circles_go_through_what_is_exported() {
        let imports = crate_of(&[
            ("", "pub mod a; pub mod b; pub use a::One;"),
            ("a", "mod one; pub use one::One;"),
            ("a/one", "use crate::b::{self, Two as Other};"),
            ("b", "pub struct Two(crate::One);"),
            ("c", "use crate::{a::One, b}; #[cfg(test)] mod tests { use crate::d; }"),
            ("d", "use super::c; use std::d;"),
        ]);
        let arrows = imports.arrows();
        let arrows: Vec<String> =
            arrows.iter().map(|(from, to)| from.join("::") + ">" + &to.join("::")).collect();
        assert_eq!(arrows, ["a::one>b", "b>a::one", "c>a::one", "c>b", "d>c"]);
        let expected = ["a circle of imports: a, b", "a circle of imports: a::one, b"];
        assert_eq!(imports.circles(), expected);
    }
}
