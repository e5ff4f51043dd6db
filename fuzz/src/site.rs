//! A site so small that a fuzzer soon gets around in its files.

use also_like::{Article, BuildOptions, Builder, Day, Prepared, Site};

/// Five articles, with something of all that a catalog can hold.
pub fn articles() -> Vec<Article> {
    let article = |url: &str, title: &str, text: &str| Article {
        url: url.into(),
        title: title.into(),
        text: text.into(),
        tags: vec!["Hill".into()],
        ..Article::default()
    };
    vec![
        Article { lang: "en".into(), ..article("/a", "Red tea", "tea from the hill") },
        Article { date: Some(Day(9)), ..article("/b", "Black tea", "rain on the hill") },
        Article {
            tags: Vec::new(),
            pins: vec!["/a".into()],
            excludes: vec!["/b".into()],
            image: "/c.png".into(),
            ..article("/c", "Ferry", "the harbour in the rain")
        },
        Article {
            lang: "zh-Hant".into(),
            expires: Some(Day(99)),
            pinned: true,
            section: "Sea".into(),
            ..article("/f/d", "Harbour", "no ferry 茶農等雨")
        },
        // In a folder, and with all words of one before it.
        article("/f/e", "Ferry", "the harbour in the rain"),
    ]
}

/// The site of these articles.
pub fn site() -> Site {
    let mut builder = Builder::new(BuildOptions::default());
    articles().into_iter().for_each(|article| builder.add(Prepared::new(article)));
    builder.weigh().expect("five articles are not too many")
}
