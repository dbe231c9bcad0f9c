/** Programs that show the clients at work. */
module dev.videogen.examples {
  requires dev.videogen.nanobanana;
  requires transitive dev.videogen.nouvel;
  requires dev.videogen.testkit;
  requires jdk.httpserver;

  exports dev.videogen.examples;
}
