/** A client for Nano Banana Video. */
module dev.videogen.nanobanana {
  requires transitive dev.videogen.core;

  exports dev.videogen.nanobanana;
  exports dev.videogen.nanobanana.samples;
}
