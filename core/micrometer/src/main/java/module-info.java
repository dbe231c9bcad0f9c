/** Calls, waits and downloads as Micrometer's observations, and so as metrics and traces. */
module dev.videogen.micrometer {
  requires transitive dev.videogen.core;
  requires transitive micrometer.observation;
  requires transitive org.jspecify;
  requires micrometer.commons;
  requires static transitive micrometer.core;

  exports dev.videogen.micrometer;
}
