//! When the articles were published: by month, or by year where there are many.

use std::collections::BTreeMap;

use super::bars::columns;
use super::markup::counted;
use crate::command::cmd::inspect::view::CatalogView;
use crate::command::day;

/// More months than these are shown as years, and more years as several in one.
const MONTHS: i32 = 48;
const YEARS: i32 = 60;

/// The plot, and how many have no date.
pub fn draw(view: &CatalogView) -> String {
    let mut months: BTreeMap<i32, u64> = BTreeMap::new();
    let mut undated = 0;
    for article in &view.articles {
        match article.date.and_then(day::written).as_deref().and_then(month) {
            Some(month) => *months.entry(month).or_default() += 1,
            None => undated += 1,
        }
    }
    let mut out = match (months.first_key_value(), months.last_key_value()) {
        (Some((first, _)), Some((last, _))) => plot(&months, *first, *last),
        _ => String::new(),
    };
    if undated > 0 {
        out += &format!("<p>{} without a date.</p>\n", counted(undated, "article"));
    }
    out
}

/// Months since the year 0 of a day such as `2024-03-05`.
fn month(date: &str) -> Option<i32> {
    let mut parts = date.rsplitn(3, '-').skip(1);
    let (month, year): (i32, i32) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(12 * year + month - 1)
}

fn plot(months: &BTreeMap<i32, u64>, first: i32, last: i32) -> String {
    if last - first < MONTHS {
        let name = |month: i32| format!("{}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1);
        let count = |month: i32| months.get(&month).copied().unwrap_or_default();
        let all: Vec<(String, u64)> = (first..=last).map(|one| (name(one), count(one))).collect();
        return columns("Articles by month", ["Month", "Articles"], &all);
    }
    let (first, last) = (first.div_euclid(12), last.div_euclid(12));
    let step = (last - first + 1 + YEARS - 1) / YEARS;
    let mut years: BTreeMap<i32, u64> = BTreeMap::new();
    for (month, count) in months {
        *years.entry((month.div_euclid(12) - first) / step).or_default() += count;
    }
    let name = |place: i32| match (first + place * step, first + (place + 1) * step - 1) {
        (from, to) if from == to => from.to_string(),
        (from, to) => format!("{from} to {to}"),
    };
    let count = |place: i32| years.get(&place).copied().unwrap_or_default();
    let places = 0..=(last - first) / step;
    let all: Vec<(String, u64)> = places.map(|place| (name(place), count(place))).collect();
    columns("Articles by year", ["Year", "Articles"], &all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_from_the_year_0() {
        assert_eq!(month("2024-03-05"), Some(12 * 2024 + 2));
        assert_eq!(month("-000001-12-31"), Some(-1));
        assert_eq!(month("2024"), None);
    }

    #[test]
    fn many_years_are_few_columns() {
        let months = BTreeMap::from([(0, 1), (12 * 2024, 2)]);
        let drawn = plot(&months, 0, 12 * 2024);
        assert!(drawn.contains("<title>0 to 33: 1</title>"), "{drawn}");
        assert!(drawn.matches("<rect").count() <= YEARS as usize);
    }
}
