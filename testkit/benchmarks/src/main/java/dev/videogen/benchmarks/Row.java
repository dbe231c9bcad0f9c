package dev.videogen.benchmarks;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what what was measured
 * @param figure what came out
 * @param bound what was allowed, or empty where the figure only informs
 * @param held whether the figure is within the bound
 * @param note what helps to find out why it isn't, or empty
 */
record Row(String what, String figure, String bound, boolean held, String note) {
  private static final String MARK = "row\t";

  static Row info(String what, String figure) {
    return new Row(what, figure, "", true, "");
  }

  static Row atMost(String what, double figure, double bound, String format) {
    return new Row(
        what, text(format, figure), "at most " + text(format, bound), figure <= bound, "");
  }

  static Row atLeast(String what, double figure, double bound, String format) {
    return new Row(
        what, text(format, figure), "at least " + text(format, bound), figure >= bound, "");
  }

  Row withNote(String said) {
    return new Row(what, figure, bound, held, said);
  }

  static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  /** Hands the row to the runner, which reads what a benchmark's process prints. */
  void print() {
    System.out.println(MARK + String.join("\t", what, figure, bound, String.valueOf(held), note));
  }

  static boolean isPrinted(String line) {
    return line.startsWith(MARK);
  }

  static Row parse(String line) {
    String[] parts = line.substring(MARK.length()).split("\t", -1);
    return new Row(parts[0], parts[1], parts[2], Boolean.parseBoolean(parts[3]), parts[4]);
  }

  @Override
  public String toString() {
    return what + ": " + figure + ", " + bound + (note.isEmpty() ? "" : " (" + note + ")");
  }
}
