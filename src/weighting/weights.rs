//! What the ranking listens to, and how much it believes each of it.

/// How much each signal counts. The [default](Signals::default) is what the widget is built with; a site may
/// change [some](Signals::weighted), and others are for measuring what a signal is worth.
///
/// What each of them is worth on three judged corpora stands in the README, by `cargo xtask relevance`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signals {
    /// How often a term of the title counts, compared with one of the text. Default: 5.
    pub title: u32,
    /// The same for the description that a page gives of itself. Default: 1.
    pub excerpt: u32,
    /// How often the first [`OPENING`] terms of the text count beyond once: a report says at its
    /// beginning what it is about. Default: 1.
    pub opening: u32,
    /// What a pair of words weighs, compared with a single word as rare. Default: 0.5; pairs help posts
    /// and cost manuals, whose templates are made of them.
    pub pairs: f32,
    /// What the same day of publication adds to a score, as a share of it. Default: 0.8.
    pub time: f32,
    /// What the same folder, section and tags add to a score, as a share of it. Default: 0.5.
    pub filing: f32,
    /// Whether articles that are near to everything score less. Default: yes.
    pub exposure: bool,
    /// What an article loses that repeats one above it, as a share of its score. Default: 0.2.
    pub diversity: f32,
    /// Whether of several versions of an article one is given. Default: yes.
    pub versions: bool,
}

/// Terms at the beginning of a text that count more; about fifty words and the pairs of them.
pub const OPENING: usize = 100;

impl Signals {
    /// What there is.
    pub const DEFAULT: Signals = Signals {
        title: 5,
        excerpt: 1,
        opening: 1,
        pairs: 0.5,
        time: 0.8,
        filing: 0.5,
        exposure: true,
        diversity: 0.2,
        versions: true,
    };

    /// These without what depends on other articles that are chosen: for answers that are put together from
    /// several files.
    #[must_use]
    pub const fn alone(self) -> Signals {
        Signals { diversity: 0.0, versions: false, ..self }
    }

    /// The default with the weights that a catalog's manifest says, in a number that the widget hands on:
    /// six bits each for [`time`](Signals::time), [`filing`](Signals::filing) and
    /// [`diversity`](Signals::diversity) from the lowest, in tenths, each by `xor` with its default. So 0 is
    /// the default, and every number means something.
    ///
    /// ```
    /// use also_like::Signals;
    /// assert_eq!(Signals::weighted(0), Signals::DEFAULT);
    /// let news = Signals { time: 1.6, diversity: 0.0, ..Signals::DEFAULT };
    /// assert_eq!(Signals::weighted(news.weights()), news);
    /// ```
    #[must_use]
    pub const fn weighted(weights: u32) -> Signals {
        let default = Signals::DEFAULT;
        let bits = weights ^ DEFAULT_WEIGHTS;
        Signals {
            time: (bits & MOST) as f32 / 10.0,
            filing: (bits >> 6 & MOST) as f32 / 10.0,
            diversity: (bits >> 12 & MOST) as f32 / 10.0,
            ..default
        }
    }

    /// The number that [`weighted`](Signals::weighted) takes; weights are rounded to tenths, from 0 to 6.3.
    #[must_use]
    pub fn weights(&self) -> u32 {
        DEFAULT_WEIGHTS ^ bits(self)
    }

    /// The default without one signal each, by the signal's name.
    pub const WITHOUT: [(&str, Signals); 9] = {
        const ALL: Signals = Signals::DEFAULT;
        [
            ("title counts five times", Signals { title: 1, ..ALL }),
            ("page's own description", Signals { excerpt: 0, ..ALL }),
            ("opening counts twice", Signals { opening: 0, ..ALL }),
            ("pairs of words", Signals { pairs: 0.0, ..ALL }),
            ("dates that are near", Signals { time: 0.0, ..ALL }),
            ("same folder, section, tags", Signals { filing: 0.0, ..ALL }),
            ("correction for hubs", Signals { exposure: false, ..ALL }),
            ("diversity", Signals { diversity: 0.0, ..ALL }),
            ("one of several versions", Signals { versions: false, ..ALL }),
        ]
    };
}

impl Signals {
    /// The default with one signal at a time halved or doubled, or nearly so: what can be gained by tuning.
    pub const VARIED: [(&str, Signals); 10] = {
        const ALL: Signals = Signals::DEFAULT;
        [
            ("title twice", Signals { title: 2, ..ALL }),
            ("title ten times", Signals { title: 10, ..ALL }),
            ("pairs at 0.25", Signals { pairs: 0.25, ..ALL }),
            ("pairs at 1", Signals { pairs: 1.0, ..ALL }),
            ("dates at 0.4", Signals { time: 0.4, ..ALL }),
            ("dates at 1.6", Signals { time: 1.6, ..ALL }),
            ("filing at 0.25", Signals { filing: 0.25, ..ALL }),
            ("filing at 1", Signals { filing: 1.0, ..ALL }),
            ("diversity at 0.1", Signals { diversity: 0.1, ..ALL }),
            ("diversity at 0.4", Signals { diversity: 0.4, ..ALL }),
        ]
    };
}

/// The highest number of tenths.
const MOST: u32 = 63;

const DEFAULT_WEIGHTS: u32 = 8 | 5 << 6 | 2 << 12;

fn bits(signals: &Signals) -> u32 {
    let tenths = |weight: f32| ((weight * 10.0 + 0.5) as u32).min(MOST);
    tenths(signals.time) | tenths(signals.filing) << 6 | tenths(signals.diversity) << 12
}

impl Default for Signals {
    fn default() -> Signals {
        Signals::DEFAULT
    }
}
