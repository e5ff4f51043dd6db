//! Calendar days, as newspapers print them.

/// A day of the Gregorian calendar; days compare by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

impl Date {
    /// Reads `YYYY-MM-DD`; `None` when it isn't a day of the calendar.
    pub fn parse(text: &str) -> Option<Date> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(i, byte)| match i {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return None;
        }
        let year = text[..4].parse().ok()?;
        let month = text[5..7].parse().ok()?;
        let day = text[8..].parse().ok()?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Date { year, month, day })
    }

    /// `2023-06-12`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `June 12, 2023`.
    pub fn english(self) -> String {
        format!("{} {}, {}", MONTHS[usize::from(self.month) - 1], self.day, self.year)
    }

    /// `2023年6月12日`.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// `Monday`, by Sakamoto's method.
    pub fn weekday(self) -> &'static str {
        const SHIFT: [u16; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = self.year - u16::from(self.month < 3);
        let sum = year + year / 4 - year / 100
            + year / 400
            + SHIFT[usize::from(self.month) - 1]
            + u16::from(self.day);
        WEEKDAYS[usize::from(sum % 7)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_printed_in_both_languages() {
        let day = Date::parse("2023-06-12").unwrap();
        assert_eq!(day.iso(), "2023-06-12");
        assert_eq!(day.english(), "June 12, 2023");
        assert_eq!(day.chinese(), "2023年6月12日");
        assert_eq!(day.weekday(), "Monday");
        assert_eq!(Date::parse("2020-02-29").unwrap().weekday(), "Saturday");
        assert_eq!(Date::parse("2000-01-01").unwrap().weekday(), "Saturday");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "2023-6-12", "2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "12/06/2023"]
        {
            assert_eq!(Date::parse(text), None, "{text:?}");
        }
    }
}
