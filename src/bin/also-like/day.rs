//! Reading and writing calendar days.

use also_like::Day;
use jiff::ToSpan;
use jiff::civil::Date;

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The calendar day of a date as pages write it, in ISO 8601, RFC 2822 or common English forms.
///
/// Time and zone are ignored: the day stays the one that is written there.
pub fn parse(text: &str) -> Option<Day> {
    let text = text.trim();
    let date = iso(text)
        .or_else(|| FORMATS.iter().find_map(|format| Date::strptime(format, text).ok()))
        .or_else(|| jiff::fmt::rfc2822::parse(text).ok().map(|at| at.date()))?;
    let days = (date - EPOCH).get_days();
    Some(Day(days))
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

/// `2024-03-05`, alone or followed by a time.
fn iso(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let follows = rest.chars().next();
    let ends = follows.is_none_or(|next| next == 'T' || next == 't' || next.is_whitespace());
    ends.then(|| Date::strptime("%Y-%m-%d", day).ok())?
}

#[cfg(test)]
mod tests {
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
}
