//! What a page is, by all that it says and what its site tells.

use crate::command::config::Config;
use crate::command::outcome::{CardChoices, Outcome, Reason, SourceArticle};
use crate::document::{headline, prose, script};
use crate::{Article, Prepared};

use super::evidence::{self, Evidence};
use super::facts::PageFacts;
use super::service_pages::is_service;
use super::site_facts::SiteFacts;
use super::words::{MIN_WORDS, words};

/// Paragraphs and pictures that a card may show where others show the first.
const SPARE: usize = 3;

/// A decision and what it was made by.
pub struct Settled {
    pub evidence: Vec<Evidence>,
    /// What `also-like.toml` says of it, which overrules the evidence.
    pub overruled: Option<bool>,
    pub title: String,
    /// Where the headline was found.
    pub title_place: &'static str,
    pub result: Result<SettledArticle, Reason>,
}

/// An article whose card has choices.
pub struct SettledArticle {
    pub article: Article,
    pub copy_of: Option<String>,
    pub choices: CardChoices,
    /// What is odd about it: sentences.
    pub warnings: Vec<String>,
}

/// Decides what a page is.
pub fn settle(facts: PageFacts, site: &SiteFacts, config: &Config) -> Settled {
    let evidence = facts.signs.evidence(&site.unproven);
    let overruled = config.is_article(&facts.article.url);
    let (mut title, mut title_place) = headline::choose(&facts.names, &site.names);
    if title.is_empty() {
        (title, title_place) = (facts.hint.clone(), "the sitemap");
    }
    let is_article = overruled.unwrap_or_else(|| evidence::is_article(&evidence));
    let result = if !is_article {
        Err(if overruled.is_some() { Reason::NotArticle } else { Reason::List })
    } else if overruled.is_none()
        && !facts.signs.is_proven()
        && is_service(&facts.signs.path, &title)
        && !config.keeps(&facts.article.url)
    {
        Err(Reason::Service)
    } else if title.is_empty() {
        Err(Reason::NoTitle)
    } else {
        article(facts, title.clone(), site, config)
    };
    Settled { evidence, overruled, title, title_place, result }
}

fn article(
    facts: PageFacts,
    title: String,
    site: &SiteFacts,
    config: &Config,
) -> Result<SettledArticle, Reason> {
    let PageFacts { mut article, descriptions, pictures, .. } = facts;
    article.text = site.own_text(article.text);
    article.lang = script::language(&facts.lang, &title, &article.text);
    article.title = title;
    if !config.apply(&mut article) {
        return Err(Reason::Unlisted);
    }
    if words(&article.text) < MIN_WORDS {
        return Err(Reason::Short);
    }
    let is_own =
        |text: &String| !site.is_shared_description(text) && !prose::is_poor(text, &article.title);
    let mut excerpts: Vec<String> = descriptions.into_iter().filter(is_own).take(1).collect();
    article.excerpt = excerpts.first().cloned().unwrap_or_default();
    let paragraphs = prose::paragraphs(&article.text);
    excerpts.extend(prose::prose(&paragraphs, &article.title, SPARE));
    let mut pictures = pictures;
    pictures.retain(|picture| !site.is_shared_picture(picture));
    pictures.truncate(SPARE);
    article.image = pictures.first().cloned().unwrap_or_default();
    let paragraphs = prose::beginnings(&paragraphs);
    let choices = CardChoices {
        excerpts,
        pictures,
        title: headline::same(&article.title),
        previous: facts.previous,
        paragraphs,
        ..CardChoices::default()
    };
    Ok(SettledArticle { article, copy_of: facts.copy_of, choices, warnings: facts.warnings })
}

impl Settled {
    /// What becomes of the page.
    pub fn outcome(self) -> Outcome {
        let weight = self.evidence.iter().map(|(_, weight)| weight).sum();
        let weight = if self.overruled == Some(true) { i32::MAX } else { weight };
        match self.result {
            Ok(SettledArticle { article, copy_of, choices, warnings }) => {
                let (url, lang) = (article.url.clone(), article.lang.clone());
                let mut prepared = Prepared::new(article);
                if let Some(excerpt) = choices.excerpts.first() {
                    prepared.show(excerpt);
                }
                let choices = CardChoices { weight, ..choices };
                Outcome::Article(Box::new(SourceArticle {
                    copy_of,
                    choices,
                    warnings,
                    ..SourceArticle::prepared(url, lang, prepared)
                }))
            }
            Err(reason) => Outcome::Skipped(reason),
        }
    }
}
