//! The exported class, as the widget's JavaScript uses it.

use also_like::catalog::encode::{Bucket, Index};
use also_like::catalog::format::{FileKind, Sections, write};
use also_like::text::Term;
use also_like::{Article, Day};
use also_like_web::engine::{OpenPage, Read};
use also_like_web::flags;
use js_sys::{Array, ArrayBuffer, Error, Function, Object, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::read_page;
use also_like_test_support::site::{QUERIES, articles, build, line};

/// Written by `tests/engine/format.rs` and `tests/engine/ranking.rs`, natively.
const CATALOG: &[u8] = include_bytes!("../data/catalog-v5.bin");
const ANSWERS: &str = include_str!("../data/answers-v5.tsv");

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap()
}

fn string(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap()
}

/// Today in all queries here, and in the answers of the file.
const TODAY: i32 = 20_000;

/// A page with only these fields.
fn page(title: &JsValue, text: &JsValue, url: &str) -> Read {
    let page = Object::new();
    for key in ["excerpt", "lang", "labels", "links", "translations", "pins", "excludes"] {
        Reflect::set(&page, &key.into(), &"".into()).unwrap();
    }
    for (key, value) in [("title", title), ("text", text), ("url", &url.into())] {
        Reflect::set(&page, &key.into(), value).unwrap();
    }
    page.unchecked_into()
}

fn ask(catalog: &[u8], page: &Read, limit: usize) -> JsValue {
    related(&OpenPage::new(page, i32::MIN), catalog, limit, TODAY, 0)
}

/// What a page is answered by a file, with the weights that a manifest leaves out.
fn related(page: &OpenPage, file: &[u8], limit: usize, today: i32, flags: u32) -> JsValue {
    let [dates, taxonomy, diversity] = [f32::NAN; 3];
    page.related(file.to_vec(), limit, today, flags, dates, taxonomy, diversity)
}

fn cards_of(answer: &JsValue) -> Vec<JsValue> {
    get(answer, "cards").dyn_into::<Array>().unwrap().to_vec()
}

fn cards(catalog: &[u8], title: &str, text: &str, url: &str, limit: usize) -> Vec<JsValue> {
    cards_of(&ask(catalog, &page(&title.into(), &text.into(), url), limit))
}

#[wasm_bindgen_test]
fn the_same_articles_give_the_same_bytes() {
    assert!(build(articles()) == CATALOG);
}

#[wasm_bindgen_test]
fn answers_are_the_native_ones_to_the_bit() {
    let mut lines = String::new();
    for (name, query) in QUERIES {
        for card in cards(CATALOG, query.title, query.text, query.url, 4) {
            let reasons: Array = get(&card, "reasons").dyn_into().unwrap();
            let reasons: Vec<String> =
                reasons.iter().map(|word| word.as_string().unwrap()).collect();
            let score = get(&card, "score").as_f64().unwrap();
            assert_eq!(f64::from(score as f32), score, "it is a 32-bit float");
            lines += &line(name, &string(&card, "url"), score as f32, &reasons);
        }
    }
    assert_eq!(lines, ANSWERS);
}

#[wasm_bindgen_test]
fn an_empty_catalog_has_no_cards() {
    assert!(cards(&build([]), "Ferry", "ferry", "", 4).is_empty());
}

#[wasm_bindgen_test]
fn errors_say_what_they_say_natively() {
    let ferry = page(&"Ferry".into(), &"ferry".into(), "");
    let mut newer = CATALOG.to_vec();
    newer[8] += 1;
    let mut huge = CATALOG.to_vec();
    // Six sections of 4 GiB: more than 32 bits can count.
    huge[24..48].fill(0xff);
    let long = [CATALOG, b"\n"].concat();
    let bodies: [&[u8]; 6] = [b"", b"<!doctype html>", &CATALOG[..99], &long, &newer, &huge];
    for bytes in bodies {
        let expected = also_like::Catalog::open(bytes).unwrap_err().to_string();
        assert_eq!(ask(bytes, &ferry, 4).as_string(), Some(expected));
    }
    let sentence = "catalog damaged: the sections are longer than memory; copy or build it again";
    assert_eq!(ask(&huge, &ferry, 4).as_string().as_deref(), Some(sentence));

    // The postings, up to the articles at the end of the file, name an article that is not there.
    let mut damaged = CATALOG.to_vec();
    let number = |at: usize| u32::from_le_bytes(CATALOG[at..at + 4].try_into().unwrap()) as usize;
    let postings = 64 + number(40) + number(44);
    damaged[postings..postings + number(48)].fill(0x7e);
    let sentence = "catalog damaged: a posting can't be read; copy or build it again";
    assert_eq!(ask(&damaged, &ferry, 4).as_string().as_deref(), Some(sentence));
}

