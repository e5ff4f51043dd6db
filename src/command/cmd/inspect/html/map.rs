//! A map of the site: groups of articles that the boxes connect, as islands.

use std::collections::HashMap;
use std::fmt::Write;

use super::communities::Communities;
use super::groups;
use super::layout::{self, Island, Point};
use super::markup::{counted, escape, link, thousands};
use crate::command::cmd::inspect::view::CatalogView;

/// Dots on the map, and groups: of larger sites the largest groups are drawn, each with its most
/// shown articles.
const DOTS: usize = 600;
const GROUPS: usize = 48;

/// Groups that are named in the table; on the map those of as many dots are.
const NAMED: usize = 24;
const DOTS_NAMED: usize = 4;

/// The least width of the map, in the unit of its dots.
const WIDTH: f64 = 760.0;

/// Colours that `report.css` has.
const COLOURS: usize = 12;

/// The map with its caption, and a table of the groups.
pub fn draw(view: &CatalogView, found: &Communities) -> String {
    let Communities { groups, edges } = found;
    let among: usize = groups.iter().map(Vec::len).sum();
    let alone = view.articles.len() - among;
    if groups.is_empty() {
        return "<p>No two articles are similar.</p>\n".to_owned();
    }
    let drawn: Vec<&[u32]> = chosen(groups);
    let dots: Vec<u32> = drawn.concat();
    let names = groups::names(view, &groups[..groups.len().min(GROUPS)]);

    let mut out = format!(
        "<p>Articles that show each other lie together: {}",
        counted(groups.len(), "group")
    );
    if alone > 0 {
        let _ = write!(out, "; {} to no other article and on no island", near(alone));
    }
    out += ".";
    if dots.len() < among {
        let _ = write!(
            out,
            " The map has {} of {}: the most shown ones of the {} largest groups.",
            thousands(dots.len() as u64),
            counted(among, "article"),
            drawn.len()
        );
    }
    out += " A large dot is shown often.</p>\n";
    let numbers: HashMap<u32, usize> = dots.iter().copied().zip(0..).collect();
    let number = |article: &u32| numbers.get(article).copied();
    let edges: Vec<(usize, usize)> =
        edges.iter().filter_map(|(a, b)| Some((number(a)?, number(b)?))).collect();
    let counts: Vec<usize> = drawn.iter().map(|group| group.len()).collect();
    let (islands, places) = layout::lay_out(&counts, &edges);
    out += &picture(view, &dots, &edges, &islands, &places, &counts, &names);
    out + &table(view, groups, &names)
}

/// `3 articles are similar`.
fn near(count: usize) -> String {
    format!("{} {} similar", counted(count, "article"), if count == 1 { "is" } else { "are" })
}

/// Of the largest groups as many of their first articles as there is room for.
fn chosen(groups: &[Vec<u32>]) -> Vec<&[u32]> {
    let all: usize = groups.iter().map(Vec::len).sum();
    if all <= DOTS {
        return groups.iter().map(Vec::as_slice).collect();
    }
    let groups = &groups[..groups.len().min(GROUPS)];
    let all: usize = groups.iter().map(Vec::len).sum();
    let share = |group: &Vec<u32>| (group.len() * DOTS).div_ceil(all.max(DOTS));
    groups.iter().map(|group| &group[..share(group).min(group.len())]).collect()
}

