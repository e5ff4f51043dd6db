//! Dates of cards: as `Intl` writes them, without its use where the catalog has the date forms.

use also_like::l10n::dates;
use also_like::{Article, Day};
use serde_json::json;

use crate::driver::with_page;
use crate::fixture::{EAGER, page, site};

/// Tags whose dates browsers write by different versions of the Unicode CLDR: `de` or `del` before
/// a year in Catalan, Arabic digits of one kind or the other, the Hindi October.
const CHANGED: [&str; 6] = ["ar", "ar-ae", "ca", "ca-es", "hi", "hi-in"];

/// For each tag as the box's language: the dates of the cards, then those of `Intl`. Where the
/// catalog has the date forms, `toLocaleDateString` is missing while the box is drawn.
const WRITTEN: &str = "
const box = document.querySelector('also-like');
const { DateTimeFormat: Format } = Intl;
const { toLocaleDateString: Write } = Date.prototype;
const written = async (tag) => {
  Date.prototype.toLocaleDateString = arguments[1] ? undefined : Write;
  box.lang = tag;
  await box.refresh();
  const times = [...box.shadowRoot.querySelectorAll('time')];
  // Not every browser knows every language.
  const known = Format.supportedLocalesOf(tag).length;
  const intl = new Format(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const expected = (time) => known ? intl.format(new Date(time.dateTime)) : time.textContent;
  return [tag, times.map((time) => [time.textContent, expected(time)])];
};
const all = [];
return (async () => {
  for (const tag of arguments[0]) all.push(await written(tag));
  Date.prototype.toLocaleDateString = Write;
  return all;
})();
";

/// Twelve articles, one of each month and of another year each.
fn of_all_months() -> Vec<Article> {
    let of = |month: i32| {
        // So much of its own that it is no version of another.
        let own: String = (0..60).map(|word| format!(" only{month}x{word}")).collect();
        Article {
            url: format!("/ferry/{month}"),
            title: format!("Ferry fares, part {month}"),
            text: format!("The night ferry leaves the harbour for the islands. {own}"),
            date: Some(Day(30 * month + 366 * month)),
            ..Article::default()
        }
    };
    (0..12).map(of).collect()
}

#[test]
fn dates_are_written_as_the_browser_would() {
    with_page(async |tab| {
        let server = site(of_all_months())
            .page("/", page(&EAGER.replace("<also-like", "<also-like limit=12")))
            .serve()
            .await;
        tab.open(&server.at("/")).await;
        assert_eq!(tab.cards().await.cards.len(), 12);
        let of = async |tags: Vec<&str>, is_told: bool| {
            let all = tab.run(WRITTEN, &[json!(tags), json!(is_told)]).await;
            let all: Vec<(String, Vec<(String, String)>)> = serde_json::from_value(all).unwrap();
            for (tag, pairs) in all {
                assert_eq!(pairs.len(), 12, "{tag}");
                let differ = pairs.iter().find(|(shown, expected)| shown != expected);
                assert_eq!(differ, None, "{tag}");
            }
        };
        of(dates::tags().filter(|tag| !CHANGED.contains(tag)).collect(), true).await;
        of(vec!["fa", "th", "ar-EG", "en-ZA"], false).await;
        // A tag that is none.
        tab.run("document.querySelector('also-like').lang = 'en us';", &[]).await;
        tab.run("return document.querySelector('also-like').refresh().then(() => 0);", &[]).await;
        assert!(tab.cards().await.cards.iter().all(|card| !card.date.is_empty()));
    });
}