#[wasm_bindgen_test]
fn a_card_is_a_plain_object() {
    let site = [
        Article {
            url: "/ferry".into(),
            title: "  The\nferry ".into(),
            excerpt: "Zoë’s “ferry” & <b>😀</b>".into(),
            text: "ferry harbour sound island".into(),
            date: Some(Day(-3)),
            lang: "en-GB".into(),
            image: "/ferry.svg".into(),
            ..Article::default()
        },
        Article {
            url: "/boat".into(),
            title: "Boat".into(),
            text: "ferry harbour sound island gull tide anchor mast rope deck quay sail".into(),
            ..Article::default()
        },
        Article { url: "/tea".into(), title: "Tea".into(), ..Article::default() },
        Article { url: "/rain".into(), title: "Rain".into(), ..Article::default() },
    ];
    let cards = cards(&build(site), "", "Island ferry", "", 4);
    let [boat, ferry] = &cards[..] else { panic!("{} cards", cards.len()) };
    let [ferry, boat] = if string(boat, "url") == "/ferry" { [boat, ferry] } else { [ferry, boat] };

    let keys = [
        "url",
        "title",
        "excerpt",
        "image",
        "lang",
        "date",
        "score",
        "pinned",
        "reasons",
        "explanation",
    ];
    for card in [ferry, boat] {
        assert_eq!(plain(card), keys);
        let explanation = get(card, "explanation");
        let factors = ["similarity", "dates", "taxonomy", "hubness", "diversity"];
        assert_eq!(plain(&explanation), factors);
        let factors = factors.map(|key| get(&explanation, key).as_f64().unwrap() as f32);
        let product: f32 = factors.iter().product();
        assert!((f64::from(product) - get(card, "score").as_f64().unwrap()).abs() < 1e-6);
        assert_eq!(get(card, "pinned").as_bool(), Some(false));
    }
    let texts = |card| ["url", "title", "excerpt", "image", "lang"].map(|key| string(card, key));
    assert_eq!(
        texts(ferry),
        ["/ferry", "The ferry", "Zoë’s “ferry” & <b>😀</b>", "/ferry.svg", "en-GB"]
    );
    assert_eq!(
        texts(boat),
        [
            "/boat",
            "Boat",
            "ferry harbour sound island gull tide anchor mast rope deck quay sail",
            "",
            ""
        ]
    );
    assert_eq!(get(ferry, "date").as_f64(), Some(-3.0));
    assert!(get(boat, "date").is_null());
    let score = get(ferry, "score").as_f64().unwrap();
    assert!((0.05..1.0).contains(&score), "{score}");
    let reasons: Array = get(ferry, "reasons").dyn_into().unwrap();
    assert_eq!(reasons.sort().join(" "), "Island ferry");
}

/// The keys of a plain object.
fn plain(value: &JsValue) -> Vec<String> {
    assert!(Object::get_prototype_of(value) == Object::get_prototype_of(&Object::new()));
    let object: &Object = value.dyn_ref().unwrap();
    Object::keys(object).iter().map(|key| key.as_string().unwrap()).collect()
}

