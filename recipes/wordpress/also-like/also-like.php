<?php
/**
 * Plugin Name: also-like
 * Description: "You May Also Like" below every post: others that are really about the same thing. The catalog comes from the command also-like.
 * Version: 0.1.0
 * Requires at least: 5.0
 * Requires PHP: 7.0
 * License: MIT OR Apache-2.0
 * Text Domain: also-like
 */

defined( 'ABSPATH' ) || exit;

/** The address of the folder that the command wrote, with a slash at its end. */
function also_like_catalog() {
	$uploads = wp_upload_dir();
	$chosen  = trim( (string) get_option( 'also_like_catalog', '' ) );
	return trailingslashit( '' === $chosen ? $uploads['baseurl'] . '/also-like' : $chosen );
}

/** Whether the text that is being printed is that of the post which the page is for. */
function also_like_is_here() {
	// Before WordPress 6.4 themes made of blocks print a post outside the loop.
	$is_printed = in_the_loop() || ( function_exists( 'wp_is_block_theme' ) && wp_is_block_theme() );
	return $is_printed && is_singular( 'post' ) && is_main_query() && ! is_feed()
		&& get_the_ID() === get_queried_object_id();
}

/** The box, after the text of a post that stands alone: not in lists, feeds, excerpts or widgets. */
function also_like_append( $content ) {
	if ( ! also_like_is_here() ) {
		return $content;
	}
	$script = also_like_catalog() . 'also-like.js';
	// The element stands in the text; the script is a module, wherever it comes.
	return $content . "\n<also-like></also-like>\n"
		. '<script type="module" src="' . esc_url( $script ) . '"></script>' . "\n";
}
// After WordPress has made paragraphs, shortcodes and embeds of the text.
add_filter( 'the_content', 'also_like_append', 99 );

/** What an editor may enter as the catalog's address. */
function also_like_clean( $address ) {
	return esc_url_raw( trim( (string) $address ), array( 'http', 'https' ) );
}

/** The setting, under Settings → Reading. */
function also_like_settings() {
	register_setting(
		'reading',
		'also_like_catalog',
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => 'also_like_clean',
		)
	);
	add_settings_field(
		'also_like_catalog',
		esc_html__( 'Address of the also-like catalog', 'also-like' ),
		'also_like_field',
		'reading',
		'default',
		array( 'label_for' => 'also_like_catalog' )
	);
}
add_action( 'admin_init', 'also_like_settings' );

/** The setting's field; what stands there when it is empty shows through. */
function also_like_field() {
	$uploads = wp_upload_dir();
	printf(
		'<input type="url" class="regular-text" id="also_like_catalog" name="also_like_catalog" value="%s" placeholder="%s">',
		esc_attr( get_option( 'also_like_catalog', '' ) ),
		esc_attr( $uploads['baseurl'] . '/also-like/' )
	);
}
