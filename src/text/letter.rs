//! Letters and digits that a word is spelled with in more than one way.

/// Pairs of a letter and the letter that it is folded to.
///
/// Of Turkish and Azeri the dotless i, which capitals without their language turn into the dotted
/// one. Of Russian ё, which most texts write е. Of Greek the accents, which capitals do not have,
/// and the final sigma. Of Arabic and Persian what the analysers of Apache Lucene make one
/// (`ArabicNormalizer`, `PersianNormalizer`): alef with and without hamza, yeh, kaf and heh of both
/// keyboards, teh marbuta.
const SAME: &str = "ıiёеςσάαέεήηίιϊιΐιόούυϋυΰυώωأاإاآاٱاىيیيےيکكةهۀهہهۂهۃه";

/// Folds the spellings of a letter into one, and a digit of any script into the ASCII one.
///
/// Accents of other languages stay: they tell words apart (`schon` and `schön`, `año` and `ano`).
#[cfg_attr(not(target_os = "unknown"), inline(always))]
pub(super) fn letter(c: char) -> char {
    // Without a call for most letters; in the widget bytes count.
    if cfg!(not(target_os = "unknown")) && !('\u{131}'..='\u{17e9}').contains(&c) {
        return c;
    }
    one_of(c)
}

fn one_of(c: char) -> char {
    let digit = match c {
        // The blocks of Indic scripts have their digits in the same place.
        '\u{900}'..='\u{dff}' => (c as u32 & 0x7f).wrapping_sub(0x66),
        // Thai and Lao.
        '\u{e00}'..='\u{eff}' => (c as u32 & 0x7f).wrapping_sub(0x50),
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{17e0}'..='\u{17e9}' => c as u32 & 15,
        '\u{1040}'..='\u{1049}' | '\u{1090}'..='\u{1099}' => c as u32 & 15,
        '\u{131}' | '\u{390}' | '\u{3ac}'..='\u{3ce}' | '\u{451}' | '\u{622}'..='\u{6d3}' => {
            let mut letters = SAME.chars();
            while let (Some(from), Some(to)) = (letters.next(), letters.next()) {
                if from == c {
                    return to;
                }
            }
            return c;
        }
        _ => return c,
    };
    char::from_digit(digit, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn digits_of_every_script_are_one() {
        for zero in
            ['٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '၀', '႐', '០']
        {
            for digit in 0..10 {
                let own = char::from_u32(zero as u32 + digit).unwrap();
                assert_eq!(letter(own), char::from_digit(digit, 10).unwrap(), "{own}");
            }
        }
        for other in ['ँ', 'अ', 'ก', 'ໆ', 'ຮ', 'ะ', 'க', '௰', '९'] {
            assert_eq!(letter(other) == other, other != '९', "{other}");
        }
    }
}
