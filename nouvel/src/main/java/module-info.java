/** A client for Nouvel. */
module dev.videogen.nouvel {
  requires transitive dev.videogen.core;

  exports dev.videogen.nouvel;
  exports dev.videogen.nouvel.samples;
}