fn picture(
    view: &CatalogView,
    dots: &[u32],
    edges: &[(usize, usize)],
    islands: &[Island],
    places: &[Point],
    counts: &[usize],
    names: &[String],
) -> String {
    let ends = |of: fn(&Island) -> f64, sign: f64| {
        islands.iter().map(|one| of(one) + sign * one.radius).fold(0.0, |a: f64, b| {
            match sign < 0.0 {
                true => a.min(b),
                false => a.max(b),
            }
        })
    };
    // Names are above islands, and may be wider.
    let (left, right) =
        (ends(|one| one.middle.x, -1.0) - 60.0, ends(|one| one.middle.x, 1.0) + 60.0);
    // A small site is not drawn larger than others.
    let more = ((WIDTH - (right - left)) / 2.0).max(0.0);
    let (left, right) = (left - more, right + more);
    let (top, bottom) =
        (ends(|one| one.middle.y, -1.0) - 24.0, ends(|one| one.middle.y, 1.0) + 8.0);
    let mut out = format!(
        "<div class=\"map\" tabindex=\"0\" role=\"group\" aria-labelledby=\"map\">\n\
         <svg viewBox=\"{left:.1} {top:.1} {:.1} {:.1}\" role=\"img\" aria-label=\"Map of the site; \
         the table below names its groups\">\n",
        right - left,
        bottom - top
    );
    let group_of: Vec<usize> =
        counts.iter().enumerate().flat_map(|(group, n)| std::iter::repeat_n(group, *n)).collect();
    let line = |(a, b): &(usize, usize)| {
        let (a, b) = (places[*a], places[*b]);
        format!("M{:.1} {:.1}L{:.1} {:.1}", a.x, a.y, b.x, b.y)
    };
    let (inner, outer): (Vec<_>, Vec<_>) =
        edges.iter().partition(|(a, b)| group_of[*a] == group_of[*b]);
    let _ = writeln!(
        out,
        "<path class=\"far\" d=\"{}\"/>",
        outer.iter().map(&line).collect::<String>()
    );
    let mut start = 0;
    let times = view.times();
    for (group, (island, count)) in islands.iter().zip(counts).enumerate() {
        let Island { middle, radius } = island;
        let own = start..start + count;
        let lines = inner.iter().filter(|(a, _)| own.contains(a)).map(&line);
        let _ = writeln!(
            out,
            "<g class=\"c{}\"><circle class=\"island\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"/>\
             <path d=\"{}\"/>",
            group % COLOURS,
            middle.x,
            middle.y,
            lines.collect::<String>()
        );
        for (place, article) in places[own.clone()].iter().zip(&dots[own]) {
            let shown = times[*article as usize];
            let radius = (2.2 + 0.9 * f64::from(shown).sqrt()).min(8.0);
            let _ = writeln!(
                out,
                "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"><title>{}: {}</title></circle>",
                place.x,
                place.y,
                escape(&view.articles[*article as usize].title),
                thousands(u64::from(shown))
            );
        }
        out += "</g>\n";
        start += count;
    }
    for (group, (island, count)) in islands.iter().zip(counts).enumerate() {
        if *count >= DOTS_NAMED && group < NAMED {
            let Island { middle, radius } = island;
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\">{} {}</text>",
                middle.x,
                middle.y - radius - 6.0,
                group + 1,
                escape(short(&names[group]))
            );
        }
    }
    out + "</svg>\n</div>\n"
}

/// The first word of a name; nothing of a headline, for which the map has no room.
fn short(name: &str) -> &str {
    let first = name.split(" · ").next().unwrap_or_default();
    if first.contains(' ') || first.chars().count() > 20 { "" } else { first }
}

/// The groups by number, with the article that each shows most.
fn table(view: &CatalogView, groups: &[Vec<u32>], names: &[String]) -> String {
    let mut out = String::from(
        "<table class=\"groups\">\n<caption>The largest groups</caption>\n<thead><tr>\
         <th scope=\"col\">Group</th><th scope=\"col\">ArticleSummary most</th><th scope=\"col\">Articles</th>\
         </tr></thead>\n<tbody>\n",
    );
    for (number, (group, name)) in groups.iter().zip(names).take(NAMED).enumerate() {
        let Some(first) = group.first() else { continue };
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><span class=\"key c{}\">{}</span> <bdi>{}</bdi></th><td>{}</td><td>{}</td></tr>",
            number % COLOURS,
            number + 1,
            escape(name),
            link(&view.articles[*first as usize]),
            thousands(group.len() as u64)
        );
    }
    out += "</tbody>\n</table>\n";
    if groups.len() > NAMED {
        let _ = writeln!(out, "<p>And {}.</p>", counted(groups.len() - NAMED, "smaller group"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_sites_have_no_more_dots_than_there_is_room_for() {
        let groups: Vec<Vec<u32>> = (0..500).map(|size| (0..700 - size).collect()).collect();
        let drawn = chosen(&groups);
        let dots: usize = drawn.iter().map(|group| group.len()).sum();
        assert!(drawn.len() == GROUPS && (DOTS..=DOTS + GROUPS).contains(&dots), "{dots}");
        assert_eq!(chosen(&groups[490..]).len(), GROUPS.min(10));
        let small = [vec![1, 2, 3], vec![4, 5]];
        assert_eq!(chosen(&small), small.iter().map(Vec::as_slice).collect::<Vec<_>>());
    }
}
