//! A little site in several languages, and queries for it.

use also_like::{Article, BuildOptions, Builder, Day, Page, Prepared};

/// The articles' address, day (`None` for none), language, headline and text.
type Row = (&'static str, Option<i32>, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "/harbour/ferry-fares",
        Some(19_850),
        "en",
        "Ferry fares rise in May",
        "The island ferry will cost two pounds more from May. The harbour board says fuel and \
         wages leave it no choice.\nIslanders who cross every day keep their season tickets at the \
         old price until autumn, said the board's chair, Ana O'Brien.",
    ),
    (
        "/harbour/ferry-returns",
        Some(19_862),
        "en",
        "Island ferry returns after repairs",
        "After six weeks in dry dock the island ferry crosses the sound again. The harbour board \
         had hired a smaller boat, which couldn't carry lorries.\nSeason tickets will be prolonged \
         by six weeks.",
    ),
    (
        "/harbour/dredging",
        Some(19_862),
        "en",
        "Dredgers clear the sound",
        "Two dredgers have begun to clear sand from the sound. Until they are done the ferry keeps \
         to the northern channel, the harbour board told the islanders.",
    ),
    (
        "/hills/tea",
        Some(19_801),
        "en",
        "A dry spring for tea",
        "Growers on the hill have waited forty-one days for rain. The first flush of tea is small, \
         and its price at the auction rose by a third.",
    ),
    (
        "/hills/rain",
        Some(19_842),
        "en",
        "Rain at last on the tea hills",
        "The growers' wait is over: rain fell on the hill for three days. The second flush of tea \
         will be late, but the auction expects a better price for the growers.",
    ),
    (
        "/kultur/buch",
        Some(19_700),
        "de",
        "Die Buchhandlung an der Straße schließt",
        "Nach vierzig Jahren schließt die Buchhandlung an der Hauptstraße. Die Bücher gehen an \
         die Schule, die Regale an das Museum.",
    ),
    (
        "/kultur/museum",
        None,
        "de",
        "Das Museum bekommt neue Räume",
        "Das Museum zieht in die Räume der Buchhandlung an der Hauptstraße. Die Regale stehen \
         schon, die Schule bringt Bücher.",
    ),
    (
        "/zh/tea-growers",
        Some(19_803),
        "zh-Hant",
        "茶農等雨四十一天",
        "山上的茶農已經等了四十一天，雨還沒有下。\n第一批春茶產量不多，拍賣價格上漲三成。",
    ),
    (
        "/zh/rain",
        Some(19_843),
        "zh-Hant",
        "山上終於下雨",
        "連下三天的雨讓山上的茶農鬆了一口氣，第二批春茶雖然會晚，價格卻看好。",
    ),
    (
        "/ja/tea",
        None,
        "ja",
        "茶畑に雨が降らない",
        "山の茶農家は四十一日も雨を待っている。新茶の値段は三割上がった。コンテナの輸送も遅れている。",
    ),
    (
        "/ja/rain",
        None,
        "ja",
        "山に雨、茶農家ほっと",
        "三日続いた雨で山の茶農家はほっとしている。新茶の値段は下がる見込みだ。",
    ),
    (
        "/ru/parom",
        Some(-1),
        "ru",
        "Паром снова ходит",
        "Паром снова ходит через пролив: ремонт занял шесть недель. Билеты продлят на шесть недель.",
    ),
    (
        "/ru/bilety",
        Some(0),
        "ru",
        "Билеты на паром подорожают",
        "Билеты на паром подорожают в мае, сообщил порт. Ремонт пролива ещё идёт.",
    ),
    ("/th/cha", Some(19_804), "th", "ชาวไร่ชารอฝน", "ชาวไร่ชาบนภูเขารอฝนมาสี่สิบเอ็ดวัน ราคาชาขึ้น"),
    ("/th/fon", Some(19_844), "th", "ฝนตกบนภูเขา", "ฝนตกสามวัน ชาวไร่ชาบนภูเขาดีใจ ราคาชาจะลง"),
];

/// The articles.
pub fn articles() -> Vec<Article> {
    let article = |&(url, day, lang, title, text): &Row| Article {
        url: url.into(),
        title: title.into(),
        text: text.into(),
        date: day.map(Day),
        lang: lang.into(),
        image: if lang == "en" { format!("/pictures{url}.svg") } else { String::new() },
        ..Article::default()
    };
    ROWS.iter().map(article).collect()
}

/// The catalog of some articles, whole.
pub fn build(articles: impl IntoIterator<Item = Article>) -> Vec<u8> {
    build_with(BuildOptions { max_terms: None, ..BuildOptions::default() }, articles)
}

/// The catalog of some articles.
pub fn build_with(options: BuildOptions, articles: impl IntoIterator<Item = Article>) -> Vec<u8> {
    let mut builder = Builder::new(options);
    articles.into_iter().for_each(|article| builder.add(Prepared::new(article)));
    builder.finish().unwrap()
}

/// A query: a text with options.
pub struct Query {
    pub url: &'static str,
    pub title: &'static str,
    pub text: &'static str,
}

impl Query {
    /// The text as a page, without a language.
    pub fn page(&self) -> Page {
        page(self.url, self.title, self.text)
    }
}

/// A page with an address, a headline and a text.
pub fn page(url: &str, title: &str, text: &str) -> Page {
    Page { url: url.into(), title: title.into(), text: text.into(), ..Page::default() }
}

/// The queries for the site, by name.
pub const QUERIES: &[(&str, Query)] = &[
    (
        "a page of the site",
        Query {
            url: "https://www.example.org/harbour/ferry-returns/index.html?utm_source=mail",
            title: "Island ferry returns after repairs",
            text: "After six weeks in dry dock the island ferry crosses the sound again.",
        },
    ),
    (
        "a new page",
        Query {
            url: "",
            title: "What islanders’ tickets cost",
            text: "Nobody likes the FERRY’S new fares. O'Brien's harbour board wants more in May.",
        },
    ),
    ("German", Query { url: "", title: "Bücher für die Schule", text: "Regale im MUSEUM" }),
    (
        "Chinese",
        Query {
            url: "", title: "茶農等雨", text: "四十一天沒有下雨，春茶價格上漲。"
        },
    ),
    ("Japanese, half width", Query { url: "", title: "新茶の値段", text: "ｺﾝﾃﾅの輸送、茶農家" }),
    (
        "Russian",
        Query {
            url: "", title: "БИЛЕТЫ", text: "Сколько стоят билеты на паром в мае?"
        },
    ),
    (
        "Thai",
        Query {
            url: "/th/fon", title: "ราคาชา", text: "ชาวไร่ชาบนภูเขา"
        },
    ),
    (
        "a script that the site has not",
        Query { url: "", title: "Նավը", text: "Նավը կրկին գնում է" },
    ),
];

/// An answer on one line, its score to the bit.
pub fn line(query: &str, url: &str, score: f32, because: &[String]) -> String {
    format!("{query}\t{url}\t{:08x}\t{}\n", score.to_bits(), because.join("|"))
}
