//! The newspaper's own texts, in the languages of its stories.

use super::date::Date;

/// A language of the newspaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    English,
    Chinese,
}

/// The wording around a story.
pub struct Words {
    pub skip: &'static str,
    pub motto: &'static str,
    pub demonstration: &'static str,
    pub sections: &'static str,
    pub filed: &'static str,
    pub about: &'static str,
}

const ENGLISH: Words = Words {
    skip: "Skip to the story",
    motto: "News from the mouth of the river",
    demonstration: "A demonstration site",
    sections: "Sections",
    filed: "Filed under",
    about: "This is a demonstration of also-like. The newspaper is invented, and its stories and \
            pictures were made for it; people, shops and clubs in them who are not public figures \
            are invented too. Do not quote it as news.",
};

const CHINESE: Words = Words {
    skip: "跳到內文",
    motto: "河口的消息",
    demonstration: "示範網站",
    sections: "版面",
    filed: "關鍵字",
    about: "本站為 also-like 的示範網站。這份報紙是虛構的，報導與插圖都是為它而作；\
            文中非公眾人物的人名、店家與社團亦屬虛構，請勿當作新聞引用。",
};

impl Lang {
    /// All languages.
    pub const ALL: [Lang; 2] = [Lang::English, Lang::Chinese];

    /// Reads the `lang` of a story.
    pub fn parse(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The BCP 47 language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::English => "en",
            Lang::Chinese => "zh-Hant",
        }
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Lang::English => "English",
            Lang::Chinese => "中文",
        }
    }

    /// The locale as Open Graph writes it.
    pub fn locale(self) -> &'static str {
        match self {
            Lang::English => "en_US",
            Lang::Chinese => "zh_TW",
        }
    }

    /// The fixed wording.
    pub fn words(self) -> &'static Words {
        match self {
            Lang::English => &ENGLISH,
            Lang::Chinese => &CHINESE,
        }
    }

    /// A date line.
    pub fn day(self, date: Date) -> String {
        match self {
            Lang::English => date.english(),
            Lang::Chinese => date.chinese(),
        }
    }

    /// The name of the author, as a byline.
    pub fn by(self, author: &str) -> String {
        match self {
            Lang::English => format!("By {author}"),
            Lang::Chinese => format!("記者{author}"),
        }
    }

    /// Typewriter quotation marks made typographic, in English; Chinese stories bring their own.
    pub fn typeset(self, text: &str) -> String {
        if self == Lang::Chinese {
            return text.to_owned();
        }
        let mut before = ' ';
        let set = |char| {
            let opens = before.is_whitespace() || "([–—“‘".contains(before);
            before = match (char, opens) {
                ('"', true) => '“',
                ('"', false) => '”',
                ('\'', true) => '‘',
                ('\'', false) => '’',
                _ => char,
            };
            before
        };
        text.chars().map(set).collect()
    }

    /// A section's name; sections without a translation keep their English one.
    pub fn section(self, name: &'static str) -> &'static str {
        match (self, name) {
            (Lang::English, _) => name,
            (_, "World") => "國際",
            (_, "Taiwan") => "臺灣",
            (_, "Business") => "財經",
            (_, "Technology") => "科技",
            (_, "Health") => "健康",
            (_, "Culture") => "文化",
            (_, "Environment") => "環境",
            (_, "Transport") => "交通",
            (_, "Food") => "美食",
            (_, "Sport") => "體育",
            (_, "Science") => "科學",
            (_, "Life") => "生活",
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_are_typographic_in_english() {
        let text = "\"It's the carers' day,\" she said (\"'no' means no\").";
        let expected = "“It’s the carers’ day,” she said (“‘no’ means no”).";
        assert_eq!(Lang::English.typeset(text), expected);
        assert_eq!(Lang::Chinese.typeset(text), text);
    }
}