#[wasm_bindgen_test]
fn an_answer_says_what_it_is_and_what_was_read() {
    let article = |url: &str, day: i32| Article {
        url: url.into(),
        section: "Sea".into(),
        date: Some(Day(day)),
        // Nothing that another has, or all were versions of one.
        text: (0..9).map(|i| format!("own{i}of{day} ")).collect(),
        ..Article::default()
    };
    let other = |i: usize| Article {
        url: format!("/tea/{i}"),
        lang: "de".into(),
        text: "tea rain hill".into(),
        ..Article::default()
    };
    let site = ["/a/1", "/b/2", "/c/3"].into_iter().zip(100..).map(|(url, day)| article(url, day));
    let catalog = build(site.chain((0..9).map(other)));
    let html = "<html lang=en><link rel=canonical href=https://example.org/new>\
        <meta property=article:section content=Sea><h1>Title</h1><p>Zeppelins";
    let document = web_sys::DomParser::new()
        .unwrap()
        .parse_from_string(html, web_sys::SupportedType::TextHtml)
        .unwrap();
    let ask = |flags: u32, pins: &str, excludes: &str| {
        let page = read_page(&document, None);
        for (key, value) in [("pins", pins), ("excludes", excludes)] {
            Reflect::set(&page, &key.into(), &value.into()).unwrap();
        }
        let answer = related(&OpenPage::new(&page, 100), &catalog, 2, 102, flags);
        let urls = cards_of(&answer).iter().map(|card| string(card, "url")).collect::<Vec<_>>();
        (string(&answer, "kind"), string(&answer, "name"), urls.join(" "), answer)
    };
    let told = |(kind, name, urls, _): (String, String, String, JsValue)| [kind, name, urls];
    assert_eq!(told(ask(0, "", "")), ["related", "", ""]);
    assert_eq!(told(ask(4, "", "")), ["section", "Sea", "/c/3 /b/2"]);
    assert_eq!(told(ask(8, "", "/c/3")), ["latest", "", "/b/2 /a/1"]);
    assert_eq!(told(ask(12, "/tea/3 /nowhere", "/c/3")), ["section", "Sea", "/tea/3 /b/2"]);
    let (.., answer) = ask(4, "/a/1", "");
    assert_eq!(plain(&answer), ["known", "kind", "name", "cards", "scores"]);
    // Only the articles' own files of a large site have edges.
    assert_eq!(Array::from(&get(&answer, "scores")).length(), 0);
    assert_eq!(get(&answer, "known").as_bool(), Some(false));
    assert_eq!(get(&cards_of(&answer)[0], "pinned").as_bool(), Some(true));
    let page = read_page(&document, None);
    assert_eq!(string(&page, "url"), "https://example.org/new");
    assert_eq!((string(&page, "title"), string(&page, "lang")), ("Title".into(), "en".into()));
    assert_eq!(string(&page, "labels"), "Sea");
    assert!(string(&page, "text").len() >= 9);
}

/// A catalog that has 60 articles for `ferry`.
fn many() -> Vec<u8> {
    let article = |i: usize| Article {
        url: format!("/{i:02}"),
        text: format!("ferry word{i} word{} own{i} alone{i} only{i}", i + 1),
        ..Article::default()
    };
    let other = |i: usize| Article { url: format!("/tea/{i}"), ..Article::default() };
    build((0..60).map(article).chain((0..400).map(other)))
}

/// What JavaScript has of a page about a word.
fn open(word: &str) -> JsValue {
    OpenPage::new(&page(&"".into(), &word.into(), ""), i32::MIN).into()
}

/// Calls a method as JavaScript does.
fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    get(object, method).unchecked_into::<Function>().apply(object, &arguments.iter().collect())
}

fn ask_by_js(object: &JsValue, file: &[u8], numbers: [JsValue; 3]) -> Result<JsValue, JsValue> {
    let [limit, today, flags] = numbers;
    call(object, "related", &[Uint8Array::from(file).into(), limit, today, flags])
}

#[wasm_bindgen_test]
fn any_number_is_a_limit() {
    let catalog = many();
    for (limit, expected) in [(0, 1), (1, 1), (4, 4), (50, 50), (51, 50), (usize::MAX, 50)] {
        let given = cards(&catalog, "", "ferry", "", limit).len();
        assert_eq!(given, expected, "limit {limit}");
    }
}

