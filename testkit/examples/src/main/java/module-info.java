/** Programs that show the clients at work. */
module dev.videogen.examples {
  requires dev.videogen.nanobanana;
  requires dev.videogen.nouvel;
  requires dev.videogen.testkit;

  exports dev.videogen.examples;
}
