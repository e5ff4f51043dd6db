<?php
/**
 * Stands in for WordPress: loads the plugin, checks it, and writes what WordPress would write of the
 * articles: an export and the pages of a site.
 *
 * php wordpress.php ARTICLES OUT
 */

declare( strict_types = 1 );

define( 'ABSPATH', __DIR__ );
const HOME = 'http://wordpress.example';

$options = array();
$filters = array();
$settings = array();
$now = null; // The post that the page is for; null on a list.
$in_loop = true;
$printed = null; // The post whose text is being printed.

function add_filter( $name, $call, $priority = 10 ) {
	global $filters;
	$filters[ $name ][ $priority ][] = $call;
}
function add_action( $name, $call, $priority = 10 ) {
	add_filter( $name, $call, $priority );
}
function apply_filters( $name, $value = null ) {
	global $filters;
	$all = $filters[ $name ] ?? array();
	ksort( $all );
	foreach ( array_merge( ...$all ) as $call ) {
		$value = $call( $value );
	}
	return $value;
}
function get_option( $name, $default = false ) {
	global $options;
	return $options[ $name ] ?? $default;
}
function delete_option( $name ) {
	global $options;
	unset( $options[ $name ] );
}
function register_setting( $group, $name, $arguments ) {
	global $settings;
	$settings[ $name ] = $arguments;
}
function add_settings_field( $id, $title, $call, $page ) {
	global $settings;
	$settings['fields'][ $id ] = $call;
}
function esc_html__( $text ) {
	return esc_attr( $text );
}
function esc_attr( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES );
}
function esc_url_raw( $address, $schemes ) {
	$scheme = parse_url( $address, PHP_URL_SCHEME );
	return in_array( $scheme, $schemes, true ) ? $address : '';
}
function esc_url( $address ) {
	return esc_attr( esc_url_raw( $address, array( 'http', 'https' ) ) );
}
function trailingslashit( $text ) {
	return rtrim( $text, '/' ) . '/';
}
function wp_upload_dir() {
	return array( 'baseurl' => HOME . '/wp-content/uploads' );
}
function is_singular() {
	return null !== $GLOBALS['now'];
}
function in_the_loop() {
	return $GLOBALS['in_loop'];
}
function wp_is_block_theme() {
	return false;
}
function is_main_query() {
	return true;
}
function is_feed() {
	return false;
}
function get_queried_object_id() {
	return $GLOBALS['now'];
}
function get_the_ID() {
	return $GLOBALS['printed'];
}

function check( $what, $is_right ) {
	if ( ! $is_right ) {
		fwrite( STDERR, "not so: $what\n" );
		exit( 1 );
	}
}

/** A post from an article in Markdown. */
function post( $file, $id ) {
	list( , $head, $body ) = explode( "---\n", file_get_contents( $file ), 3 );
	preg_match_all( '/^(\w+): "?(.*?)"?$/m', $head, $said );
	$post = array_combine( $said[1], $said[2] );
	$paragraphs = array();
	foreach ( explode( "\n\n", trim( $body ) ) as $text ) {
		$text = htmlspecialchars( $text, ENT_NOQUOTES );
		$paragraphs[] = '## ' === substr( $text, 0, 3 ) ? '<h2>' . substr( $text, 3 ) . '</h2>' : "<p>$text</p>";
	}
	$slug = basename( $file, '.md' );
	$path = '/' . strtr( substr( $post['date'], 0, 7 ), '-', '/' ) . "/$slug/";
	$tags = explode( ', ', trim( $post['tags'], '[]' ) );
	return compact( 'id', 'slug', 'path', 'tags' ) + $post + array( 'html' => implode( "\n", $paragraphs ) );
}

function export( $posts ) {
	$items = '';
	foreach ( $posts as $post ) {
		$of = function ( $key ) use ( $post ) {
			return htmlspecialchars( (string) $post[ $key ], ENT_XML1 );
		};
		$picture = $post['id'] + 100;
		$items .= "<item><title>{$of('title')}</title><wp:post_id>$picture</wp:post_id>"
			. '<wp:post_type>attachment</wp:post_type><wp:attachment_url>' . HOME . $post['image'] . '</wp:attachment_url></item>'
			. "\n<item><title>{$of('title')}</title><link>" . HOME . $post['path'] . '</link>'
			. "<content:encoded><![CDATA[{$post['html']}]]></content:encoded>"
			. "<excerpt:encoded><![CDATA[{$post['description']}]]></excerpt:encoded>"
			. "<wp:post_id>{$post['id']}</wp:post_id><wp:post_date>{$post['date']} 08:00:00</wp:post_date>"
			. '<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>'
			. "<category domain=\"category\" nicename=\"x\"><![CDATA[{$post['tags'][0]}]]></category>"
			. "<category domain=\"post_tag\" nicename=\"x\"><![CDATA[{$post['tags'][1]}]]></category>"
			. "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>$picture</wp:meta_value></wp:postmeta></item>\n";
	}
	return '<?xml version="1.0" encoding="UTF-8"?>'
		. '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
		. ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/">'
		. '<channel><title>Dough and Stars</title><language>en-GB</language>'
		. "<wp:wxr_version>1.2</wp:wxr_version>\n$items</channel></rss>\n";
}

