package dev.videogen.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One documented fact.
 *
 * @param kind what it is about: an endpoint, a request's field, an error's message
 * @param where the endpoint, the type, the error or the status that has it
 * @param page the page of the documentation
 * @param name its name; the part after {@code =} is literal text
 */
record ContractRow(String kind, String where, String page, String name) {
  static List<ContractRow> of(String service) throws IOException {
    String file = "contract-" + service + ".csv";
    try (InputStream in = ContractRow.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(ContractRow::parse).toList();
    }
  }

  /** Only the last column may hold commas. */
  private static ContractRow parse(String line) {
    String[] cells = line.split(",", 4);
    return new ContractRow(cells[0], cells[1], cells[2], cells[3]);
  }

  String constant() {
    return name.split("=", 2)[0];
  }

  /** The text after the equals sign, empty if the documentation shows none. */
  String literal() {
    int equals = name.indexOf('=');
    return equals < 0 ? "" : name.substring(equals + 1);
  }

  @Override
  public String toString() {
    return kind + " " + where + " " + name + " [" + page + "]";
  }
}
