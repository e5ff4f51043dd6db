#!/bin/sh
# serde-saphyr 2.2.0: a plain YAML scalar of digits with a leading zero, read into a value of any
# type, becomes a float: `007` is 7.0 and `08` is 8.0, while `1_000` and `0x1F` become integers.
# YAML 1.2's core schema makes an integer of each run of digits ([-+]? [0-9]+, section 10.3.2), so
# that 007 is 7. A headline or a postal code in front matter comes out as "7.0".
#
# Seen: 007 → 7.0, 08 → 8.0, 0x1F → 31, 1_000 → 1000.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cargo init --quiet --name seen
cargo add --quiet serde-saphyr@=2.2.0 serde_json@1
cat >src/main.rs <<'RS'
fn main() {
    for text in ["007", "08", "0x1F", "1_000"] {
        let value: serde_json::Value = serde_saphyr::from_str(&format!("a: {text}")).unwrap();
        println!("{text} {}", value["a"]);
    }
}
RS
cargo run --quiet | tee seen.txt
cat >expected.txt <<'TXT'
007 7.0
08 8.0
0x1F 31
1_000 1000
TXT
diff expected.txt seen.txt