/** A page as a theme prints it. */
function page( $title, $canonical, $main, $posts ) {
	$latest = '';
	foreach ( array_slice( array_reverse( $posts ), 0, 5 ) as $post ) {
		$latest .= "<li><a href=\"{$post['path']}\">{$post['title']}</a></li>";
	}
	return "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>$title – Dough and Stars</title>"
		. '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
		. "<link rel=\"canonical\" href=\"" . HOME . "$canonical\"><link rel=\"stylesheet\" href=\"/blog.css\"></head>"
		. '<body class="wp-site"><header class="bar"><div><a class="name" href="/">Dough and Stars</a></div></header>'
		. "<div class=\"page\"><main>$main</main><aside class=\"side\"><h2>Recent Posts</h2><ul>$latest</ul></aside></div>"
		. '<footer class="foot">Proudly powered by a stand-in for WordPress</footer></body></html>';
}

function put( $file, $text ) {
	if ( ! is_dir( dirname( $file ) ) ) {
		mkdir( dirname( $file ), 0777, true );
	}
	file_put_contents( $file, $text );
}

/** The text of a post as the plugin leaves it. */
function text( $post ) {
	$GLOBALS['printed'] = $post['id'];
	return apply_filters( 'the_content', $post['html'] );
}

list( , $articles, $out ) = $argv;
$plugin = dirname( __DIR__ ) . '/also-like';
require "$plugin/also-like.php";

$posts = array();
foreach ( glob( "$articles/*.md" ) as $file ) {
	$posts[] = post( $file, count( $posts ) + 1 );
}
usort( $posts, function ( $one, $other ) {
	return strcmp( $one['date'], $other['date'] );
} );

put( "$out/export.xml", export( $posts ) );
$list = '<h1>All posts</h1>';
foreach ( $posts as $post ) {
	$text = text( $post );
	check( 'a list has no box', $text === $post['html'] );
	$list .= "<article class=\"entry\"><h2><a href=\"{$post['path']}\">{$post['title']}</a></h2>$text</article>";
}
put( "$out/index.html", page( 'All posts', '/', $list, $posts ) );
foreach ( $posts as $post ) {
	$now = $post['id'];
	$main = "<article class=\"post type-post\"><h1 class=\"entry-title\">{$post['title']}</h1>"
		. "<p class=\"meta\"><time class=\"entry-date\" datetime=\"{$post['date']}T08:00:00+00:00\">{$post['date']}</time></p>"
		. "<img class=\"hero\" src=\"{$post['image']}\" alt=\"\"><div class=\"entry-content\">" . text( $post ) . '</div></article>'
		. '<section id="comments"><h2>Comments</h2><p>No comments yet.</p></section>';
	put( "$out{$post['path']}index.html", page( $post['title'], $post['path'], $main, $posts ) );
}

$one = $posts[0];
$now = $one['id'];
check( 'a post has a box', 1 === substr_count( text( $one ), '<also-like></also-like>' ) );
check( 'another post on its page has none', text( $posts[1] ) === $posts[1]['html'] );
$in_loop = false;
check( 'a text outside the loop has none', text( $one ) === $one['html'] );
$in_loop = true;
$options['also_like_catalog'] = 'https://static.example/box"><script>alert(1)</script>';
check( 'a hostile setting stays text', false === strpos( text( $one ), '<script>alert' ) );
$options['also_like_catalog'] = ' https://static.example/box ';
check( 'the setting leads elsewhere', false !== strpos( text( $one ), 'src="https://static.example/box/also-like.js"' ) );
apply_filters( 'admin_init' );
$clean = $settings['also_like_catalog']['sanitize_callback'];
check( 'an address is kept', 'https://static.example/box' === $clean( ' https://static.example/box ' ) );
check( 'a script is not kept', '' === $clean( 'javascript:alert(1)' ) );
$options['also_like_catalog'] = '"><script>alert(1)</script>';
ob_start();
$settings['fields']['also_like_catalog']();
$field = ob_get_clean();
check( 'the field shows text', false === strpos( $field, '<script>' ) && false !== strpos( $field, '&quot;&gt;' ) );
define( 'WP_UNINSTALL_PLUGIN', true );
require "$plugin/uninstall.php";
check( 'nothing stays', array() === $options );