#[wasm_bindgen_test]
fn numbers_of_javascript_are_cut_to_whole_ones() {
    let (catalog, ferry) = (many(), open("ferry"));
    for (limit, expected) in
        [(3.9, 3), (0.5, 1), (-1.0, 50), (f64::NAN, 1), (f64::INFINITY, 1), (4_294_967_298.0, 2)]
    {
        let answer = ask_by_js(&ferry, &catalog, [limit.into(), TODAY.into(), 0.into()]).unwrap();
        assert_eq!(cards_of(&answer).len(), expected, "limit {limit}");
    }
    // No article has a day, so that none is kept back on any.
    for odd in [f64::NAN, 0.7, -1e300, f64::NEG_INFINITY, f64::from(u32::MAX)] {
        let answer = ask_by_js(&ferry, &catalog, [4.into(), odd.into(), 0.into()]).unwrap();
        assert_eq!(cards_of(&answer).len(), 4, "today {odd}");
        // Unusual combinations of flags are no error.
        let flags = if odd > 0.7 { 31.9 } else { odd };
        let answer = ask_by_js(&ferry, &catalog, [4.into(), TODAY.into(), flags.into()]).unwrap();
        assert_eq!(cards_of(&answer).len(), 4, "flags {flags}");
    }
    for day in [i32::MIN, i32::MIN + 1, -1, 0, i32::MAX] {
        let dated = OpenPage::new(&page(&"".into(), &"ferry".into(), ""), day);
        for today in [i32::MIN, i32::MAX] {
            let answer = related(&dated, &catalog, 4, today, 31);
            assert_eq!(cards_of(&answer).len(), 4, "{day}, {today}");
        }
    }
}

#[wasm_bindgen_test]
fn weights_are_those_that_are_given() {
    let ferry = page(&"Ferry".into(), &"island ferry harbour".into(), "/harbour/new");
    let open = OpenPage::new(&ferry, 19_850);
    let ask = |[dates, taxonomy, diversity]: [f32; 3]| {
        open.related(CATALOG.to_vec(), 4, TODAY, 0, dates, taxonomy, diversity)
    };
    // Which factors are another than 1 for any card.
    let names = ["dates", "taxonomy", "diversity"];
    let counting = |weights: [f32; 3]| {
        let cards = cards_of(&ask(weights));
        names.map(|name| {
            let factor = |card| get(&get(card, "explanation"), name).as_f64().unwrap();
            cards.iter().any(|card| factor(card) != 1.0)
        })
    };
    let usual = counting([f32::NAN; 3]);
    assert_eq!(usual[..2], [true; 2]);
    assert_eq!(counting([0.0; 3]), [false; 3]);
    for weight in 0..3 {
        let (mut weights, mut expected) = ([0.0; 3], [false; 3]);
        weights[weight] = f32::NAN;
        expected[weight] = usual[weight];
        assert_eq!(counting(weights), expected, "{}", names[weight]);
    }
    let text = |answer: &JsValue| js_sys::JSON::stringify(answer).unwrap().as_string().unwrap();
    let given = text(&ask([0.8, 0.5, 0.2]));
    for left_out in [f32::NAN, -0.1, f32::NEG_INFINITY] {
        assert_eq!(text(&ask([left_out; 3])), given);
    }
    // What JavaScript leaves out is no number.
    let numbers = [4.into(), TODAY.into(), 0.into()];
    let open = JsValue::from(OpenPage::new(&ferry, 19_850));
    assert_eq!(text(&ask_by_js(&open, CATALOG, numbers).unwrap()), given);
}

#[wasm_bindgen_test]
fn a_page_answers_for_many_files_as_it_would_for_each() {
    let texts = |answer: &JsValue| js_sys::JSON::stringify(answer).unwrap().as_string().unwrap();
    let (large, empty) = (many(), build([]));
    let [terms, lists] = terms_and_champions();
    let ferry = page(&"Ferry".into(), &"island ferry harbour".into(), "/harbour/ferry-fares");
    let open = OpenPage::new(&ferry, 19_850);
    for _ in 0..3 {
        for file in [CATALOG, &large, &terms, &lists, &empty, b"<!doctype html>", &CATALOG[..99]] {
            for flags in [0, 15, 31, flags::TERMS, flags::CHAMPIONS] {
                let alone = related(&OpenPage::new(&ferry, 19_850), file, 4, TODAY, flags);
                let answer = related(&open, file, 4, TODAY, flags);
                assert_eq!(texts(&answer), texts(&alone));
            }
        }
    }
}

