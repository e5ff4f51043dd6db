//! `also-like build --inject`: the answers in the pages themselves.

use std::fs;

use serde_json::Value;

use super::run::Desk;

const BEGIN: &str = "<!-- made by also-like build --inject -->\n";
const END: &str = "<!-- end of what also-like made -->\n";
const TAG: &str = "<script type=module src=/also-like/also-like.js></script>";

/// The line that builds, on a day that stays the same.
const BUILD: &str = "build site --out site/also-like --inject --today 2026-05-01 --no-cache";

/// Headlines and texts about ferries: near each other, and not versions of one.
const FERRIES: [(&str, &str, &str); 5] = [
    (
        "fares",
        "Ferry fares rise",
        "The ferry to the islands will cost two pounds more from May. The harbour board says that fuel \
         and wages leave it no choice. Passengers who cross every day keep their season tickets at the \
         old price until the autumn, said its chair, who takes the night boat herself when the markets \
         are on. A petition against the fares lies in the bakery.",
    ),
    (
        "storm",
        "A storm stops the ferry",
        "Waves broke over the quay for a night and a day, and no ferry left the harbour. Forty \
         passengers slept in the hall of the fish market under blankets that the school had sent. The \
         harbour board wants a higher wall; its engineers warn that the current would then take the \
         sand from the beach where the islands bathe in summer.",
    ),
    (
        "crew",
        "The ferry’s crew",
        "Nine hands and a cat keep the ferry going between the harbour and the islands. The cook has \
         been aboard for thirty years, the youngest sailor for three weeks. They know most of their \
         passengers by name, and their parcels by weight. On the night boat they play cards for \
         matches, and the cat, which is fat, wins more often than she should.",
    ),
    (
        "night",
        "By night to the islands",
        "Berths on the night ferry are to be had for a little more money, with a view of the harbour \
         lights until the lighthouse. Passengers who cannot sleep find soup in the saloon at three. We \
         went along with a choir, a vet and two beehives, and saw the islands come out of the mist at \
         six, as the guidebook promises and seldom delivers.",
    ),
    (
        "new",
        "A new ferry",
        "The yard across the sound will build a new ferry for the islands, faster and with a ramp for \
         lorries. She will leave the harbour twice at night in summer. The crew were asked what they \
         want: a larger galley, and a door that the cat can open. Passengers want windows that open \
         too. The board signs in March, if the bank does.",
    ),
];

fn html(title: &str, text: &str, end: &str) -> String {
    format!(
        "<!doctype html>\r\n<html lang=en>\n<meta charset=utf-8><title>{title}</title>\n\
         <article><h1>{title}</h1>\n<p>{text}</p>\n</article>\t{end}</html>\n"
    )
}

fn add(desk: &Desk, number: usize, end: &str) {
    let (name, title, text) = FERRIES[number];
    desk.write(&format!("site/{name}.html"), html(title, text, end));
}

/// Four pages about ferries, with this at their ends.
fn ferries(end: &str) -> Desk {
    let desk = Desk::empty();
    (0..4).for_each(|number| add(&desk, number, end));
    desk
}

fn page(desk: &Desk, name: &str) -> String {
    String::from_utf8(fs::read(desk.path(&format!("site/{name}.html"))).unwrap()).unwrap()
}

/// The text between the comments, and the page without it and them.
fn taken_apart(page: &str) -> (String, String) {
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (block, after) = rest.split_once(END).unwrap();
    assert!(!after.contains(BEGIN) && !before.contains(END));
    (block.to_owned(), format!("{before}{after}"))
}

