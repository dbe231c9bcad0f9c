/** A shop that has its adverts made. */
module com.example.adverts {
  requires dev.videogen.nouvel;
  requires transitive jdk.httpserver;

  exports com.example.adverts;
}