/// What a page is answered by a file that has no cards.
fn scores(page: &OpenPage, file: &[u8], flag: u32) -> Vec<f64> {
    let answer = related(page, file, 0, TODAY, flag);
    assert_eq!(plain(&answer), ["scores"]);
    let scores: Array = get(&answer, "scores").unchecked_into();
    scores.iter().map(|number| number.as_f64().unwrap()).collect()
}

fn word(word: &str) -> Term {
    also_like::text::terms(word)[0]
}

/// A page with two words of [`terms_and_champions`], and one of its own twice.
fn words() -> OpenPage {
    let ferry = page(&"Ferry".into(), &"island ferry zyzzyva zyzzyva".into(), "/new");
    OpenPage::new(&ferry, 19_850)
}

/// A large site's file of common terms, and one of champion lists.
fn terms_and_champions() -> [Vec<u8>; 2] {
    let [ferry, island, tea] = ["ferry", "island", "tea"].map(word);
    let weights = [(ferry, 16), (island, 24), (tea, 32)];
    let index = Index::from_weights(&weights, 0, Bucket::Large).unwrap();
    let terms = Sections { constant: 5.0, ..index.sections(FileKind::Terms, 0) };
    // Of the articles 7, 9 and 300.
    let mut postings = [(ferry, 0, 4, 16), (ferry, 1, 1, 16), (island, 1, 1, 24), (tea, 2, 1, 32)];
    postings.sort_unstable();
    let articles = [7_u32, 9, 300].map(u32::to_le_bytes).concat();
    let lists = Index::from_postings(&postings, 0, Bucket::Large).unwrap();
    let lists = lists.sections(FileKind::Champions, 0);
    let lists = Sections { articles: 3, constant: 9.0, entries: articles.as_slice(), ..lists };
    let lists = Sections { query_norm_estimate: 1.0, site: 400, ..lists };
    [write(&terms).unwrap(), write(&lists).unwrap()]
}

#[wasm_bindgen_test]
fn a_page_tells_what_its_words_say_of_it() {
    let [terms, _] = terms_and_champions();
    // Not its pairs of words.
    let [a, ferry, b, island, c, other] = scores(&words(), &terms, flags::TERMS)[..] else {
        panic!("words")
    };
    let places = ["ferry", "island", "zyzzyva"].map(|one| f64::from(word(one).place()));
    assert_eq!([a, b, c], places);
    // A word of the title weighs more than one of the text, and a rare one more than both.
    assert!(island > 0.0 && ferry > island && other > ferry, "{ferry} {island} {other}");
}

#[wasm_bindgen_test]
fn champion_lists_tell_how_near_articles_are() {
    let [_, lists] = terms_and_champions();
    let [a, first, b, second] = scores(&words(), &lists, flags::CHAMPIONS)[..] else {
        panic!("two articles")
    };
    assert_eq!([a, b], [7.0, 9.0]);
    assert!(first > 0.0 && second > 0.0, "{first} {second}");
    let far = OpenPage::new(&page(&"".into(), &"zyzzyva".into(), ""), i32::MIN);
    assert_eq!(scores(&far, &lists, flags::CHAMPIONS), [0.0; 0]);
}

#[wasm_bindgen_test]
fn a_file_of_another_kind_is_refused_in_a_sentence() {
    let [terms, lists] = terms_and_champions();
    let files = [("articles", CATALOG, 0), ("common terms", &terms, flags::TERMS)];
    let files = files.into_iter().chain([("champion lists", lists.as_slice(), flags::CHAMPIONS)]);
    for (expected, _, flag) in files.clone() {
        for (found, file, own) in files.clone() {
            let sentence = format!(
                "catalog file of another kind: it has {found} where {expected} are expected; copy \
                 or build it again"
            );
            let answer = related(&words(), file, 4, TODAY, flag);
            assert_eq!(answer.as_string(), (flag != own).then_some(sentence));
        }
    }
}

