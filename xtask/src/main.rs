mod site;
fn main() {
    let n = site::render("www/site".as_ref(), "/tmp/kdemo".as_ref(), "also-like").unwrap();
    println!("{n}");
}