/// The addresses of the plain links in a block.
fn links(block: &str) -> Vec<String> {
    let plain = block.rsplit_once("</h2>").unwrap().1;
    let links = plain.split("<a href=\"").skip(1);
    links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn the_answers_stand_in_the_box_and_nothing_else_changes() {
    let box_of = "<also-like><p>See <a href=/archive>the archive</a>.</p></also-like>";
    let desk = ferries(&format!("{box_of}{TAG}"));
    let before = desk.files("site");
    let out = desk.run(BUILD).ok();
    assert!(out.contains("pages      4 written, 0 unchanged, 0 without a place\n"), "{out}");
    for (name, old) in before {
        let new = page(&desk, name.strip_suffix(".html").unwrap());
        let (block, rest) = taken_apart(&new);
        assert_eq!(rest.as_bytes(), old, "{name}");
        assert!(new.contains(&format!("<also-like>{BEGIN}")), "{new}");
        let asked = desk.run(&format!(
            "related site/{name} --url /{name} --catalog site/also-like --today 2026-05-01 --json"
        ));
        let asked = asked.json();
        let expected: Vec<&str> = asked["related"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["url"].as_str().unwrap())
            .collect();
        assert!(expected.len() >= 2, "{expected:?}");
        assert_eq!(links(&block), expected);
    }
}

#[test]
fn a_second_run_writes_nothing_and_a_new_article_is_offered() {
    let desk = ferries(TAG);
    desk.run(BUILD).ok();
    let written = desk.files("site");
    let times = |desk: &Desk| {
        let names = ["fares", "storm", "crew", "night"];
        names.map(|name| {
            fs::metadata(desk.path(&format!("site/{name}.html"))).unwrap().modified().unwrap()
        })
    };
    let before = times(&desk);
    let out = desk.run(BUILD).ok();
    assert!(out.contains("pages      0 written, 4 unchanged, 0 without"), "{out}");
    assert_eq!(desk.files("site"), written);
    assert_eq!(times(&desk), before);

    add(&desk, 4, TAG);
    let out = desk.run(BUILD).ok();
    assert!(out.contains("pages      5 written"), "{out}");
    assert!(
        page(&desk, "crew").contains("<li><a href=\"/new.html\" dir=\"auto\">A new ferry</a></li>")
    );
}

#[test]
fn what_is_written_is_not_read() {
    let desk = ferries(&format!("<also-like></also-like>{TAG}"));
    desk.run("build site --out plain --no-cache").ok();
    desk.run(BUILD).ok();
    // Inside of the article, where it would be read.
    let moved =
        page(&desk, "fares").replace("</article>", "").replace("</html>", "</article></html>");
    desk.write("site/fares.html", &moved);
    desk.run("build site --out again --no-cache").ok();
    let name = desk.catalog_file("plain");
    assert_eq!(desk.catalog_file("again"), name);
    assert_eq!(desk.files("again")[&name], desk.files("plain")[&name]);
}

#[test]
fn places_are_the_box_then_the_chosen_element_then_the_tag() {
    let own = format!("{BEGIN}<also-like>\n");
    let at = |end: &str, line: &str| {
        let desk = ferries(end);
        desk.run(&format!("{BUILD} {line}")).ok();
        page(&desk, "fares")
    };
    // After the tag, where the widget would place a box.
    let new = at(&format!("{TAG}<footer>x</footer>"), "");
    assert!(new.contains(&format!("{TAG}{own}")), "{new}");
    assert!(new.contains(&format!("</also-like>\n{END}<footer>")), "{new}");
    // At the end of the chosen element.
    let new = at(&format!("{TAG}<footer id=foot>x</footer>"), "--inject-at footer#foot");
    assert!(new.contains(&format!("x{own}")) && new.contains(&format!("{END}</footer>")), "{new}");
    // Not in markup that is no part of the page.
    let inert = "<template><also-like></also-like></template><noscript><also-like></also-like></noscript>\
                 <!-- <also-like></also-like> --><textarea><also-like></textarea>";
    let new = at(&format!("{inert}<also-like limit=1></also-like>{TAG}"), "--inject-at footer");
    assert!(new.contains(&format!("{inert}<also-like limit=1>{BEGIN}")), "{new}");
    // A page without any of them stays as it is, which the command reports.
    let desk = ferries("");
    let before = page(&desk, "fares");
    let ran = desk.run(BUILD);
    assert!(ran.err.contains("no page has a place for the related articles"), "{}", ran.err);
    assert!(ran.ok().contains("4 without a place"));
    assert_eq!(page(&desk, "fares"), before);
}

#[test]
fn options_of_the_box_and_of_the_tag_count() {
    let tag =
        TAG.replace("src", "data-limit=1 data-heading='More &amp; <more>' data-layout=list src");
    let desk = ferries(&format!("<also-like limit=2 heading-level=3 lang=de></also-like>{tag}"));
    desk.run(BUILD).ok();
    let (block, _) = taken_apart(&page(&desk, "fares"));
    assert_eq!(block.matches("<li part=\"card\"").count(), 2);
    assert!(block.contains("data-layout=\"list\""), "{block}");
    assert!(block.contains("<nav part=\"box\" lang=\"de\""), "{block}");
    let heading = "<h3 part=\"heading\" id=\"heading\">More &amp; &lt;more&gt;</h3>";
    assert!(block.contains(heading), "{block}");

    // Of another catalog nothing is known.
    let desk = ferries(&format!("<also-like catalog=/other/></also-like>{TAG}"));
    let before = page(&desk, "fares");
    desk.run(BUILD).ok();
    assert_eq!(page(&desk, "fares"), before);
    let desk = ferries(&format!("<also-like catalog=also-like></also-like>{TAG}"));
    desk.run(BUILD).ok();
    assert!(page(&desk, "fares").contains(BEGIN));
}

#[test]
fn other_encodings_keep_theirs_and_get_what_they_cannot_say_as_numbers() {
    let desk = Desk::empty();
    let shared = "渡輪從港口出發前往離島，船上載著貨車、信件和去過市場的島民，燈塔在夜裡照著海面";
    for (name, title, text) in [
        (
            "a",
            "渡輪票價上漲",
            "港務局表示燃料和工資都漲了，往返離島的居民可以用舊價格買月票到秋天，麵包店裡有人連署反對漲價。乘客說搭船的人會變少，商店老闆也擔心遊客不來。",
        ),
        (
            "b",
            "暴風雨讓渡輪停航",
            "大浪打上碼頭一天一夜，四十名乘客睡在魚市場的大廳，學校送來毛毯。港務局想把堤防加高，工程師警告說海流會把海灘的沙子帶走。",
        ),
        (
            "c",
            "渡輪的船員",
            "九名船員和一隻貓讓船開了三十年，廚師認得每一位乘客，最年輕的水手才來三個星期。夜裡他們打牌，貓贏的次數比誰都多，島上的人都知道。",
        ),
    ] {
        let html = format!(
            "<html lang=zh-TW><meta charset=big5>\
             <meta property=article:published_time content=2024-03-05><title>{title}</title><article>{shared}{text}{shared}</article>{TAG}"
        );
        desk.write(&format!("site/{name}.html"), encoding_rs::BIG5.encode(&html).0);
    }
    let (_, title, text) = FERRIES[0];
    let latin = format!(
        "<html lang=zh-TW><meta charset=windows-1252><title>{title}</title><article>{text}</article>\
         <also-like></also-like>{TAG}"
    );
    desk.write("site/d.html", encoding_rs::WINDOWS_1252.encode(&latin).0);
    desk.run(BUILD).ok();
    let bytes = fs::read(desk.path("site/a.html")).unwrap();
    let (read, _, is_broken) = encoding_rs::BIG5.decode(&bytes);
    assert!(!is_broken && read.contains("暴風雨讓渡輪停航</a></li>"), "{read}");
    let bytes = fs::read(desk.path("site/d.html")).unwrap();
    let (read, ..) = encoding_rs::WINDOWS_1252.decode(&bytes);
    assert!(read.contains("&#28193;&#36650;"), "{read}");
    let again = desk.run(BUILD).ok();
    assert!(again.contains("pages      0 written, 4 unchanged"), "{again}");
}

#[test]
fn hostile_titles_stay_text() {
    let desk = Desk::empty();
    let article = |url: &str, title: &str, text: &str| {
        let line = serde_json::json!({ "url": url, "title": title, "text": text, "lang": "en" });
        format!("{line}\n")
    };
    let hostile = "</template><script>alert(1)</script><!-- end of what also-like made -->\"'&amp;";
    let more =
        article("/x?\"><script>", hostile, FERRIES[1].2) + &article("/y", "Crew", FERRIES[2].2);
    desk.write("more.jsonl", more);
    add(&desk, 0, TAG);
    desk.run(&format!("{BUILD} more.jsonl")).ok();
    let new = page(&desk, "fares");
    let (block, _) = taken_apart(&new);
    assert!(!block.contains("<script"), "{block}");
    assert_eq!(block.matches("</template>").count(), 1);
    assert!(block.contains("&lt;/template&gt;&lt;script&gt;alert(1)&lt;/script&gt;"), "{block}");
    let again = desk.run(&format!("{BUILD} more.jsonl")).ok();
    assert!(again.contains("pages      0 written, 1 unchanged"), "{again}");
}

#[test]
fn a_block_that_somebody_cut_stays() {
    let desk = ferries(TAG);
    desk.run(BUILD).ok();
    let cut = page(&desk, "fares").replace(END, "");
    desk.write("site/fares.html", &cut);
    desk.run(BUILD).ok();
    // What it left is a box like any other.
    assert_eq!(page(&desk, "fares").matches(BEGIN.trim_end()).count(), 2);
    assert_eq!(page(&desk, "fares").matches(END).count(), 1);
}

#[cfg(unix)]
#[test]
fn files_keep_their_rights() {
    use std::os::unix::fs::PermissionsExt;
    let desk = ferries(TAG);
    let file = desk.path("site/fares.html");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    desk.run(BUILD).ok();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn the_report_counts_pages() {
    let desk = ferries(TAG);
    add(&desk, 4, "");
    desk.run(&format!("{BUILD} --report told.json")).ok();
    let told: Value = serde_json::from_slice(&fs::read(desk.path("told.json")).unwrap()).unwrap();
    let expected = serde_json::json!({ "written": 4, "unchanged": 0, "without": 1 });
    assert_eq!(told["injected"], expected);
}

#[test]
fn what_is_wrong_is_one_sentence() {
    let desk = ferries(TAG);
    desk.run(&format!("{BUILD} --inject-at ]["))
        .fails(1, "\"][\" is not a CSS selector that can be used here");
    assert!(!desk.path("site/also-like").exists());
    let ran = desk.run("build site --out out --inject-at main");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    desk.write("a.jsonl", "{\"url\":\"/a\",\"title\":\"A\",\"text\":\"b\"}");
    let ran = desk.run("build a.jsonl --out out --inject");
    assert_eq!(ran.code, Some(1));
    let said = "also-like: --inject needs a folder of HTML among the sources\n";
    assert!(ran.err.ends_with(said), "{}", ran.err);
}
