//! Today, and days as they are written.

use std::time::SystemTime;

use crate::Day;
use crate::document::day;

pub use crate::document::day::{is_zero, parse};

/// [`day::published`], as of today.
pub fn published(text: &str, lang: &str) -> Option<Day> {
    day::published(text, lang, today())
}

/// The warning about a date of an article.
pub fn not_understood(date: &str) -> String {
    let date: String = date.chars().take(60).collect();
    format!("the date {date:?} is not understood and ignored: write it as 2024-03-05")
}

/// Today in UTC, so that a command has the same output in every time zone.
pub fn today() -> Day {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    Day((since.as_secs() / (24 * 60 * 60)) as i32)
}

/// A day as `2024-03-05`; `None` for days that calendars do not reach (beyond the year 9999).
pub fn written(day: Day) -> Option<String> {
    let (year, month, day) = day.civil()?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;

    use super::*;

    const EPOCH: Date = jiff::civil::date(1970, 1, 1);

    #[test]
    fn days_are_read_as_written() {
        for (text, day) in [
            ("1970-01-01", Some("1970-01-01")),
            ("2024-02-29", Some("2024-02-29")),
            ("2024-03-05T23:59:59-11:00", Some("2024-03-05")),
            ("2024-03-05T00:00:00+14:00", Some("2024-03-05")),
            ("2024-03-05 08:00", Some("2024-03-05")),
            ("Tue, 5 Mar 2024 23:30:00 -0800", Some("2024-03-05")),
            ("March 5, 2024", Some("2024-03-05")),
            ("5 Mar 2024", Some("2024-03-05")),
            ("2024/3/5", Some("2024-03-05")),
            ("20240305", Some("2024-03-05")),
            ("2024年3月5日", Some("2024-03-05")),
            ("1912-04-15", Some("1912-04-15")),
            ("2023-02-29", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(parse(text, "").and_then(written).as_deref(), day, "{text:?}");
        }
        assert_eq!(parse("1970-01-02", ""), Some(Day(1)));
        assert_eq!(parse("1969-12-31", ""), Some(Day(-1)));
        assert_eq!(written(Day(i32::MAX)), None);
    }

    #[test]
    fn days_are_read_in_the_forms_of_templates() {
        for text in [
            "Tue Mar 05 2024 00:00:00 GMT+0000 (Coordinated Universal Time)",
            "March 5, 2024 10:00 am",
            "Tuesday, March 5, 2024",
            "Tuesday, 5 March 2024",
            "2024-3-5",
            "2024-3-5 8:00:00",
            "20240305T080000Z",
            "20240305080000",
            "March 5th, 2024",
            "5th of March 2024",
            "Mar. 5, 2024",
            "05-Mar-2024",
            "2024年3月5日 10:00",
            "２０２４年０３月０５日",
            "令和6年3月5日",
            "民國113年3月5日",
            "2024/03/05 08:00",
            "Mon, 05 Mar 2024 08:00:00 GMT",
            "Tue, 05 Mar 2024 23:30:00 CET",
            "Tue, 5 Mar 2024 00:30 JST",
            "Tue, 05 Mar 24 08:00:00 EST",
            "Tue Mar  5 08:00:00 2024",
            "Tue Mar 5 08:00:00 CET 2024",
            "Published on 5 March 2024 at 10:30",
            "10:30, 5 March 2024",
            "5. März 2024",
            "Dienstag, 5. Mrz 2024",
            "le 5 mars 2024",
            "mardi 5 mars 2024 à 10h30",
            "mar. 5 mars 2024",
            "5 de marzo de 2024",
            "5 de março de 2024",
            "5 MARÇO 2024",
            "5 marco 2024",
            "5 de març del 2024",
            "5 marzo 2024",
            "2024. március 5.",
            "2024. 3. 5.",
            "2024년 3월 5일 화요일",
            "05.03.2024",
            "5.3.24",
            "5 marca 2024",
            "5. března 2024",
            "5. maaliskuuta 2024",
            "5 марта 2024 г.",
            "5 березня 2024 р.",
            "5 Μαρτίου 2024",
            "5 Mart 2024 Salı",
            "ngày 5 tháng 3 năm 2024",
            "5 Maret 2024",
            "5 במרץ 2024",
            "\u{200f}٥ مارس ٢٠٢٤",
            "5 آذار 2024",
            "۵ مارس ۲۰۲۴",
            "5 मार्च 2024",
            "৫ মার্চ ২০২৪",
            "5 มีนาคม 2567",
            "๕ มี.ค. ๒๕๖๗",
            "5 มี.ค. 67",
            "2567-03-05T10:00:00+07:00",
            "5/5/2024 13/03/2024 5 March 2024 ",
            "1709596800",
            "1709596800000",
        ] {
            let day = published(text, "").and_then(written);
            let expected = if text.starts_with("5/5") { "2024-05-05" } else { "2024-03-05" };
            assert_eq!(day.as_deref(), Some(expected), "{text:?}");
        }
        assert_eq!(published("2567-02-29", "th"), Day::from_iso("2024-02-29"));
    }

    #[test]
    fn languages_tell_days_from_months() {
        for (text, lang, day) in [
            ("05/03/2024", "fr", Some("2024-03-05")),
            ("05/03/2024", "en-GB", Some("2024-03-05")),
            ("03/05/2024", "en_US", Some("2024-03-05")),
            ("03/05/2024", "en", None),
            ("03/05/2024", "", None),
            ("25/03/2024", "", Some("2024-03-25")),
            ("03/25/2024", "", Some("2024-03-25")),
            ("05-03-2024", "nl", Some("2024-03-05")),
            ("5. listopada 2024.", "hr", Some("2024-10-05")),
            ("5 listopada 2024", "pl", Some("2024-11-05")),
            ("mar 5 ene 2024", "es", Some("2024-01-05")),
        ] {
            assert_eq!(published(text, lang).and_then(written).as_deref(), day, "{text} {lang}");
        }
    }

    #[test]
    fn impossible_days_are_none() {
        for text in [
            "0001-01-01T00:00:00Z",
            "0000-00-00",
            "1402/12/15",
            "2999-01-01",
            "9999-12-31",
            "5 March",
            "March 2024",
            "March 32, 2024",
            "2024-W10-2",
            "2024-065",
            "12 hours ago",
            "1.2.3",
            "yesterday",
            "5 mars",
            "99999999999999999999",
            "",
        ] {
            assert_eq!(published(text, "en-GB"), None, "{text:?}");
        }
        assert_eq!(parse("31 December 2999", "").and_then(written).as_deref(), Some("2999-12-31"));
    }

    /// A day as jiff reads it.
    fn by_jiff(text: &str) -> Option<Day> {
        let date = Date::strptime("%Y-%m-%d", text).ok()?;
        Some(Day((date - EPOCH).get_days()))
    }

    #[test]
    fn every_day_of_the_calendar_is_the_day_that_jiff_counts() {
        for year in 0..10_000 {
            for month in 0..=13 {
                for day in [0, 1, 27, 28, 29, 30, 31, 32] {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    let found = Day::from_iso(&text);
                    assert_eq!(found, by_jiff(&text), "{text}");
                    assert_eq!(found.and_then(written), found.map(|_| text));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_may_be_asked(text in "\\PC{0,40}", lang in "[a-z]{0,2}") {
            let _ = (published(&text, &lang), parse(&text, &lang));
        }

        #[test]
        fn any_words_and_numbers_may_be_asked(
            text in "((mar|may|[0-9]{1,14}|年|月|日|:|/|-|\\.|tháng) ?){0,12}",
        ) {
            let _ = (published(&text, ""), parse(&text, ""));
        }

        #[test]
        fn any_text_is_a_day_or_none(
            head in "[0-9]{4}-[01][0-9]-[0-3][0-9]",
            tail in "([T .,/+Zz-].*)?",
        ) {
            prop_assert_eq!(Day::from_iso(&format!("{head}{tail}")), by_jiff(&head));
        }

        #[test]
        fn other_texts_are_none(text in "\\PC{0,12}") {
            let is_shaped = text.len() >= 10
                && text.bytes().take(10).enumerate().all(|(i, byte)| match i {
                    4 | 7 => byte == b'-',
                    _ => byte.is_ascii_digit(),
                });
            prop_assert!(is_shaped || Day::from_iso(&text).is_none());
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "2024-02-30",
            "2024-13-01",
            "2024-00-10",
            "2024-1-1",
            "99999-01-01",
            "12024-01-01",
            "-2024-01-01",
            "+024-01-01",
            "2024-01-011",
            "2024-01-0",
            "2024/01/01",
            "２０２４-01-01",
            "0000-00-00",
            "2024-01-1\u{661}",
            "\u{661}024-01-01",
        ] {
            assert_eq!(Day::from_iso(text), None, "{text}");
        }
    }
}
