//! Calendar days, and reading them as people and programs write them.

pub mod forms;
mod months;

pub use forms::{is_zero, parse, published};

/// A calendar day, counted from 1970-01-01 (day 0); days before it are negative.
///
/// A day, not an instant: a newspaper's date line is the same in every time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day that a text begins with, written as `2024-03-05`; what follows, such as a time, is
    /// not looked at. `None` for another form and for a day that the calendar does not have.
    ///
    /// ```
    /// use also_like::Day;
    /// assert_eq!(Day::from_iso("1970-01-02T23:59:59-11:00"), Some(Day(1)));
    /// assert_eq!(Day::from_iso("2023-02-29"), None);
    /// ```
    pub fn from_iso(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        // A longer number is none of a day: `2024-03-051`.
        if bytes.get(10).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let mut numbers = [0; 3];
        let mut at = 0;
        for (i, &byte) in bytes.get(..10)?.iter().enumerate() {
            if i == 4 || i == 7 {
                at += 1;
                (byte == b'-').then_some(())?;
            } else {
                let number = numbers.get_mut(at)?;
                *number = *number * 10 + i32::try_from(char::from(byte).to_digit(10)?).ok()?;
            }
        }
        let [year, month, day] = numbers;
        Day::new(year, month, day)
    }

    /// A day of the Gregorian calendar; `None` for one that it does not have, before the year 0 and
    /// after 9999.
    ///
    /// ```
    /// use also_like::Day;
    /// assert_eq!(Day::new(1970, 3, 1), Some(Day(59)));
    /// assert_eq!(Day::new(2023, 2, 29), None);
    /// ```
    pub fn new(year: i32, month: i32, day: i32) -> Option<Day> {
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
            return None;
        }
        let count = days_from_civil(year, month, day);
        (day <= 31 && count < days_from_civil(year, month + 1, 1)).then_some(Day(count))
    }

    /// Its year, month and day in the Gregorian calendar; `None` before the year 0 and after 9999.
    /// By Howard Hinnant: <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
    ///
    /// ```
    /// assert_eq!(also_like::Day(59).civil(), Some((1970, 3, 1)));
    /// ```
    pub fn civil(self) -> Option<(i32, i32, i32)> {
        // 400 years more, so that none is negative.
        let days = self.0.checked_add(719_468 + 146_097).filter(|days| *days >= 0)?;
        let (era, day) = (days / 146_097, days % 146_097);
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        // A year begins in March.
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let year = year + era * 400 + later - 400;
        (0..=9999).contains(&year).then_some((year, month, day))
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, for years from 0 and months from 1 to
/// 13, which is the next year's January. By Howard Hinnant:
/// <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>.
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    // A year begins in March, so that the leap day is its last; 400 years more, so that none is
    // negative.
    let (year, month) = if month > 2 { (year + 400, month - 3) } else { (year + 399, month + 9) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468 - 146_097
}
