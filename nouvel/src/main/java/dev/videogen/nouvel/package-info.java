/** A client for Nouvel: video ads made from product pages, ordered as jobs that take minutes. */
@NullMarked
package dev.videogen.nouvel;

import org.jspecify.annotations.NullMarked;
