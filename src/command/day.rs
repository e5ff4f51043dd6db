//! Reading and writing calendar days.

use crate::Day;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The calendar day of a date as pages write it, in ISO 8601, RFC 2822 or common English forms.
///
/// Time and zone are ignored: the day stays the one that is written there.
pub fn parse(text: &str) -> Option<Day> {
    let text = text.trim();
    Day::from_iso(text).or_else(|| {
        let mut formats = FORMATS.iter();
        let date = formats
            .find_map(|format| Date::strptime(format, text).ok())
            .or_else(|| jiff::fmt::rfc2822::parse(text).ok().map(|at| at.date()))?;
        Some(Day((date - EPOCH).get_days()))
    })
}

/// The day that it is now by UTC, so that the same command says the same everywhere.
pub fn today() -> Day {
    let days = Timestamp::now().as_second().div_euclid(24 * 60 * 60);
    Day(days as i32)
}

/// A day as `2024-03-05`; `None` for days that calendars do not reach (beyond the year 9999).
pub fn written(day: Day) -> Option<String> {
    let span = 0.days().try_days(day.0).ok()?;
    Some(EPOCH.checked_add(span).ok()?.to_string())
}

const FORMATS: [&str; 8] = [
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y年%m月%d日",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
            assert_eq!(parse(text).and_then(written).as_deref(), day, "{text:?}");
        }
        assert_eq!(parse("1970-01-02"), Some(Day(1)));
        assert_eq!(parse("1969-12-31"), Some(Day(-1)));
        assert_eq!(written(Day(i32::MAX)), None);
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
                    assert_eq!(Day::from_iso(&text), by_jiff(&text), "{text}");
                }
            }
        }
    }

    proptest! {
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
