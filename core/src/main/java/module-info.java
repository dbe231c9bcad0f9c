/**
 * The chain, typed errors, backoff, call adapters, polling and downloads that every provider uses.
 */
module dev.videogen.core {
  requires transitive okhttp3;
  requires transitive retrofit2;
  requires transitive com.squareup.moshi;
  requires transitive org.jspecify;
  requires retrofit2.converter.moshi;
  requires dev.failsafe.core;
  requires kotlin.stdlib;
  requires okio;
  requires org.slf4j;

  exports dev.videogen.core;
  exports dev.videogen.core.annotations;
  exports dev.videogen.core.download;
  exports dev.videogen.core.endpoint;
  exports dev.videogen.core.errors;
  exports dev.videogen.core.json;
  exports dev.videogen.core.ledger;
  exports dev.videogen.core.poll;
  exports dev.videogen.core.run;
  exports dev.videogen.core.throttle;
  exports dev.videogen.core.time;
}
