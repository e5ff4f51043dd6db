<?php
/** Nothing of the plugin stays: its one setting goes. The catalog in the uploads is yours. */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'also_like_catalog' );
