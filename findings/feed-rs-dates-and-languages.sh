#!/bin/sh
# feed-rs 3.0.0: what an entry says of itself is lost without an error in two places. A `pubDate`
# with a named zone other than those of the United States (`CET`, `JST`), which RFC 822 parsers of
# feed readers take, gives an entry without a date; `xml:lang` on an Atom entry, which RFC 4287
# allows on any element, is not kept: only the feed's language is.
#
# Seen: of three equal entries dated GMT, CET and JST only the first has a date; the feed says its
# language, and its French entry none.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cargo init --quiet --name seen
cargo add --quiet feed-rs@=3.0.0
cat >src/main.rs <<'RS'
fn main() {
    let item = |zone: &str| {
        format!("<item><title>a</title><link>https://f.example/{zone}</link>\
                 <pubDate>Tue, 05 Mar 2024 10:30:00 {zone}</pubDate></item>")
    };
    let items: String = ["GMT", "CET", "JST"].map(item).concat();
    let rss = format!("<rss version='2.0'><channel><title>f</title>{items}</channel></rss>");
    for entry in feed_rs::parser::parse(rss.as_bytes()).unwrap().entries {
        println!("{} {:?}", entry.links[0].href, entry.published.map(|day| day.to_rfc3339()));
    }
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>f</title><id>f</id>\
                <updated>2024-03-05T10:30:00Z</updated><entry xml:lang='fr'><title>le bac</title>\
                <id>a</id><updated>2024-03-05T10:30:00Z</updated></entry></feed>";
    let feed = feed_rs::parser::parse(atom.as_bytes()).unwrap();
    println!("{:?} {:?}", feed.language, feed.entries[0].language);
}
RS
cargo run --quiet | tee seen.txt
cat >expected.txt <<'TXT'
https://f.example/GMT Some("2024-03-05T10:30:00+00:00")
https://f.example/CET None
https://f.example/JST None
Some("en") None
TXT
diff expected.txt seen.txt
