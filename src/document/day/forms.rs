//! Parsing dates as people and programs write them.

use super::Day;
use super::months::MONTHS;

/// The calendar day of a date as pages write it: in the forms of machines, and with the names of
/// months in the languages of the box. `lang` is the language of the page, or empty.
///
/// Time and zone are ignored: the day stays the one that is written there.
pub fn parse(text: &str, lang: &str) -> Option<Day> {
    let text = text.trim();
    Day::from_iso(text).or_else(|| {
        let (year, month, day) = parts(text, lang)?;
        Day::new(year, month, day)
    })
}

/// A day on which something can have been published: not before there were newspapers, as the
/// zeros of machines and years of other calendars are, and not after the year after `today`. Years
/// of the Buddhist calendar are those of the common era.
pub fn published(text: &str, lang: &str, today: Day) -> Option<Day> {
    let text = text.trim();
    let year = |day: Day| day.civil().map(|(year, _, _)| year);
    let last = year(today).unwrap_or(9998) + 1;
    let is_usual = |day: &Day| year(*day).is_some_and(|year| (FIRST..=last).contains(&year));
    if let Some(day) = Day::from_iso(text).filter(is_usual) {
        return Some(day);
    }
    let (mut year, month, day) = parts(text, lang)?;
    if (1900..=last).contains(&(year - BUDDHIST)) {
        year -= BUDDHIST;
    }
    Day::new(year, month, day).filter(is_usual)
}

/// Whether a text means no date, such as the zero time of Go.
pub fn is_zero(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text.starts_with("0001-01-01") || text.starts_with("0000-00-00")
}

/// Nothing was printed before.
const FIRST: i32 = 1450;

/// Years that the Buddhist calendar is ahead.
const BUDDHIST: i32 = 543;

/// A year, a month and a day, which the calendar may not have.
type Parts = (i32, i32, i32);

/// Longer texts are no dates.
const MOST: usize = 300;

/// A number or a word, and the separator before it.
struct Token {
    text: String,
    is_number: bool,
    gap: String,
}

impl Token {
    fn number(&self) -> Option<i32> {
        if self.is_number { self.text.parse().ok() } else { None }
    }

    /// Its value if it has that many digits.
    fn with_digits(&self, digits: impl std::ops::RangeBounds<usize>) -> Option<i32> {
        self.number().filter(|_| digits.contains(&self.text.len()))
    }

    fn begins(&self, names: &[&str]) -> bool {
        !self.is_number && names.iter().any(|name| self.text.starts_with(name))
    }
}

/// The first date in a text. `lang` is the language of the text, or empty; it decides whether 03/04
/// is in March or in April.
fn parts(text: &str, lang: &str) -> Option<Parts> {
    if text.len() > MOST {
        return None;
    }
    let tokens = tokens(text);
    in_han(&tokens)
        .or_else(|| in_one_number(&tokens))
        .or_else(|| in_numbers(&tokens, lang))
        .or_else(|| in_words(&tokens, lang))
}

/// Numbers and words in lower case, without times of the day.
fn tokens(text: &str) -> Vec<Token> {
    let text: Vec<char> = text.to_lowercase().chars().map(ascii_digit).collect();
    let mut all: Vec<Token> = Vec::new();
    let mut gap = String::new();
    let mut before = None;
    for (at, &c) in text.iter().enumerate() {
        // The points in the short names of Thai months, and marks that have no width.
        let beside = |other: Option<&char>| other.is_some_and(|c| !c.is_ascii() && is_letter(*c));
        let is_inside = c == '.' && beside(before.as_ref()) && beside(text.get(at + 1));
        if is_inside || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{970}') {
            continue;
        }
        let is_digit = c.is_ascii_digit();
        if is_digit || is_letter(c) {
            match all.last_mut() {
                Some(last) if gap.is_empty() && last.is_number == is_digit => last.text.push(c),
                _ => all.push(Token {
                    text: String::from(c),
                    is_number: is_digit,
                    gap: std::mem::take(&mut gap),
                }),
            }
        } else {
            gap.push(c);
        }
        before = Some(c);
    }
    let is_time = |at: usize| {
        let joins = |token: Option<&Token>| token.is_some_and(|one| one.gap == ":");
        joins(all.get(at)) || joins(all.get(at + 1))
    };
    let times: Vec<bool> = (0..all.len()).map(is_time).collect();
    let mut kept = times.into_iter().map(|is_time| !is_time);
    all.retain(|_| kept.next().unwrap_or(true));
    all
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{65f}'
            | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{1000}'..='\u{109f}')
}

/// A decimal digit of any script as that of ASCII.
fn ascii_digit(c: char) -> char {
    const ZEROS: [u32; 17] = [
        0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
        0xf20, 0x1040, 0x17e0, 0xff10,
    ];
    let digit = ZEROS.iter().map(|zero| u32::from(c).wrapping_sub(*zero)).find(|digit| *digit < 10);
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// `2024年3月5日`, `2024년 3월 5일`, `令和6年3月5日`, `民國113年3月5日`.
fn in_han(tokens: &[Token]) -> Option<Parts> {
    let number_before = |token: &[Token], names: &[&str]| {
        let [number, unit, ..] = token else { return None };
        number.with_digits(1..=4).filter(|_| unit.begins(names))
    };
    let at = (0..tokens.len()).find(|at| number_before(&tokens[*at..], &["年", "년"]).is_some())?;
    let year = number_before(&tokens[at..], &["年", "년"])?;
    let month = number_before(tokens.get(at + 2..)?, &["月", "월"])?;
    let day = number_before(tokens.get(at + 4..)?, &["日", "일", "号", "號"])?;
    let era = at.checked_sub(1).map_or("", |before| tokens[before].text.as_str());
    let eras = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)];
    let since = eras.iter().find(|(name, _)| era.ends_with(name)).map_or(0, |(_, since)| *since);
    Some((year + since, month, day))
}