#[wasm_bindgen_test]
fn pages_do_not_see_each_other() {
    let urls = |page: &JsValue| {
        let answer = ask_by_js(page, CATALOG, [4.into(), TODAY.into(), 0.into()]).unwrap();
        cards_of(&answer).iter().map(|card| string(card, "url")).collect::<Vec<String>>()
    };
    let (ferry, tea) = (open("island ferry harbour"), open("dry spring rain tea growers hill"));
    let (by_ferry, by_tea) = (urls(&ferry), urls(&tea));
    assert!(by_ferry.iter().all(|url| url.starts_with("/harbour/")), "{by_ferry:?}");
    assert!(by_tea.iter().all(|url| url.starts_with("/hills/")), "{by_tea:?}");
    assert!(!by_ferry.is_empty() && !by_tea.is_empty());
    assert_eq!(urls(&ferry), by_ferry);
    call(&ferry, "free", &[]).unwrap();
    assert_eq!(urls(&tea), by_tea);
}

#[wasm_bindgen_test]
fn what_was_freed_says_so_and_nothing_breaks() {
    let numbers = || [4.into(), TODAY.into(), 0.into()];
    let (ferry, tea) = (open("island ferry"), open("tea growers"));
    call(&ferry, "free", &[]).unwrap();
    for _ in 0..3 {
        let error = ask_by_js(&ferry, CATALOG, numbers()).unwrap_err();
        // A trap would be a `RuntimeError` of WebAssembly.
        assert_eq!(error.unchecked_ref::<Error>().name(), "Error", "{error:?}");
        let error = call(&ferry, "free", &[]).unwrap_err();
        assert_eq!(error.unchecked_ref::<Error>().name(), "Error", "{error:?}");
        assert!(ask_by_js(&tea, CATALOG, numbers()).is_ok());
    }
}

#[wasm_bindgen_test]
fn any_bytes_are_answered() {
    // Bytes changed in many places; the answer is an object or a sentence.
    let ferry = OpenPage::new(&page(&"Ferry".into(), &"island ferry harbour".into(), ""), 19_850);
    let changes = [1, 0x80, 0xff].into_iter().cycle();
    for (place, change) in (0..CATALOG.len()).step_by(7).zip(changes) {
        let mut bytes = CATALOG.to_vec();
        bytes[place] ^= change;
        let answer = related(&ferry, &bytes, 50, TODAY, 15);
        let begins = ["catalog ", "not an also-like catalog"];
        let is_one = |sentence: String| begins.iter().any(|begin| sentence.starts_with(begin));
        assert!(answer.as_string().is_none_or(is_one), "{place}");
    }
}

#[wasm_bindgen_test]
fn text_that_is_not_well_formed() {
    // Half of a surrogate pair, as JavaScript strings may have.
    let half = js_sys::JsString::from_char_code1(0xd83d);
    let text = half.concat(&" ferry \0 \u{ffff} harbour".into());
    let asked = page(&half.into(), &text.into(), "%%");
    assert!(cards_of(&ask(CATALOG, &asked, 4)).len() > 1);
}

/// Bytes of the engine's memory, which never shrinks.
fn memory() -> u32 {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<ArrayBuffer>().byte_length()
}

#[wasm_bindgen_test]
fn the_memory_is_given_back() {
    let mut large = CATALOG.to_vec();
    let cards = u32::from_le_bytes(large[44..48].try_into().unwrap());
    let more = 64 << 20;
    large[44..48].copy_from_slice(&(cards + more).to_le_bytes());
    let end = large.len() - 8;
    large.splice(end..end, std::iter::repeat_n(0, more as usize));
    let ferry = page(&"Ferry".into(), &"ferry".into(), "");
    let mut sizes = Vec::new();
    for _ in 0..6 {
        assert!(get(&ask(&large, &ferry, 4), "cards").is_object());
        sizes.push(memory());
    }
    assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
}

#[wasm_bindgen_test]
fn a_thousand_pages_leave_nothing() {
    let text: String = (0..400).map(|i| format!("word{i} ferry ")).collect();
    let text = JsValue::from(text);
    let update = || {
        let open = JsValue::from(OpenPage::new(&page(&"Ferry".into(), &text, "/new"), 19_850));
        for file in [CATALOG, b"damaged"] {
            ask_by_js(&open, file, [4.into(), TODAY.into(), 15.into()]).unwrap();
        }
        call(&open, "free", &[]).unwrap();
    };
    for _ in 0..5 {
        update();
    }
    let before = memory();
    for _ in 0..1000 {
        update();
    }
    assert_eq!(memory(), before);
}