/// `20240305`, with or without a time, and seconds or milliseconds since 1970.
fn in_one_number(tokens: &[Token]) -> Option<Parts> {
    let first = tokens.first().filter(|token| token.is_number)?;
    if matches!(first.text.len(), 8 | 12 | 14) {
        let piece = |from: usize, to: usize| first.text.get(from..to)?.parse().ok();
        return Some((piece(0, 4)?, piece(4, 6)?, piece(6, 8)?));
    }
    let seconds: i64 = match (tokens.len(), first.text.len()) {
        (1, 10) => first.text.parse().ok()?,
        (1, 13) => first.text.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    Day(i32::try_from(seconds / 86_400).ok()?).civil()
}

/// `2024/3/5`, `2024. 3. 5.`, `5.3.2024`, `05/03/2024`.
fn in_numbers(tokens: &[Token], lang: &str) -> Option<Parts> {
    tokens.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        let between = b.gap.trim();
        let is_divider = matches!(between, "-" | "/" | "." | "‐" | "‑" | "–" | "");
        if !is_divider || between != c.gap.trim() {
            return None;
        }
        let (second, third) = (b.with_digits(1..=2)?, c.with_digits(1..=4)?);
        if let Some(year) = a.with_digits(4..=4) {
            return c.with_digits(1..=2).map(|day| (year, second, day));
        }
        let first = a.with_digits(1..=2).filter(|_| !between.is_empty())?;
        let year = match c.text.len() {
            4 => third,
            2 if between == "." => century(third),
            _ => return None,
        };
        let is_day_first = match between {
            "." => true,
            _ if first > 12 || first == second => true,
            _ if second > 12 => false,
            _ => is_day_first(lang)?,
        };
        Some(if is_day_first { (year, second, first) } else { (year, first, second) })
    })
}

/// Whether a language writes the day before the month; `None` where its readers disagree.
fn is_day_first(lang: &str) -> Option<bool> {
    let lang = lang.to_ascii_lowercase().replace('_', "-");
    match lang.as_str() {
        "" | "en" | "es-us" | "fr-ca" | "en-ca" => None,
        "en-us" | "en-ph" | "fil" | "tl" => Some(false),
        _ => Some(true),
    }
}

fn century(year: i32) -> i32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// The month that a word names. In Croatian some names are those of other months elsewhere.
fn month(token: &Token, lang: &str) -> Option<i32> {
    if token.is_number {
        return None;
    }
    let language = lang.split(['-', '_']).next().unwrap_or_default();
    if ["hr", "HR", "hrv"].contains(&language) {
        let own = [("lis", 10), ("srp", 7), ("lip", 6)];
        if let Some((_, number)) = own.iter().find(|(name, _)| token.text.starts_with(name)) {
            return Some(*number);
        }
    }
    let is_named = |(_, names): &(i32, &str)| names.split(' ').any(|name| name == token.text);
    (1..).zip(MONTHS).find(is_named).map(|(number, _)| number)
}

/// `5 March 2024`, `March 5th, 2024`, `Tue Mar 5 08:00:00 2024`, `le 1er mars 2024`.
fn in_words(tokens: &[Token], lang: &str) -> Option<Parts> {
    (0..tokens.len()).find_map(|at| {
        let token = &tokens[at];
        let (month, end) = match month(token, lang) {
            Some(month) => (month, at + 1),
            // Vietnamese counts its months.
            None if token.begins(&["tháng", "thg"]) => {
                (tokens.get(at + 1)?.with_digits(1..=2)?, at + 2)
            }
            None => return None,
        };
        let is_day =
            |at: &usize| tokens[*at].with_digits(1..=2).is_some_and(|day| (1..=31).contains(&day));
        // Before it there may be words such as `de` and the ending of an ordinal.
        let before = (at.saturating_sub(3)..at).rev().find(is_day);
        let after = (end..tokens.len().min(end + 3)).find(is_day);
        let (day, next) = match (before, after) {
            (Some(before), _) => (before, end),
            // `mar 5 ene`: the month is after the day, and `mar` is Tuesday.
            (None, Some(after))
                if tokens.get(after + 1).is_some_and(|t| self::month(t, lang).is_some()) =>
            {
                return None;
            }
            (None, Some(after)) => (after, after + 1),
            (None, None) => return None,
        };
        let is_year = |token: &Token| token.with_digits(4..=4).filter(|year| *year >= 1000);
        let year = tokens[next..].iter().find_map(is_year);
        let year = year.or_else(|| tokens[..at].iter().rev().find_map(is_year)).or_else(|| {
            let short = tokens.get(next)?.with_digits(2..=2)?;
            let is_thai = token.text.starts_with(|c| matches!(c, '\u{e00}'..='\u{e7f}'));
            Some(if is_thai { 2500 + short } else { century(short) })
        })?;
        Some((year, month, tokens[day].number()?))
    })
}
